using AdminPortal.Audit;
using AdminPortal.Data;
using AdminPortal.SignIn;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Invites;

/// <summary>One invitation with its history; answers from the database alone.</summary>
public sealed class InviteDetails(CurrentPerson person, IDbContextFactory<PortalDb> contexts, InviteRows rows)
{
    // A row that waits for months must not make the page endless.
    private const int LongestTimeline = 200;

    /// <summary>The facts and what happened, newest first.</summary>
    /// <param name="id">Which invitation.</param>
    /// <param name="lookAgain">A page that shows it looks again by itself: then what is out of reach now is nobody's attempt.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<InviteDetailsOutcome> HandleAsync(Guid id, bool lookAgain = false, CancellationToken cancellationToken = default)
    {
        if (await person.WhoSeesAsync(Right.SeeInvites, id.ToString(), lookAgain, cancellationToken) is not { } by)
        {
            return new InviteDetailsOutcome.NotAllowed();
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await person.ReachAsync(db.Invites.AsNoTracking(), by, Right.SeeInvites, id, cancellationToken, lookAgain) is not { } invite)
        {
            return new InviteDetailsOutcome.NotFound();
        }

        var subject = id.ToString();
        var entries = await db.AuditEntries.AsNoTracking()
            .Where(entry => entry.Subject == subject && entry.Action != InviteAudit.LookedUp)
            .OrderByDescending(entry => entry.Number)
            .Take(LongestTimeline)
            .ToListAsync(cancellationToken);
        var facts = new InviteFacts
        {
            Row = (await rows.OfAsync(db, [invite], by, cancellationToken))[0],
            Message = invite.Message,
            MailsSent = invite.MailsSent,
            Auth0UserId = invite.Auth0UserId,
            AccountRemovedAt = invite.AccountRemovedAt,
        };
        return new InviteDetailsOutcome.Found(facts, [.. entries.Select(InviteTimeline.EntryOf).OfType<TimelineEntry>()]);
    }
}
