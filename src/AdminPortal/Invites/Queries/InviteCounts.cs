using System.Linq.Expressions;
using AdminPortal.Data;
using AdminPortal.SignIn;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Invites;

/// <summary>The numbers on the home page; answers from the database alone.</summary>
public sealed class InviteCounts(CurrentPerson person, IDbContextFactory<PortalDb> contexts, InviteRows rows, TimeProvider clock)
{
    private const int ProblemsShown = 5;
    private const int ActivitiesShown = 8;

    // More than can be recorded while eight other things happen in any company.
    private const int TestsRemembered = 200;

    // A lead's activities are found by the ids of their teams' invitations; what happens to older ones is no news.
    private const int OwnRemembered = 2000;

    // Steps on the way (waiting, removing an account) are for the timeline, not for the home page.
    private static readonly string[] Newsworthy =
    [
        InviteAudit.Created, InviteAudit.MailTaken, InviteAudit.Unconfirmed, InviteAudit.Failed, InviteAudit.ResendAskedFor, InviteAudit.Extended,
        InviteAudit.RolesChanged, InviteAudit.TeamChanged, InviteAudit.RolesRefused, InviteAudit.Expired, InviteAudit.RevokeAskedFor, InviteAudit.Accepted, InviteAudit.SignedIn,
    ];

    /// <summary>Counts what the person may see.</summary>
    /// <param name="lookAgain">A page that shows the numbers looks again by itself: then that they are out of reach now is nobody's attempt.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<InviteCountsOutcome> HandleAsync(bool lookAgain = false, CancellationToken cancellationToken = default)
    {
        if (await person.WhoSeesAsync(Right.SeeInvites, "", lookAgain, cancellationToken) is not { } by)
        {
            return new InviteCountsOutcome.NotAllowed();
        }

        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var invites = db.Invites.AsNoTracking().ReachedBy(by, Right.SeeInvites);
        var shown = await invites.GroupBy(InviteShown.Status(now)).Select(group => new { Status = group.Key, Count = group.Count() }).ToDictionaryAsync(each => each.Status, each => each.Count, cancellationToken);
        foreach (var tests in await invites.Where(invite => invite.IsTest).GroupBy(InviteShown.Status(now)).Select(group => new { Status = group.Key, Count = group.Count() }).ToListAsync(cancellationToken))
        {
            // Counted whole and taken off, so that counting stays within the index.
            shown[tests.Status] -= tests.Count;
        }

        var waiting = invites.Where(invite => !invite.IsTest && invite.Status == InviteStatus.Queued && invite.WaitReason != WaitReason.None);
        var accepted = await invites
            .Where(invite => invite.AcceptedAt >= now - InviteShown.Lately && !invite.IsTest)
            .Select(invite => new { invite.AcceptedAt, invite.FirstSentAt })
            .ToListAsync(cancellationToken);
        return new InviteCountsOutcome.Counted(new Counts
        {
            Pending = shown.GetValueOrDefault(InviteStatus.Sent),
            ExpiringSoon = await CountAsync(invites, InviteShown.Matches(InviteStatusFilter.ExpiringSoon, now), cancellationToken),
            Sending = shown.GetValueOrDefault(InviteStatus.Queued),
            Waiting = await waiting.CountAsync(cancellationToken),
            WaitingFor = await waiting.OrderBy(invite => invite.Number).Select(invite => invite.WaitingFor).FirstOrDefaultAsync(cancellationToken),
            NotSent = shown.GetValueOrDefault(InviteStatus.Failed),
            NotConfirmed = shown.GetValueOrDefault(InviteStatus.Unconfirmed),
            Expired = shown.GetValueOrDefault(InviteStatus.Expired),
            Accepted30Days = accepted.Count,
            Sent30Days = await CountAsync(invites, invite => invite.FirstSentAt >= now - InviteShown.Lately, cancellationToken),
            MedianTimeToAccept = Median([.. accepted.Where(each => each.FirstSentAt is not null && each.AcceptedAt >= each.FirstSentAt).Select(each => each.AcceptedAt!.Value - each.FirstSentAt!.Value)]),
            All = shown.Values.Sum(),
            NewestNotSent = await NewestAsync(db, invites, by, InviteStatusFilter.NotSent, now, cancellationToken),
            NewestNotConfirmed = await NewestAsync(db, invites, by, InviteStatusFilter.NotConfirmed, now, cancellationToken),
            Latest = await LatestAsync(db, invites, by.ReachOf(Right.SeeInvites) == Reach.Everything, cancellationToken),
        });
    }

    private static async Task<int> CountAsync(IQueryable<Invite> invites, Expression<Func<Invite, bool>> which, CancellationToken cancellationToken) =>
        await invites.CountAsync(which, cancellationToken) - await invites.Where(which).CountAsync(invite => invite.IsTest, cancellationToken);

    private static TimeSpan? Median(List<TimeSpan> spans)
    {
        if (spans.Count == 0)
        {
            return null;
        }

        spans.Sort();
        return (spans[(spans.Count - 1) / 2] + spans[spans.Count / 2]) / 2;
    }

    private async Task<IReadOnlyList<InviteRow>> NewestAsync(PortalDb db, IQueryable<Invite> invites, Person by, InviteStatusFilter filter, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var newest = await invites.Where(InviteShown.Matches(filter, now)).Where(invite => !invite.IsTest).OrderByDescending(invite => invite.Number).Take(ProblemsShown).ToListAsync(cancellationToken);
        return await rows.OfAsync(db, newest, by, cancellationToken);
    }

    private static async Task<IReadOnlyList<Activity>> LatestAsync(PortalDb db, IQueryable<Invite> invites, bool ofAll, CancellationToken cancellationToken)
    {
        var news = db.AuditEntries.AsNoTracking().Where(entry => Newsworthy.Contains(entry.Action));
        if (ofAll)
        {
            var tests = await SubjectsAsync(invites.Where(invite => invite.IsTest), TestsRemembered, cancellationToken);
            news = news.Where(entry => !tests.Contains(entry.Subject));
        }
        else
        {
            var own = await SubjectsAsync(invites.Where(invite => !invite.IsTest), OwnRemembered, cancellationToken);
            news = news.Where(entry => EF.Parameter(own).Contains(entry.Subject));
        }

        var entries = await news.OrderByDescending(entry => entry.Number).Take(ActivitiesShown).ToListAsync(cancellationToken);
        var ids = entries.Select(entry => Guid.Parse(entry.Subject)).Distinct().ToList();
        var emails = await invites.Where(invite => ids.Contains(invite.Id)).ToDictionaryAsync(invite => invite.Id, invite => invite.Email, cancellationToken);
        return [.. entries
            .Where(entry => emails.ContainsKey(Guid.Parse(entry.Subject)))
            .Select(entry => new Activity(entry.At, InviteTimeline.KindOf(entry.Action)!.Value, Guid.Parse(entry.Subject), emails[Guid.Parse(entry.Subject)], entry.ActorName.Length > 0 ? entry.ActorName : null))];
    }

    // The newest of them, as the audit calls them.
    private static async Task<List<string>> SubjectsAsync(IQueryable<Invite> invites, int most, CancellationToken cancellationToken) =>
        (await invites.OrderByDescending(invite => invite.Number).Select(invite => invite.Id).Take(most).ToListAsync(cancellationToken)).ConvertAll(id => id.ToString());
}
