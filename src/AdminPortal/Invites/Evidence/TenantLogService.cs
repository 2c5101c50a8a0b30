using AdminPortal.Auth0;
using Microsoft.Extensions.Options;

namespace AdminPortal.Invites;

/// <summary>
/// Every two seconds: what is new in the tenant's log. Its calls make room for all others, and while invitations wait to go out it looks less often
/// where the tenant's limits are low, so that a bulk loses next to nothing by it.
/// </summary>
internal sealed partial class TenantLogService(
    TenantLogReader log, InviteSweep sweep, LimitGate limits, IOptions<InvitesOptions> options, TimeProvider clock, ILogger<TenantLogService> logger) : BackgroundService
{
    // Of the limit its calls count against, while invitations wait.
    private const double ShareWhileBusy = 0.05;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var lane = CallLane.Background.Enter();
        var (readAt, calls) = (0L, 0);
        try
        {
            while (true)
            {
                try
                {
                    // Asked again every two seconds rather than slept through: the last invitation out, acceptances are noticed at once again.
                    if (clock.GetElapsedTime(readAt) >= calls * limits.Apart(LimitGroup.ReadLogs, ShareWhileBusy) || await IsIdleAsync(stoppingToken))
                    {
                        readAt = clock.GetTimestamp();
                        calls = await log.ReadAsync(stoppingToken);
                    }
                }
                catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
                {
                    Log.PassFailed(logger, exception);
                }

                await Task.Delay(options.Value.LogInterval, clock, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host is stopping.
        }
    }

    private async Task<bool> IsIdleAsync(CancellationToken cancellationToken) => (await sweep.DueAsync([], 1, cancellationToken)).Count == 0;

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Reading the tenant's log failed; the next look comes")]
        public static partial void PassFailed(ILogger logger, Exception exception);
    }
}
