using AdminPortal.Data;
using AdminPortal.SignIn;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Requests;

/// <summary>Whose requests are whose: nothing tells a request out of reach from one that never was.</summary>
internal static class RequestReach
{
    /// <summary>The requests a person sees: all of them, or those they asked themselves, also in a team they no longer lead.</summary>
    public static IQueryable<InviteRequest> SeenBy(this IQueryable<InviteRequest> requests, Person by) => by.ReachOf(Right.SeeRequests) switch
    {
        Reach.Everything => requests,
        Reach.LedTeams => requests.Where(request => request.AskedById == by.Subject),
        Reach.None => requests.Where(_ => false),
    };

    /// <summary>The request with this id for somebody who wants to decide it; null when there is none within reach, which is noted of whoever does not reach every one.</summary>
    public static async Task<InviteRequest?> ReachAsync(this CurrentPerson current, PortalDb db, Person by, Guid id, CancellationToken cancellationToken)
    {
        if (await db.InviteRequests.SingleOrDefaultAsync(request => request.Id == id, cancellationToken) is { } found && by.May(Right.DecideRequests, found.TeamId))
        {
            return found;
        }

        if (by.ReachOf(Right.DecideRequests) != Reach.Everything)
        {
            await current.RefusedAsync(by, Right.DecideRequests, id.ToString());
        }

        return null;
    }
}
