using AdminPortal.Data;
using AdminPortal.Invites;
using AdminPortal.SignIn;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Setup;

/// <summary>Cleans a test up before its hour is over: the way of every withdrawn invitation, and for a used one its account's removal.</summary>
public sealed class EndTestInvite(CurrentPerson person, IDbContextFactory<PortalDb> contexts, InviteChanges changes, WakeUp delivery, TimeProvider clock)
{
    private const int Rounds = 5;

    /// <summary>True when cleaning up is under way, or was already; false when the person may not, or there is no such test.</summary>
    public async Task<bool> HandleAsync(Guid id, CancellationToken cancellationToken = default)
    {
        if (await person.WhoMayAsync(Right.ChangeSetup, id.ToString(), cancellationToken) is not { } by)
        {
            return false;
        }

        for (var round = 1; ; round++)
        {
            try
            {
                return await TryAsync(id, by, cancellationToken);
            }
            catch (DbUpdateException lostRace) when (round < Rounds && lostRace.IsLostRace())
            {
                // A worker saved it between our look and our save: look again.
            }
        }
    }

    private async Task<bool> TryAsync(Guid id, Person by, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await db.Invites.SingleOrDefaultAsync(invite => invite.Id == id && invite.IsTest, cancellationToken) is not { } invite)
        {
            return false;
        }

        if (invite.Status == InviteStatus.Accepted ? invite.WakeUp(now) : invite.Revoke(now, new Inviter(by.Subject, by.Name)))
        {
            db.AuditEntries.Add(InviteAudit.OfRevokeAskedFor(invite, by.AsActor(), now));
            if (invite.Status == InviteStatus.Revoked)
            {
                db.AuditEntries.Add(InviteAudit.OfRevoked(invite, now));
            }

            await db.SaveChangesAsync(cancellationToken);
            changes.Publish(invite.Id);
            delivery.Ring();
        }

        return true;
    }
}
