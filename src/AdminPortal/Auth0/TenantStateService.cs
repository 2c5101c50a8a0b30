using AdminPortal.ManagementToken;

namespace AdminPortal.Auth0;

/// <summary>Keeps <see cref="TenantState"/> current: at the start, every five minutes, sooner while something can't be read.</summary>
internal sealed partial class TenantStateService(
    TenantStateReader reader, TenantState state, ManagementTokenCache tokens, TimeProvider clock, Random random, ILogger<TenantStateService> logger) : BackgroundService
{
    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        tokens.Changed += TakeOverScopes;
        try
        {
            var pause = FirstPause;
            while (!stoppingToken.IsCancellationRequested)
            {
                if (await ReadAsync(stoppingToken))
                {
                    pause = FirstPause;
                    await Task.Delay(Rest, clock, stoppingToken);
                }
                else
                {
                    await Task.Delay(pause * (0.8 + (0.2 * random.NextDouble())), clock, stoppingToken);
                    pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
                }
            }
        }
        finally
        {
            tokens.Changed -= TakeOverScopes;
        }
    }

    private async Task<bool> ReadAsync(CancellationToken stoppingToken)
    {
        try
        {
            return await reader.ReadAsync(stoppingToken);
        }
        catch (Exception failed) when (!stoppingToken.IsCancellationRequested)
        {
            // An exception that leaves the loop would stop the whole portal.
            Log.PassFailed(logger, failed);
            return false;
        }
    }

    private void TakeOverScopes()
    {
        if (tokens.State.Scopes is { } scopes)
        {
            state.Granted(scopes);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The tenant could not be looked at")]
        public static partial void PassFailed(ILogger logger, Exception failure);
    }
}
