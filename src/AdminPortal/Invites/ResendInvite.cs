using AdminPortal.Data;
using AdminPortal.SignIn;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Invites;

/// <summary>Sends an invitation again: a new mail, a new expiry, the old link dead.</summary>
public sealed partial class ResendInvite(
    CurrentPerson person,
    InviteChoices choices,
    ResendPauses pauses,
    AllowedDomains domains,
    IDbContextFactory<PortalDb> contexts,
    InviteChanges changes,
    WakeUp delivery,
    TimeProvider clock,
    ILogger<ResendInvite> logger)
{
    /// <summary>Queues another mail; what it does not allow, it says in a sentence.</summary>
    public async Task<ResendOutcome> HandleAsync(Guid id, CancellationToken cancellationToken = default)
    {
        if (await person.WhoMayAsync(Right.ResendInvites, id.ToString(), cancellationToken) is not { } by)
        {
            return new ResendOutcome.NotAllowed();
        }

        return await LostRace.LookAgainAsync(() => TryAsync(id, by, cancellationToken));
    }

    private async Task<ResendOutcome> TryAsync(Guid id, Person by, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await person.ReachAsync(db.Invites, by, Right.ResendInvites, id, cancellationToken) is not { } invite)
        {
            return new ResendOutcome.NotFound();
        }

        if (invite.WhyNoResend(now) is { } why)
        {
            return new ResendOutcome.NotPossible(why);
        }

        var team = await db.Teams.AsNoTracking().SingleOrDefaultAsync(each => each.Id == invite.TeamId, cancellationToken);
        if (GrantableRoles.WhyNotAgain(by, Right.ResendInvites, team, choices.Read(), invite.Roles) is { } whyNotAgain)
        {
            await person.RefusedAsync(by, Right.ResendInvites, id.ToString());
            return new ResendOutcome.NotPossible(whyNotAgain);
        }

        if (invite.WhyNoSendingInto(team, now) is { } whyNotInto)
        {
            return new ResendOutcome.NotPossible(whyNotInto);
        }

        if (!invite.IsOpen && await db.Invites.AnyAsync(
            other => other.EmailKey == invite.EmailKey && other.Number != invite.Number
                && (other.Status == InviteStatus.Queued || other.Status == InviteStatus.Sent || other.Status == InviteStatus.Unconfirmed || other.Status == InviteStatus.Revoking),
            cancellationToken))
        {
            return new ResendOutcome.NotPossible($"{invite.Email} has a newer open invitation; resend that one.");
        }

        if (domains.WhyNot(invite) is { } whyNotThere)
        {
            // Told here, or delivery would fail it and take the link away that the person may still use.
            return new ResendOutcome.NotPossible(whyNotThere);
        }

        if ((await pauses.ReadAsync(db, [invite.EmailKey], cancellationToken)).NextAllowedAt(invite) is { } allowedAt && allowedAt > now)
        {
            return new ResendOutcome.TooSoon(allowedAt - now, allowedAt);
        }

        if (invite.Expire(now))
        {
            db.AuditEntries.Add(InviteAudit.OfExpired(invite, now));
        }

        if (!invite.SendAgain(now))
        {
            return new ResendOutcome.NotPossible("It changed meanwhile.");
        }

        db.AuditEntries.Add(InviteAudit.OfResendAskedFor(invite, by.AsActor(), now));
        await db.SaveChangesAsync(cancellationToken);
        changes.Publish(invite.Id);
        delivery.Ring();
        Log.Asked(logger, invite.Id, by.Subject);
        return new ResendOutcome.Resending(invite.Email, choices.ExpiryIfSentAt(now, invite));
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Invitation {Invite} is to be sent again, asked by {By}")]
        public static partial void Asked(ILogger logger, Guid invite, string by);
    }
}
