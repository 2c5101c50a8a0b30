using AdminPortal.Auth0;
using Microsoft.Extensions.Options;

namespace AdminPortal.Invites;

/// <summary>Works on due invitations as soon as somebody rings, a few at a time; a stop lets what is in flight finish.</summary>
internal sealed partial class InviteDeliveryService(
    InviteSweep sweep, InviteWorker worker, WakeUp bell, TenantState tenant, IOptions<InvitesOptions> options, TimeProvider clock, ILogger<InviteDeliveryService> logger) : BackgroundService
{
    private static readonly TimeSpan FinishWithin = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly Dictionary<long, Task> _inFlight = [];
    private IReadOnlyCollection<string> _missingScopes = [];

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
        await WakeForScopesAsync(stoppingToken);
        long[] busy;
        lock (_gate)
        {
            busy = [.. _inFlight.Keys];
        }

        var room = options.Value.Parallel - busy.Length;
        if (room <= 0)
        {
            return;
        }

        foreach (var number in await sweep.DueAsync(busy, room, stoppingToken))
        {
            lock (_gate)
            {
                _inFlight[number] = Task.Run(() => WorkAsync(number, finish), CancellationToken.None);
            }
        }
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
            return [.. _inFlight.Values];
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
