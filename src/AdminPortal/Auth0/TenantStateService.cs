using System.Threading.Channels;
using AdminPortal.ManagementToken;

namespace AdminPortal.Auth0;

/// <summary>Keeps <see cref="TenantState"/> current: at the start, every five minutes, sooner while something can't be read or Auth0 is silent.</summary>
internal sealed partial class TenantStateService(
    TenantStateReader reader, TenantState state, SilenceBreaker breaker, ManagementTokenCache tokens, TimeProvider clock, Random random, ILogger<TenantStateService> logger) : BackgroundService
{
    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    private readonly Channel<bool> _silence = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        tokens.Changed += TakeOverScopes;
        state.Changed += WakeForSilence;
        try
        {
            var pause = FirstPause;
            while (!stoppingToken.IsCancellationRequested)
            {
                if (await ReadAsync(stoppingToken))
                {
                    pause = FirstPause;
                    await RestAsync(stoppingToken);
                }
                else
                {
                    await Task.Delay(PauseBefore(pause), clock, stoppingToken);
                    pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
                }
            }
        }
        finally
        {
            tokens.Changed -= TakeOverScopes;
            state.Changed -= WakeForSilence;
        }
    }

    private async Task RestAsync(CancellationToken stoppingToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        await Task.WhenAny(Task.Delay(Rest, clock, over.Token), _silence.Reader.WaitToReadAsync(over.Token).AsTask());
        _silence.Reader.TryRead(out _);
        await over.CancelAsync();
        stoppingToken.ThrowIfCancellationRequested();
    }

    private void WakeForSilence()
    {
        if (state.SilentSince is not null)
        {
            _silence.Writer.TryWrite(true);
        }
    }

    // While Auth0 is silent this loop makes the trial calls, whether or not anything else has a reason to call.
    private TimeSpan PauseBefore(TimeSpan pause) => breaker.UntilTrial is { } untilTrial
        ? untilTrial > ShortestPause ? untilTrial : ShortestPause
        : pause * (0.8 + (0.2 * random.NextDouble()));

    private async Task<bool> ReadAsync(CancellationToken stoppingToken)
    {
        try
        {
            using var lane = CallLane.Background.Enter();
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
