using AdminPortal.Data;
using AdminPortal.SignIn;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Invites;

/// <summary>Gives an open invitation to somebody who may invite, in place of whoever no longer may. No mail goes out for it; the next one names the new inviter.</summary>
public sealed partial class ReassignInvite(
    CurrentPerson person,
    IDbContextFactory<PortalDb> contexts,
    LeftInviteCheck check,
    InviteChanges changes,
    TimeProvider clock,
    ILogger<ReassignInvite> logger)
{
    /// <summary>Gives it to the account with this subject.</summary>
    public async Task<LeftInviteOutcome> HandleAsync(LeftInviteRequest request, string toId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return await person.WhoMayAsync(Right.DecideLeftInvites, request.Id.ToString(), cancellationToken) is { } by
            ? await LostRace.LookAgainAsync(() => TryAsync(request, toId, by, cancellationToken))
            : new LeftInviteOutcome.NotAllowed();
    }

    private async Task<LeftInviteOutcome> TryAsync(LeftInviteRequest request, string toId, Person by, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var (whyNot, invite, _, able) = await check.LookAsync(db, request, by, cancellationToken);
        if (whyNot is not null)
        {
            return whyNot;
        }

        if (Find(toId, invite, by, able) is not { } to)
        {
            return new LeftInviteOutcome.NotAnInviter(invite.Email);
        }

        var from = new Inviter(invite.InvitedById, invite.InvitedByName);
        if (!invite.Reassign(to))
        {
            return new LeftInviteOutcome.Closed(invite.Email, "It changed meanwhile.");
        }

        db.AuditEntries.Add(InviteAudit.OfReassigned(invite, from, by.AsActor(), now));
        await db.SaveChangesAsync(cancellationToken);
        changes.Publish(invite.Id);
        Log.Reassigned(logger, invite.Id, from.Id, to.Id, by.Subject);
        return new LeftInviteOutcome.Done(invite.Email, to.Name);
    }

    private static Inviter? Find(string toId, Invite invite, Person by, AbleInviters able) => toId == by.Subject
        ? new Inviter(by.Subject, by.Name)
        : able.Candidates(invite.TeamId).FirstOrDefault(member => member.UserId == toId) is { } member
            ? new Inviter(member.UserId, member.Name.Length > 0 ? member.Name : member.Email)
            : null;

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Invitation {Invite} passes from {From} to {To}, by {By}")]
        public static partial void Reassigned(ILogger logger, Guid invite, string from, string to, string by);
    }
}
