using Microsoft.Extensions.Options;

namespace AdminPortal.Invites;

/// <summary>Every two seconds: what is new in the tenant's log, and behind it the accounts that must be looked at one by one.</summary>
internal sealed partial class TenantLogService(TenantLogReader log, InviteWatch watch, IOptions<InvitesOptions> options, TimeProvider clock, ILogger<TenantLogService> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var watchAt = clock.GetUtcNow();
        try
        {
            while (true)
            {
                try
                {
                    await log.ReadAsync(stoppingToken);
                    if (clock.GetUtcNow() >= watchAt)
                    {
                        watchAt = clock.GetUtcNow() + options.Value.SweepInterval;
                        await watch.LookAsync(stoppingToken);
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

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Reading the tenant's log failed; the next look comes")]
        public static partial void PassFailed(ILogger logger, Exception exception);
    }
}
