namespace AdminPortal.ManagementToken;

/// <summary>Keeps the Management token fresh ahead of its expiry.</summary>
internal sealed class ManagementTokenService(ManagementTokenCache tokens) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await tokens.RenewIfDueAsync(stoppingToken);
            await tokens.WaitUntilDueAsync(stoppingToken);
        }
    }
}
