using Microsoft.Extensions.Options;

namespace AdminPortal.Invites;

/// <summary>Every few seconds: looks at accounts by their ids, where that is called for. A loop of its own, because its calls make room for all others and a round may take minutes during a bulk.</summary>
internal sealed partial class InviteWatchService(InviteWatch watch, IOptions<InvitesOptions> options, TimeProvider clock, ILogger<InviteWatchService> logger) : BackgroundService
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
                    await watch.LookAsync(stoppingToken);
                }
                catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
                {
                    Log.LookFailed(logger, exception);
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
        [LoggerMessage(Level = LogLevel.Error, Message = "A look at the accounts failed; the next one comes")]
        public static partial void LookFailed(ILogger logger, Exception exception);
    }
}
