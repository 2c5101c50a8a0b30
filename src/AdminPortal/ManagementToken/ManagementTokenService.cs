namespace AdminPortal.ManagementToken;

/// <summary>Keeps the Management token fresh ahead of its expiry.</summary>
internal sealed partial class ManagementTokenService(ManagementTokenCache tokens, TimeProvider clock, ILogger<ManagementTokenService> logger) : BackgroundService
{
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await tokens.RenewIfDueAsync(stoppingToken);
                await tokens.WaitUntilDueAsync(stoppingToken);
            }
            catch (Exception failed) when (!stoppingToken.IsCancellationRequested)
            {
                // An exception that leaves this loop would stop the whole portal.
                Log.PassFailed(logger, failed);
                await Task.Delay(PauseAfterFailure, clock, stoppingToken);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "A look at whether the Management token is due failed")]
        public static partial void PassFailed(ILogger logger, Exception failure);
    }
}
