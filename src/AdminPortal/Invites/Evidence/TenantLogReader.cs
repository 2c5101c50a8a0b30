using AdminPortal.Auth0;
using AdminPortal.Data;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Invites;

/// <summary>Reads the tenant's log, once for all invitations, from checkpoint to end; one pass at a time.</summary>
internal sealed partial class TenantLogReader(
    ManagementClient auth0, TenantState tenant, InviteNews news, IDbContextFactory<PortalDb> contexts, TimeProvider clock, ILogger<TenantLogReader> logger) : IDisposable
{
    private const int PageSize = 100;

    // So that one pass ends even while the log grows as fast as it is read.
    private const int MostPages = 50;

    private static readonly TimeSpan MayLag = TimeSpan.FromMinutes(1);

    // No plan of Auth0 keeps entries for less than a day; an older checkpoint may have a hole behind it.
    private static readonly TimeSpan OldestCheckpoint = TimeSpan.FromHours(20);
    private static readonly TimeSpan SaveProgressEvery = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan AskAgainForScope = TimeSpan.FromMinutes(1);

    // Longer than any plan keeps its log: until then an entry could come a second time.
    private static readonly TimeSpan SightingsKept = TimeSpan.FromDays(40);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private TenantLogCheckpoint? _position;
    private DateTimeOffset _startedAt = DateTimeOffset.MaxValue;
    private DateTimeOffset _pausedUntil;
    private DateTimeOffset _forgotAt;
    private DateTimeOffset? _caughtUpAt;
    private bool _denied;

    /// <summary>How far the log has been read and taken in; null before the first pass.</summary>
    public TenantLogProgress? Progress { get; private set; }

    /// <summary>Takes in what is new; says how many calls that took.</summary>
    public async Task<int> ReadAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var now = clock.GetUtcNow();
            _startedAt = _startedAt < now ? _startedAt : now;
            if (now >= _pausedUntil)
            {
                _position ??= await LoadAsync(cancellationToken);
                await ForgetOldSightingsAsync(cancellationToken);
                return await ReadFromAsync(_position, cancellationToken);
            }

            return 0;
        }
        finally
        {
            TellHowFar();
            _turn.Release();
        }
    }

    /// <summary>Notes how far the check of accounts by their ids has come; <paramref name="below"/> is null when it is done.</summary>
    public async Task CheckedDownToAsync(long? below, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (_position is { } position)
            {
                position.CheckBelow = below;
                position.CheckedAt = below is null ? clock.GetUtcNow() : position.CheckedAt;
                await SaveAsync(position, cancellationToken);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private async Task<int> ReadFromAsync(TenantLogCheckpoint position, CancellationToken cancellationToken)
    {
        if (position.CompleteSince is null || clock.GetUtcNow() - position.CaughtUpAt > OldestCheckpoint)
        {
            await StartAtNewestAsync(position, cancellationToken);
            return 1;
        }

        for (var page = 1; page <= MostPages; page++)
        {
            var answer = await auth0.GetLogsAsync(position.LogId, PageSize, cancellationToken);
            if (answer is not Auth0Result<IReadOnlyList<TenantLogEntry>>.Ok { Value: var entries })
            {
                await StopAsync(position, answer, cancellationToken);
                return page;
            }

            // Taken in before the checkpoint moves: a crash in between reads them again, and their sightings say that they are old news.
            await news.TakeInAsync(entries, cancellationToken);
            var now = clock.GetUtcNow();
            var reachedEnd = entries.Count < PageSize;
            var moved = entries.Count > 0;
            if (moved)
            {
                position.LogId = entries[^1].Id;
                position.NewestAt = entries.Select(entry => entry.Date).Append(position.NewestAt ?? DateTimeOffset.MinValue).Max();
            }

            var stale = position.CaughtUpAt is null || now - position.CaughtUpAt >= SaveProgressEvery;
            if (moved || (reachedEnd && stale))
            {
                position.CaughtUpAt = reachedEnd ? now : position.CaughtUpAt;
                await SaveAsync(position, cancellationToken);
            }

            if (reachedEnd)
            {
                _caughtUpAt = now;
                return page;
            }
        }

        return MostPages;
    }

    // Whatever happened before is not in sight any more: every open invitation is checked once by the id of its account instead.
    private async Task StartAtNewestAsync(TenantLogCheckpoint position, CancellationToken cancellationToken)
    {
        var answer = await auth0.GetNewestLogAsync(cancellationToken);
        if (answer is not Auth0Result<IReadOnlyList<TenantLogEntry>>.Ok { Value: var newest })
        {
            await StopAsync(position, answer, cancellationToken);
            return;
        }

        // A tenant without a single entry is read from its beginning, which is now.
        var now = clock.GetUtcNow();
        var newestAt = newest.Count > 0 ? newest[0].Date : now + tenant.ClockOffset;
        position.LogId = newest.Count > 0 ? newest[0].Id : "";
        position.NewestAt = newestAt;
        position.CompleteSince = newestAt;
        position.CaughtUpAt = now;
        position.CheckBelow = long.MaxValue;
        await SaveAsync(position, cancellationToken);
        _caughtUpAt = now;
        Log.StartedAtNewest(logger, position.LogId);
    }

    private async Task StopAsync(TenantLogCheckpoint position, Auth0Result<IReadOnlyList<TenantLogEntry>> answer, CancellationToken cancellationToken)
    {
        switch (answer)
        {
            case Auth0Result<IReadOnlyList<TenantLogEntry>>.Busy { RetryAt: var retryAt }:
                _pausedUntil = retryAt;
                break;
            case Auth0Result<IReadOnlyList<TenantLogEntry>>.Denied denied:
                _pausedUntil = clock.GetUtcNow() + AskAgainForScope;
                _denied = denied.Scopes.Count > 0;
                return;
            case Auth0Result<IReadOnlyList<TenantLogEntry>>.NotFound or Auth0Result<IReadOnlyList<TenantLogEntry>>.Refused when position.LogId.Length > 0:
                // Auth0 no longer knows the checkpoint.
                position.LogId = "";
                position.CompleteSince = null;
                await SaveAsync(position, cancellationToken);
                break;
        }

        _denied = false;
    }

    // Other slices read this: whether acceptances are noticed by the log, and what to do when not.
    private void TellHowFar()
    {
        var now = clock.GetUtcNow();
        var since = _caughtUpAt ?? _startedAt;
        if (_denied)
        {
            tenant.LogIs($"can't be read: the Management token lacks {ManagementClient.ReadLogsScope}");
        }
        else if (now - since > MayLag)
        {
            tenant.LogIs("has not been read to its end for more than a minute");
        }
        else
        {
            tenant.LogIs(null);
        }
    }

    private async Task<TenantLogCheckpoint> LoadAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var saved = await db.TenantLogCheckpoints.AsNoTracking().SingleOrDefaultAsync(cancellationToken) ?? new TenantLogCheckpoint();
        Progress = new TenantLogProgress(saved.NewestAt, saved.CompleteSince, saved.CheckBelow, saved.CheckedAt);
        return saved;
    }

    private async Task SaveAsync(TenantLogCheckpoint position, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var entry = db.Entry(position);
        if (position.Version == 0)
        {
            entry.State = EntityState.Added;
            position.Version = 1;
        }
        else
        {
            entry.State = EntityState.Modified;
            entry.Property(checkpoint => checkpoint.Version).OriginalValue = position.Version;
            position.Version++;
        }

        try
        {
            await db.SaveChangesAsync(cancellationToken);
            Progress = new TenantLogProgress(position.NewestAt, position.CompleteSince, position.CheckBelow, position.CheckedAt);
        }
        catch
        {
            // Another reader has moved it on, or the database is in trouble: begin from what is saved.
            _position = null;
            throw;
        }
    }

    private async Task ForgetOldSightingsAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (now - _forgotAt < TimeSpan.FromHours(6))
        {
            return;
        }

        _forgotAt = now;
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var old = await db.TenantLogSightings.Where(sighting => sighting.SeenAt < now - SightingsKept).Take(1000).ToListAsync(cancellationToken);
        if (old.Count > 0)
        {
            db.TenantLogSightings.RemoveRange(old);
            await db.SaveChangesAsync(cancellationToken);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Reading the tenant's log begins at its newest entry {LogId}; open invitations are checked one by one")]
        public static partial void StartedAtNewest(ILogger logger, string logId);
    }
}

/// <summary>How far the log has been read, as others may look at it at any moment; the meaning is that of <see cref="TenantLogCheckpoint"/>'s fields.</summary>
internal sealed record TenantLogProgress(DateTimeOffset? NewestAt, DateTimeOffset? CompleteSince, long? CheckBelow, DateTimeOffset? CheckedAt);
