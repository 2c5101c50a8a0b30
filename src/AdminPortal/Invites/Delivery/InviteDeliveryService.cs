using AdminPortal.Auth0;
using Microsoft.Extensions.Options;

namespace AdminPortal.Invites;

/// <summary>
/// Works on due invitations as soon as somebody rings, a few at a time; a stop lets what is in flight finish. While Auth0 is silent nothing is started:
/// it would change rows and write audit for nothing.
/// </summary>
internal sealed partial class InviteDeliveryService(
    InviteSweep sweep, InviteWorker worker, TenantLogReader log, WakeUp bell, TenantState tenant, LimitGate limits, IOptions<InvitesOptions> options, TimeProvider clock, ILogger<InviteDeliveryService> logger) : BackgroundService
{
    // Less than the host gives everything that ends, so that what is cut is noted in time.
    private static readonly TimeSpan FinishWithin = TimeSpan.FromSeconds(7);

    // What the delivery of one invitation asks for.
    private static readonly LimitGroup[] Needed = [LimitGroup.ReadUsers, LimitGroup.WriteUsers, LimitGroup.Others, LimitGroup.Authentication];

    private readonly Lock _gate = new();
    private readonly Dictionary<long, (Task Work, bool IsBulk)> _inFlight = [];
    private IReadOnlyCollection<string> _missingScopes = [];

    // At the start, too: what an earlier process left waiting need not sit out its pause.
    private bool _wasSilent = true;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var finish = new CancellationTokenSource();
        tenant.Changed += bell.Ring;
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                try
                {
                    await StartDueAsync(finish.Token, stoppingToken);
                    await bell.WaitAsync(options.Value.SweepInterval, clock, stoppingToken);
                }
                catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
                {
                    // A locked or full disk must not end delivery for good.
                    Log.PassFailed(logger, exception);
                    await Task.Delay(options.Value.SweepInterval, clock, stoppingToken);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host is stopping.
        }
        finally
        {
            tenant.Changed -= bell.Ring;

            // By the wall clock on purpose: whoever stops the process waits in real time.
            finish.CancelAfter(FinishWithin);
            await Task.WhenAll(InFlight());
        }
    }

    private async Task StartDueAsync(CancellationToken finish, CancellationToken stoppingToken)
    {
        // After a power cut the record may know less than Auth0 does, and the log tells; a lease need not have lasted until now. See docs/decisions/0012.
        if (!log.HasLooked)
        {
            return;
        }

        await WakeForScopesAsync(stoppingToken);
        if (await IsSilentAsync(stoppingToken))
        {
            return;
        }

        // Either kind may fill all the places but one, so that neither ever waits for the other to be through. Single ones choose first.
        await StartAsync(bulk: false, finish, stoppingToken);
        if (!Array.Exists(Needed, limits.TurnsAway))
        {
            // In a long pause single invitations are still taken up, to say on their page what they wait for; a great many would write a great many rows.
            await StartAsync(bulk: true, finish, stoppingToken);
        }
    }

    private async Task StartAsync(bool bulk, CancellationToken finish, CancellationToken stoppingToken)
    {
        long[] busy;
        int room;
        lock (_gate)
        {
            busy = [.. _inFlight.Keys];
            room = Math.Min(options.Value.Parallel + 1 - busy.Length, options.Value.Parallel - _inFlight.Values.Count(work => work.IsBulk == bulk));
        }

        foreach (var number in await sweep.DueAsync(busy, room, stoppingToken, bulk))
        {
            lock (_gate)
            {
                _inFlight[number] = (Task.Run(() => WorkAsync(number, finish), CancellationToken.None), bulk);
            }
        }
    }

    private async Task<bool> IsSilentAsync(CancellationToken cancellationToken)
    {
        var wasSilent = _wasSilent;
        _wasSilent = tenant.SilentSince is not null;
        if (wasSilent && !_wasSilent)
        {
            await sweep.WakeForAnswersAsync(cancellationToken);
        }

        return _wasSilent;
    }

    private async Task WorkAsync(long number, CancellationToken cancellationToken)
    {
        try
        {
            await worker.WorkAsync(number, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Not done in time for the stop; the row says where it stands.
        }
        catch (Exception exception)
        {
            Log.WorkFailed(logger, exception, number);
        }
        finally
        {
            lock (_gate)
            {
                _inFlight.Remove(number);
            }

            bell.Ring();
        }
    }

    // On the change alone, not on every ring: a scope that Auth0 still misses must not be asked for again and again.
    private async Task WakeForScopesAsync(CancellationToken cancellationToken)
    {
        var missing = tenant.MissingScopes;
        var granted = _missingScopes.Except(missing, StringComparer.Ordinal).ToList();
        _missingScopes = missing;
        if (granted.Count > 0)
        {
            await sweep.WakeForScopesAsync(granted, cancellationToken);
        }
    }

    private Task[] InFlight()
    {
        lock (_gate)
        {
            return [.. _inFlight.Values.Select(work => work.Work)];
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Looking for due invitations failed; the next look comes")]
        public static partial void PassFailed(ILogger logger, Exception exception);

        [LoggerMessage(Level = LogLevel.Error, Message = "Work on invitation number {Number} failed; its lease is the pause before the next try")]
        public static partial void WorkFailed(ILogger logger, Exception exception, long number);
    }
}
