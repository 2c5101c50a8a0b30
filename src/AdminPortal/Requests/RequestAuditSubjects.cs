using AdminPortal.Audit;
using AdminPortal.Data;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Requests;

/// <summary>Tells the audit who was asked for.</summary>
internal sealed class RequestAuditSubjects(IDbContextFactory<PortalDb> contexts) : IAuditSubjects
{
    public async Task<IReadOnlyDictionary<string, AuditSubject>> NameAsync(IReadOnlyCollection<string> subjects, CancellationToken cancellationToken)
    {
        var ids = AuditSubject.Ids(subjects);
        if (ids.Count == 0)
        {
            return new Dictionary<string, AuditSubject>(StringComparer.Ordinal);
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var found = await db.InviteRequests.AsNoTracking().Where(request => ids.Contains(request.Id)).Select(request => new { request.Id, request.Email, request.Status }).ToListAsync(cancellationToken);
        return found.ToDictionary(
            request => request.Id.ToString(),
            request => new AuditSubject(request.Email, new RequestListQuery { Answered = request.Status != RequestStatus.Waiting }.Address()),
            StringComparer.Ordinal);
    }

    public async Task<IReadOnlyList<string>> FindAsync(string text, int most, CancellationToken cancellationToken)
    {
        var pattern = Like.Holding(text);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var found = await db.InviteRequests.AsNoTracking()
            .Where(request => EF.Functions.Like(request.Email, pattern, Like.Escape) || EF.Functions.Like(request.EmailKey, pattern, Like.Escape) || EF.Functions.Like(request.Name!, pattern, Like.Escape))
            .OrderByDescending(request => request.Number)
            .Select(request => request.Id)
            .Take(most)
            .ToListAsync(cancellationToken);
        return [.. found.Select(id => id.ToString())];
    }

    public Task<DateTimeOffset?> NeededSinceAsync(CancellationToken cancellationToken) => Task.FromResult<DateTimeOffset?>(null);
}
