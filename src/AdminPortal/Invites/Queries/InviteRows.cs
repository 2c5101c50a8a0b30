using AdminPortal.Data;

namespace AdminPortal.Invites;

/// <summary>Makes the rows that lists and details show; the one place where an invitation is put into a row.</summary>
public sealed class InviteRows(InviteChoices choices, ResendPauses pauses, TimeProvider clock)
{
    /// <summary>The invitations as they look at this moment.</summary>
    public async Task<IReadOnlyList<InviteRow>> OfAsync(PortalDb db, IReadOnlyList<Invite> invites, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(invites);
        var recent = await pauses.ReadAsync(db, [.. invites.Select(invite => invite.EmailKey).Distinct(StringComparer.Ordinal)], cancellationToken);
        return [.. invites.Select(invite => Of(invite, recent, clock.GetUtcNow()))];
    }

    private InviteRow Of(Invite invite, RecentMails recent, DateTimeOffset now)
    {
        var whyNoResend = invite.WhyNoResend(now);
        var allowedAt = whyNoResend is null && recent.NextAllowedAt(invite) is { } at && at > now ? at : (DateTimeOffset?)null;
        var status = invite.ShownStatus(now);
        var waits = status is InviteStatus.Queued or InviteStatus.Revoking;
        return new InviteRow
        {
            Id = invite.Id,
            Email = invite.Email,
            Name = invite.Name,
            Roles = [.. invite.Roles.Select(role => new RoleName(role.Name, role.Administrative, role.Id))],
            Status = status,
            InvitedByName = invite.InvitedByName,
            CreatedAt = invite.CreatedAt,
            SentAt = invite.SentAt,
            ExpiresAt = invite.ExpiresAt,
            NextAttemptAt = waits && invite.WaitReason is not (WaitReason.None or WaitReason.Provider) ? invite.NextAttemptAt : null,
            WaitingFor = waits ? invite.WaitingFor : null,
            Failure = FailureOf(invite, status),
            AcceptedAt = invite.AcceptedAt,
            FirstSignInAt = invite.FirstSignInAt,
            RevokedByName = invite.RevokedByName,
            RevokedAt = invite.RevokedAt,
            Lifetime = invite.Lifetime,
            LinkExpiresAt = invite.LinkExpiresAt,
            ExpiresIfSentNow = choices.ExpiryIfSentAt(now, invite),
            RolesPending = invite.RolesDue && !waits,
            RolesWaitFor = invite.RolesDue && !waits ? invite.WaitingFor : null,
            WhyNoResend = allowedAt is null ? whyNoResend : InviteRules.WaitBeforeResending(allowedAt.Value - now),
            ResendAllowedAt = allowedAt,
            WhyNoExtend = invite.WhyNoExtend(now),
            WhyNoChangeRoles = invite.WhyNoChangeRoles(now),
            WhyNoRevoke = invite.WhyNoRevoke(now),
        };
    }

    private static FailureText? FailureOf(Invite invite, InviteStatus status) => status switch
    {
        InviteStatus.Failed when invite.Failure is { } failure => new FailureText(failure.Code, failure.Why, failure.Cure),
        InviteStatus.Unconfirmed => new FailureText(
            "unconfirmed",
            $"Auth0 may or may not have sent the email to {invite.Email}: its answer was lost on the way.",
            "Ask whether it arrived, or resend: a new email goes out and a link in the first one stops working."),
        _ => null,
    };
}
