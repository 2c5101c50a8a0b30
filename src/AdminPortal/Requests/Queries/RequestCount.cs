using AdminPortal.Data;
using AdminPortal.SignIn;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Requests;

/// <summary>How many requests wait for somebody who may answer them.</summary>
public sealed class RequestCount(CurrentPerson person, IDbContextFactory<PortalDb> contexts)
{
    /// <summary>The number; null for whoever answers none.</summary>
    public async Task<int?> HandleAsync(CancellationToken cancellationToken = default)
    {
        if (await person.FindAsync(cancellationToken) is not { } by || !by.May(Right.DecideRequests))
        {
            return null;
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.InviteRequests.SeenBy(by).CountAsync(request => request.Status == RequestStatus.Waiting, cancellationToken);
    }
}
