using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Testing;

/// <summary>
/// Measures how long the invitations in a killed portal's hands wait until another portal claims them, its start included. Time in which no portal was
/// started doesn't count: that is the run's own.
/// </summary>
public sealed class Takeovers(CrashScene scene)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    private readonly Dictionary<long, Orphan> _orphans = [];
    private readonly List<TimeSpan> _waits = [];
    private TimeSpan _livedBefore;
    private long _launchedAt;

    /// <summary>The waits that are over.</summary>
    public IReadOnlyList<TimeSpan> Waits => _waits;

    private TimeSpan Lived => _livedBefore + TimeProvider.System.GetElapsedTime(_launchedAt);

    /// <summary>A portal is being started.</summary>
    public void Launched() => _launchedAt = TimeProvider.System.GetTimestamp();

    /// <summary>Looks at the record again and again while the portal lives.</summary>
    public async Task WatchWhileAsync(Func<Task> life)
    {
        ArgumentNullException.ThrowIfNull(life);
        using var over = new CancellationTokenSource();
        var watching = WatchAsync(over.Token);
        try
        {
            await life();
        }
        finally
        {
            await over.CancelAsync();
            await watching;
        }
    }

    /// <summary>The portal was killed: what it held is in nobody's hands now.</summary>
    public async Task KilledAsync()
    {
        _livedBefore = Lived;
        _launchedAt = TimeProvider.System.GetTimestamp();
        var diedAt = _livedBefore;
        await using var db = scene.Record();
        var held = await db.Invites.AsNoTracking().Where(invite => invite.ClaimedUntil != null && invite.NextAttemptAt != null).ToListAsync();
        await CloseAsync(diedAt);
        foreach (var invite in held)
        {
            // One that outlived this portal as well has waited since the kill before.
            _orphans.TryAdd(invite.Number, new Orphan(invite.ClaimNumber, diedAt));
        }
    }

    private async Task WatchAsync(CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            await CloseAsync(Lived);
            await Task.Delay(Look, TimeProvider.System, over).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // Those that were taken over, or on which nothing is left to do.
    private async Task CloseAsync(TimeSpan now)
    {
        if (_orphans.Count == 0)
        {
            return;
        }

        var numbers = _orphans.Keys.ToList();
        await using var db = scene.Record();
        foreach (var invite in await db.Invites.AsNoTracking().Where(invite => numbers.Contains(invite.Number)).ToListAsync())
        {
            if (invite.ClaimNumber > _orphans[invite.Number].Claim)
            {
                _waits.Add(now - _orphans[invite.Number].Since);
                _orphans.Remove(invite.Number);
            }
            else if (invite is { NextAttemptAt: null, ClaimedUntil: null })
            {
                _orphans.Remove(invite.Number);
            }
        }
    }

    private sealed record Orphan(long Claim, TimeSpan Since);
}
