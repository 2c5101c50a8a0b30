using Microsoft.Extensions.Options;

namespace AdminPortal.Invites;

/// <summary>Every few seconds: expires what has lapsed.</summary>
internal sealed partial class InviteSweepService(InviteSweep sweep, WakeUp delivery, IOptions<InvitesOptions> options, TimeProvider clock, ILogger<InviteSweepService> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await Task.Delay(options.Value.SweepInterval, clock, stoppingToken);
                try
                {
                    await sweep.ExpireLapsedAsync(stoppingToken);
                    delivery.Ring();
                }
                catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
                {
                    Log.PassFailed(logger, exception);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host is stopping.
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "A sweep failed; the next one comes")]
        public static partial void PassFailed(ILogger logger, Exception exception);
    }
}
