using AdminPortal.Data;
using AdminPortal.SignIn;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Invites;

/// <summary>Withdraws an invitation; its link dies and its unused account goes.</summary>
public sealed partial class RevokeInvite(
    CurrentPerson person,
    IDbContextFactory<PortalDb> contexts,
    InviteChanges changes,
    WakeUp delivery,
    TimeProvider clock,
    ILogger<RevokeInvite> logger)
{
    /// <summary>Withdraws it here at once; Auth0 follows.</summary>
    public async Task<RevokeOutcome> HandleAsync(Guid id, CancellationToken cancellationToken = default)
    {
        if (await person.WhoMayAsync(Right.RevokeInvites, id.ToString(), cancellationToken) is not { } by)
        {
            return new RevokeOutcome.NotAllowed();
        }

        return await LostRace.LookAgainAsync(() => TryAsync(id, by, cancellationToken));
    }

    private async Task<RevokeOutcome> TryAsync(Guid id, Person by, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await person.ReachAsync(db.Invites, by, Right.RevokeInvites, id, cancellationToken) is not { } invite)
        {
            return new RevokeOutcome.NotFound();
        }

        if (invite.Status is InviteStatus.Revoked or InviteStatus.Revoking)
        {
            return new RevokeOutcome.AlreadyRevoked(invite.Email);
        }

        if (invite.WhyNoRevoke(now) is { } why)
        {
            return new RevokeOutcome.NotPossible(why);
        }

        if (!invite.Revoke(now, new Inviter(by.Subject, by.Name)))
        {
            return new RevokeOutcome.NotPossible("It changed meanwhile.");
        }

        db.AuditEntries.Add(InviteAudit.OfRevokeAskedFor(invite, by.AsActor(), now));
        if (invite.Status == InviteStatus.Revoked)
        {
            db.AuditEntries.Add(InviteAudit.OfRevoked(invite, now));
        }

        // A crash after this line: the sweep finds the row due and removes the account.
        await db.SaveChangesAsync(cancellationToken);
        changes.Publish(invite.Id);
        delivery.Ring();
        Log.Asked(logger, invite.Id, by.Subject);
        return new RevokeOutcome.Revoking(invite.Email);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Invitation {Invite} is withdrawn by {By}")]
        public static partial void Asked(ILogger logger, Guid invite, string by);
    }
}
