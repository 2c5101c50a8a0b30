using AdminPortal.SignIn;

namespace AdminPortal.Invites;

/// <summary>Every few minutes, and whenever who holds a role has changed: looks after those who have open invitations.</summary>
internal sealed partial class InviterWatchService(InviterWatch watch, PortalRoleMembers members, TimeProvider clock, ILogger<InviterWatchService> logger) : BackgroundService
{
    private static readonly TimeSpan AccountsEvery = TimeSpan.FromMinutes(5);

    private readonly WakeUp _bell = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        members.Changed += _bell.Ring;
        var accountsAt = clock.GetUtcNow(); // a portal that starts has better to do with its first calls
        try
        {
            while (true)
            {
                try
                {
                    await watch.ForgetDecisionsOfReturnedAsync(stoppingToken);
                    if (clock.GetUtcNow() - accountsAt >= AccountsEvery)
                    {
                        accountsAt = clock.GetUtcNow();
                        await watch.LookAtAccountsAsync(stoppingToken);
                    }
                }
                catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
                {
                    Log.LookFailed(logger, exception);
                }

                await _bell.WaitAsync(AccountsEvery, clock, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host is stopping.
        }
        finally
        {
            members.Changed -= _bell.Ring;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "A look at the inviters failed; the next one comes")]
        public static partial void LookFailed(ILogger logger, Exception exception);
    }
}
