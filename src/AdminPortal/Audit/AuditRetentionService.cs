namespace AdminPortal.Audit;

/// <summary>Looks every hour whether entries have become old enough to be removed.</summary>
internal sealed partial class AuditRetentionService(AuditRetention retention, TimeProvider clock, ILogger<AuditRetentionService> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                try
                {
                    await retention.PassAsync(stoppingToken);
                }
                catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
                {
                    Log.PassFailed(logger, exception);
                }

                await Task.Delay(Interval, clock, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host is stopping.
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Old audit entries could not be removed; the next pass comes")]
        public static partial void PassFailed(ILogger logger, Exception exception);
    }
}
