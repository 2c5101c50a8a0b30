using AdminPortal.Data;
using AdminPortal.SignIn;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Teams;

/// <summary>Answers from the database which teams somebody leads.</summary>
public sealed class LedTeams(IDbContextFactory<PortalDb> contexts) : ILedTeams
{
    /// <inheritdoc/>
    public async Task<IReadOnlySet<Guid>> OfAsync(string subject, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.TeamLeads.Where(lead => lead.Subject == subject).Select(lead => lead.TeamId).ToHashSetAsync(cancellationToken);
    }
}
