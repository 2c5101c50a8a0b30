using AdminPortal.Data;
using AdminPortal.SignIn;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Requests;

/// <summary>A page of requests: of all for admins, of their own for leads. Answers from the database alone.</summary>
public sealed class RequestList(CurrentPerson person, RequestRows rows, IDbContextFactory<PortalDb> contexts)
{
    /// <summary>How many answered ones stand below those that wait.</summary>
    public const int Lately = 5;

    /// <summary>The page asked for. Looking again by itself, as an open page does, is no try at anything and is not noted.</summary>
    public async Task<RequestListOutcome> HandleAsync(RequestListQuery query, bool lookAgain = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (await person.WhoSeesAsync(Right.SeeRequests, "", lookAgain, cancellationToken) is not { } by)
        {
            return new RequestListOutcome.NotAllowed();
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var seen = db.InviteRequests.AsNoTracking().SeenBy(by);
        var page = query.Answered
            ? await AnsweredAsync(seen, query.After, RequestListQuery.Size + 1, cancellationToken)
            : await WaitingAsync(seen, query.After, RequestListQuery.Size + 1, cancellationToken);
        if (page.Count == 0 && query.After is not null)
        {
            // What followed has been answered meanwhile; the first page is better than an empty one.
            return await HandleAsync(query with { After = null }, lookAgain, cancellationToken);
        }

        var more = page.Count > RequestListQuery.Size;
        page = more ? page[..RequestListQuery.Size] : page;
        var lately = query.Answered ? [] : await AnsweredAsync(seen, null, Lately, cancellationToken);
        return new RequestListOutcome.Page(new RequestPage
        {
            Rows = await rows.OfAsync(db, page, by, cancellationToken),
            AnsweredLately = await rows.OfAsync(db, lately, by, cancellationToken),
            Waiting = await seen.CountAsync(request => request.Status == RequestStatus.Waiting, cancellationToken),
            All = await seen.CountAsync(cancellationToken),
            OnlyOwn = by.ReachOf(Right.SeeRequests) != Reach.Everything,
            Decides = by.May(Right.DecideRequests),
            Asks = by.May(Right.AskForInvites),
            Next = more ? query with { After = page[^1].Id } : null,
        });
    }

    // Whoever has waited longest comes first.
    private static async Task<List<InviteRequest>> WaitingAsync(IQueryable<InviteRequest> seen, Guid? after, int size, CancellationToken cancellationToken)
    {
        var from = after is { } id ? await seen.Where(request => request.Id == id).Select(request => request.Number).SingleOrDefaultAsync(cancellationToken) : 0;
        return await seen.Where(request => request.Status == RequestStatus.Waiting && request.Number > from).OrderBy(request => request.Number).Take(size).ToListAsync(cancellationToken);
    }

    private static async Task<List<InviteRequest>> AnsweredAsync(IQueryable<InviteRequest> seen, Guid? after, int size, CancellationToken cancellationToken)
    {
        var answered = seen.Where(request => request.AnsweredAt != null);
        if (after is { } id && await answered.SingleOrDefaultAsync(request => request.Id == id, cancellationToken) is { } last)
        {
            var (at, number) = (last.AnsweredAt, last.Number);
            answered = answered.Where(request => request.AnsweredAt < at || (request.AnsweredAt == at && request.Number < number));
        }

        return await answered.OrderByDescending(request => request.AnsweredAt).ThenByDescending(request => request.Number).Take(size).ToListAsync(cancellationToken);
    }
}
