using AdminPortal.Data;
using AdminPortal.SignIn;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Invites;

/// <summary>Lets an open invitation stand although whoever invited may no longer do so.</summary>
public sealed partial class KeepLeftInvite(
    CurrentPerson person,
    IDbContextFactory<PortalDb> contexts,
    LeftInviteCheck check,
    InviteChanges changes,
    TimeProvider clock,
    ILogger<KeepLeftInvite> logger)
{
    /// <summary>Notes the decision; nothing changes for the invited person.</summary>
    public async Task<LeftInviteOutcome> HandleAsync(LeftInviteRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return await person.WhoMayAsync(Right.DecideLeftInvites, request.Id.ToString(), cancellationToken) is { } by
            ? await LostRace.LookAgainAsync(() => TryAsync(request, by, cancellationToken))
            : new LeftInviteOutcome.NotAllowed();
    }

    private async Task<LeftInviteOutcome> TryAsync(LeftInviteRequest request, Person by, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var (whyNot, invite, whyLeft, _) = await check.LookAsync(db, request, by, cancellationToken);
        if (whyNot is not null)
        {
            return whyNot;
        }

        if (!invite.Keep(now, new Inviter(by.Subject, by.Name)))
        {
            return new LeftInviteOutcome.Closed(invite.Email, "It changed meanwhile.");
        }

        db.AuditEntries.Add(InviteAudit.OfKept(invite, whyLeft, by.AsActor(), now));
        await db.SaveChangesAsync(cancellationToken);
        changes.Publish(invite.Id);
        Log.Kept(logger, invite.Id, by.Subject);
        return new LeftInviteOutcome.Done(invite.Email, invite.InvitedByName);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Invitation {Invite} is kept by {By}, although its inviter may no longer invite")]
        public static partial void Kept(ILogger logger, Guid invite, string by);
    }
}
