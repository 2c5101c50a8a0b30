using AdminPortal.Audit;
using AdminPortal.Data;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Invites;

/// <summary>Tells the audit whom an invitation invites, and that the timelines of open ones are read from it.</summary>
internal sealed class InviteAuditSubjects(IDbContextFactory<PortalDb> contexts) : IAuditSubjects
{
    public async Task<IReadOnlyDictionary<string, AuditSubject>> NameAsync(IReadOnlyCollection<string> subjects, CancellationToken cancellationToken)
    {
        var ids = AuditSubject.Ids(subjects);
        if (ids.Count == 0)
        {
            return new Dictionary<string, AuditSubject>(StringComparer.Ordinal);
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var found = await db.Invites.AsNoTracking().Where(invite => ids.Contains(invite.Id)).Select(invite => new { invite.Id, invite.Email }).ToListAsync(cancellationToken);
        return found.ToDictionary(invite => invite.Id.ToString(), invite => new AuditSubject(invite.Email, InviteDetailsPage.Address(invite.Id)), StringComparer.Ordinal);
    }

    public async Task<IReadOnlyList<string>> FindAsync(string text, int most, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(text);
        var pattern = Like.Holding(text);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var found = await db.Invites.AsNoTracking()
            .Where(invite => EF.Functions.Like(invite.Email, pattern, Like.Escape) || EF.Functions.Like(invite.EmailKey, pattern, Like.Escape) || EF.Functions.Like(invite.Name!, pattern, Like.Escape))
            .OrderByDescending(invite => invite.Number)
            .Select(invite => invite.Id)
            .Take(most)
            .ToListAsync(cancellationToken);
        return [.. found.Select(id => id.ToString())];
    }

    public async Task<DateTimeOffset?> NeededSinceAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Invites
            .Where(invite => invite.Status == InviteStatus.Queued || invite.Status == InviteStatus.Sent || invite.Status == InviteStatus.Unconfirmed || invite.Status == InviteStatus.Revoking)
            .MinAsync(invite => (DateTimeOffset?)invite.CreatedAt, cancellationToken);
    }
}
