using AdminPortal.Audit;
using AdminPortal.Data;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Teams;

/// <summary>Tells the audit what teams are called.</summary>
internal sealed class TeamAuditSubjects(IDbContextFactory<PortalDb> contexts) : IAuditSubjects
{
    public async Task<IReadOnlyDictionary<string, AuditSubject>> NameAsync(IReadOnlyCollection<string> subjects, CancellationToken cancellationToken)
    {
        var ids = AuditSubject.Ids(subjects);
        if (ids.Count == 0)
        {
            return new Dictionary<string, AuditSubject>(StringComparer.Ordinal);
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var found = await db.Teams.AsNoTracking().Where(team => ids.Contains(team.Id)).Select(team => new { team.Id, team.Name }).ToListAsync(cancellationToken);
        return found.ToDictionary(team => team.Id.ToString(), team => new AuditSubject(team.Name, TeamAddress.Of(team.Id)), StringComparer.Ordinal);
    }

    public async Task<IReadOnlyList<string>> FindAsync(string text, int most, CancellationToken cancellationToken)
    {
        var key = Team.KeyOf(text);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var found = await db.Teams.AsNoTracking().Where(team => team.NameKey.Contains(key)).OrderByDescending(team => team.CreatedAt).Select(team => team.Id).Take(most).ToListAsync(cancellationToken);
        return [.. found.Select(id => id.ToString())];
    }

    public Task<DateTimeOffset?> NeededSinceAsync(CancellationToken cancellationToken) => Task.FromResult<DateTimeOffset?>(null);
}
