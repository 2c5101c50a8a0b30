using System.Threading.Channels;
using AdminPortal.Auth0;
using AdminPortal.ManagementToken;

namespace AdminPortal.Setup;

/// <summary>Looks at the tenant at the start, every quarter of an hour, and as soon as another token, the mail's fate or the end of a silence makes the last look old.</summary>
internal sealed partial class SetupChecksService(SetupChecks checks, ManagementTokenCache tokens, TenantState state, TimeProvider clock, ILogger<SetupChecksService> logger) : BackgroundService
{
    /// <summary>How long between two looks nobody asked for.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromMinutes(15);

    private readonly Channel<bool> _woken = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private TenantSight? _seen;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        tokens.Changed += WakeForNews;
        state.Changed += WakeForNews;
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                await LookAsync(stoppingToken);
                await RestAsync(stoppingToken);
            }
        }
        finally
        {
            tokens.Changed -= WakeForNews;
            state.Changed -= WakeForNews;
        }
    }

    private async Task LookAsync(CancellationToken stoppingToken)
    {
        try
        {
            using var lane = CallLane.Background.Enter();
            await checks.LookAfreshAsync(stoppingToken);
            _seen = Sight();
        }
        catch (OperationCanceledException) when (!stoppingToken.IsCancellationRequested)
        {
            // A person wanted to know at once, and looks instead.
        }
        catch (Exception failed) when (!stoppingToken.IsCancellationRequested)
        {
            // An exception that leaves the loop would stop the whole portal.
            Log.LookFailed(logger, failed);
        }
    }

    private async Task RestAsync(CancellationToken stoppingToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        await Task.WhenAny(Task.Delay(Rest, clock, over.Token), _woken.Reader.WaitToReadAsync(over.Token).AsTask());
        _woken.Reader.TryRead(out _);
        await over.CancelAsync();
        stoppingToken.ThrowIfCancellationRequested();
    }

    // A renewal that brings the same is no reason to ask for everything again; while Auth0 is silent there is nobody to ask.
    private void WakeForNews()
    {
        if (_seen is { } seen && state.SilentSince is null && !seen.Equals(Sight()))
        {
            _woken.Writer.TryWrite(true);
        }
    }

    private TenantSight Sight()
    {
        var token = tokens.State;
        return new TenantSight(
            token.ExpiresAt is not null, string.Join(' ', (token.Scopes ?? new HashSet<string>()).Order(StringComparer.Ordinal)), state.MailTrouble?.Error, state.SilentSince is not null);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Setup could not be checked")]
        public static partial void LookFailed(ILogger logger, Exception failure);
    }

    // What can turn a check without anybody asking for it.
    private sealed record TenantSight(bool HasToken, string Scopes, string? MailTrouble, bool IsSilent);
}
