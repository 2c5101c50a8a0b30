using AdminPortal.Data;
using AdminPortal.SignIn;
using AdminPortal.Teams;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Invites;

/// <summary>Makes the rows that lists and details show; the one place where an invitation is put into a row.</summary>
public sealed class InviteRows(InviteChoices choices, ResendPauses pauses, TimeProvider clock)
{
    /// <summary>The invitations as they look at this moment to this person: what they may not do with one has its reason beside it.</summary>
    public async Task<IReadOnlyList<InviteRow>> OfAsync(PortalDb db, IReadOnlyList<Invite> invites, Person by, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(invites);
        ArgumentNullException.ThrowIfNull(by);
        var teamIds = invites.Select(invite => invite.TeamId).OfType<Guid>().Distinct().ToList();
        var teams = teamIds.Count == 0 ? [] : await db.Teams.AsNoTracking().Where(team => teamIds.Contains(team.Id)).ToDictionaryAsync(team => team.Id, cancellationToken);
        var offer = choices.Read();
        var recent = await pauses.ReadAsync(db, [.. invites.Select(invite => invite.EmailKey).Distinct(StringComparer.Ordinal)], cancellationToken);
        return [.. invites.Select(invite => Of(invite, invite.TeamId is { } id ? teams.GetValueOrDefault(id) : null, recent, new InviteHands(by, offer), clock.GetUtcNow()))];
    }

    private InviteRow Of(Invite invite, Team? team, RecentMails recent, InviteHands hands, DateTimeOffset now)
    {
        var whyNoResend = invite.WhyNoResend(now) ?? hands.WhyNoResend(invite, team) ?? invite.WhyNoSendingInto(team, now);
        var allowedAt = whyNoResend is null && recent.NextAllowedAt(invite) is { } at && at > now ? at : (DateTimeOffset?)null;
        var status = invite.ShownStatus(now);
        var waits = status is InviteStatus.Queued or InviteStatus.Revoking;
        return new InviteRow
        {
            Id = invite.Id,
            Email = invite.Email,
            Name = invite.Name,
            Roles = [.. invite.Roles.Select(role => new RoleName(role.Name, role.Administrative, role.Id))],
            TeamId = invite.TeamId,
            TeamName = team?.Name,
            TeamIsArchived = team?.ArchivedAt is not null,
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
            WhyNoExtend = invite.WhyNoExtend(now) ?? hands.WhyNoExtend(invite, team),
            WhyNoChangeRoles = invite.WhyNoChangeRoles(now) ?? hands.WhyNo(Right.ChangeInviteRoles, invite, "change team or roles"),
            WhyNoChangeTeam = invite.WhyNoChangeTeam(now) ?? hands.WhyNo(Right.ChangeInviteTeam, invite, "change team or roles"),
            WhyNoRevoke = invite.WhyNoRevoke(now) ?? hands.WhyNo(Right.RevokeInvites, invite, "revoke"),
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
