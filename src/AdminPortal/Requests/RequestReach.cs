using AdminPortal.Data;
using AdminPortal.SignIn;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Requests;

/// <summary>Whose requests are whose: nothing tells a request out of reach from one that never was.</summary>
internal static class RequestReach
{
    /// <summary>The requests a person sees: whoever decides sees what they may decide, whoever asks sees their own.</summary>
    public static IQueryable<InviteRequest> SeenBy(this IQueryable<InviteRequest> requests, Person by)
    {
        var led = by.LedTeams.ToList();
        var asksThemselves = by.May(Right.AskForInvites);
        return by.ReachOf(Right.DecideRequests) switch
        {
            Reach.Everything => requests,
            Reach.LedTeams => requests.Where(request => EF.Parameter(led).Contains(request.TeamId) || (asksThemselves && request.AskedById == by.Subject)),
            Reach.None => requests.Where(request => asksThemselves && request.AskedById == by.Subject),
        };
    }

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
