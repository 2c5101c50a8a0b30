using AdminPortal.Auth0;
using Microsoft.Extensions.Options;

namespace AdminPortal.Invites;

/// <summary>Every two seconds: what is new in the tenant's log. Its calls make room for all others, so that a bulk loses next to nothing by it.</summary>
internal sealed partial class TenantLogService(TenantLogReader log, IOptions<InvitesOptions> options, TimeProvider clock, ILogger<TenantLogService> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var lane = CallLane.Background.Enter();
        try
        {
            while (true)
            {
                try
                {
                    await log.ReadAsync(stoppingToken);
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
