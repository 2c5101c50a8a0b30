namespace AdminPortal.SignIn;

/// <summary>Looks every 45 seconds at who is still allowed here, so that a role taken away counts within a minute.</summary>
internal sealed partial class SignInWatchService(SignInWatch watch, TimeProvider clock, ILogger<SignInWatchService> logger) : BackgroundService
{
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(45);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await watch.LookAsync(stoppingToken);
            }
            catch (Exception failed) when (!stoppingToken.IsCancellationRequested)
            {
                // A locked or full database must not end the watch.
                Log.LookFailed(logger, failed);
            }

            await Task.Delay(Rest, clock, stoppingToken);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Who is still allowed here could not be looked up")]
        public static partial void LookFailed(ILogger logger, Exception failure);
    }
}
