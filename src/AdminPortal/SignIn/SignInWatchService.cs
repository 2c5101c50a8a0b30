namespace AdminPortal.SignIn;

/// <summary>Looks every 45 seconds, where the tenant's limits allow it, at who is still allowed here, so that a role taken away counts within a minute.</summary>
internal sealed partial class SignInWatchService(SignInWatch watch, TimeProvider clock, IHostApplicationLifetime host, ILogger<SignInWatchService> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var begunAt = clock.GetTimestamp();
            var interval = WatchPace.Wanted;
            try
            {
                interval = await watch.LookAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (host.ApplicationStopping.IsCancellationRequested)
            {
                // The read of the roles ends when the portal begins to stop, which is before this service is told to.
                return;
            }
            catch (Exception failed) when (!stoppingToken.IsCancellationRequested)
            {
                // A locked or full database must not end the watch.
                Log.LookFailed(logger, failed);
            }

            // From beginning to beginning: a look that takes long must not make the next one late.
            if (interval - clock.GetElapsedTime(begunAt) is var rest && rest > TimeSpan.Zero)
            {
                await Task.Delay(rest, clock, stoppingToken);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Who is still allowed here could not be looked up")]
        public static partial void LookFailed(ILogger logger, Exception failure);
    }
}
