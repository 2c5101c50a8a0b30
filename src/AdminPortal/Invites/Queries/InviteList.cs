using System.Linq.Expressions;
using AdminPortal.Data;
using AdminPortal.SignIn;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Invites;

/// <summary>A page of the list of invitations; answers from the database alone.</summary>
public sealed class InviteList(CurrentPerson person, IDbContextFactory<PortalDb> contexts, InviteRows rows, TimeProvider clock)
{
    // Longer than anything that is searched; nothing can match.
    private const int LongestSearch = 400;

    /// <summary>The rows asked for, found by cursor, never by counting past others.</summary>
    /// <param name="query">Which part of it.</param>
    /// <param name="lookAgain">A page that shows it looks again by itself: then what is out of reach now is nobody's attempt.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<InviteListOutcome> HandleAsync(InviteListQuery query, bool lookAgain = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (await person.WhoSeesAsync(Right.SeeInvites, "", lookAgain, cancellationToken) is not { } by)
        {
            return new InviteListOutcome.NotAllowed();
        }

        if (!lookAgain && query.Team is { Id: { } team } && !by.May(Right.SeeInvites, team))
        {
            // Somebody else's team, or a guess: it has no row for them, and that it was asked for stands in the audit.
            await person.RefusedAsync(by, Right.SeeInvites, team.ToString());
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var reached = db.Invites.AsNoTracking().ReachedBy(by, Right.SeeInvites);
        var all = await CountAsync(reached, cancellationToken);
        var matching = await MatchingAsync(db, reached, query, cancellationToken);
        var total = query is { Search: null, Status: null, Team: null } ? all : await CountAsync(matching, cancellationToken);
        matching = matching.Where(invite => !invite.IsTest);
        var size = InviteListQuery.Sizes.Contains(query.Size) ? query.Size : InviteListQuery.Sizes[0];

        var page = await ReadAsync(matching, query, InviteCursor.Read(query.After), InviteCursor.Read(query.Before), size, cancellationToken);
        if (page.Invites.Count == 0 && total > 0)
        {
            // What the cursor pointed at has changed since; the first page is better than an empty one.
            page = await ReadAsync(matching, query with { From = 1 }, null, null, size, cancellationToken);
        }

        return new InviteListOutcome.Page(new InvitePage
        {
            Rows = await rows.OfAsync(db, page.Invites, by, cancellationToken),
            Total = total,
            All = all,
            OfLedTeams = by.ReachOf(Right.SeeInvites) == Reach.Everything ? null : by.LedTeams.Count,
            From = page.Invites.Count == 0 ? 0 : page.From,
            To = page.Invites.Count == 0 ? 0 : page.From + page.Invites.Count - 1,
            NextAfter = page.More ? InviteCursor.Of(page.Invites[^1], query.Sort).ToString() : null,
            PreviousBefore = page.From > 1 ? InviteCursor.Of(page.Invites[0], query.Sort).ToString() : null,
        });
    }

    // Tests are left out. Counting all and taking off the few tests stays within the indexes; asking each row would read every one.
    private static async Task<int> CountAsync(IQueryable<Invite> invites, CancellationToken cancellationToken) =>
        await invites.CountAsync(cancellationToken) - await invites.CountAsync(invite => invite.IsTest, cancellationToken);

    private async Task<IQueryable<Invite>> MatchingAsync(PortalDb db, IQueryable<Invite> invites, InviteListQuery query, CancellationToken cancellationToken)
    {
        if (query.Team is { Id: var team })
        {
            invites = invites.Where(invite => invite.TeamId == team);
        }

        if (query.Status is { } status)
        {
            invites = invites.Where(InviteShown.Matches(status, clock.GetUtcNow()));
        }

        if (query.Search?.Trim() is not { Length: > 0 } search)
        {
            return invites;
        }

        if (search.Length > LongestSearch)
        {
            return invites.Where(_ => false);
        }

        var pattern = Like.Holding(search);
        var teams = await db.Teams.Where(each => EF.Functions.Like(each.Name, pattern, Like.Escape)).Select(each => each.Id).ToListAsync(cancellationToken);
        return invites.Where(invite =>
            EF.Functions.Like(invite.Email, pattern, Like.Escape)
            || EF.Functions.Like(invite.EmailKey, pattern, Like.Escape)
            || EF.Functions.Like(invite.Name!, pattern, Like.Escape)
            || EF.Functions.Like(invite.InvitedByName, pattern, Like.Escape)
            || (invite.TeamId != null && EF.Parameter(teams).Contains(invite.TeamId.Value)));
    }

    private static async Task<Slice> ReadAsync(IQueryable<Invite> matching, InviteListQuery query, InviteCursor? after, InviteCursor? before, int size, CancellationToken cancellationToken)
    {
        var backwards = before is not null;
        var cursor = before ?? after;
        var order = InviteOrder.Of(query.Sort, query.Descending);
        var read = await order.Apply(matching, cursor, backwards).Take(size + 1).ToListAsync(cancellationToken);
        var beyond = read.Count > size;
        if (beyond)
        {
            read.RemoveAt(size);
        }

        if (!backwards)
        {
            return new Slice(read, cursor is null ? 1 : Math.Max(2, query.From), beyond);
        }

        read.Reverse();
        return new Slice(read, beyond ? Math.Max(2, query.From) : 1, More: true);
    }

    private sealed record Slice(List<Invite> Invites, int From, bool More);
}
