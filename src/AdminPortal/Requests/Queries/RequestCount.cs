using AdminPortal.Data;
using AdminPortal.SignIn;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Requests;

/// <summary>How many requests wait, for whoever sees all of them.</summary>
public sealed class RequestCount(CurrentPerson person, IDbContextFactory<PortalDb> contexts)
{
    /// <summary>The number; null for whoever sees at most their own.</summary>
    public async Task<int?> HandleAsync(CancellationToken cancellationToken = default)
    {
        if (await person.FindAsync(cancellationToken) is not { } by || by.ReachOf(Right.SeeRequests) != Reach.Everything)
        {
            return null;
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.InviteRequests.SeenBy(by).CountAsync(request => request.Status == RequestStatus.Waiting, cancellationToken);
    }
}
