using AdminPortal.Auth0;

namespace AdminPortal.SignIn;

/// <summary>One look at who is still allowed here: who holds the role, and whether the accounts in use are blocked or gone.</summary>
public sealed partial class SignInWatch(AdminRoleReader role, ManagementClient management, SessionKeeper sessions, OpenPages pages, TimeProvider clock, ILogger<SignInWatch> logger)
{
    private static readonly TimeSpan InUse = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan KeptAfterTheEnd = TimeSpan.FromDays(7);

    private static readonly TimeSpan ForgetEvery = TimeSpan.FromHours(1);

    // A look must not eat the limit that invitations need.
    private const int MostAccounts = 20;

    private DateTimeOffset _forgotAt = DateTimeOffset.MinValue;
    private string _lastAsked = "";

    /// <summary>One pass.</summary>
    /// <remarks>
    /// Interactive although nobody waits: rights hang on it, within a minute. On the Free plan in a bulk, a background call has its turn every 25 seconds and a bulk call
    /// every four, so reading the role and a few accounts would take longer than that minute. It is bounded: 22 calls in 45 seconds at most, three for one person here.
    /// </remarks>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        using var lane = CallLane.Interactive.Enter();
        await role.ReadAsync(cancellationToken);
        var now = clock.GetUtcNow();
        foreach (var subject in InTurn(await sessions.SubjectsInUseAsync(now - InUse, pages.Sessions, cancellationToken)))
        {
            var account = await management.GetUserAsync(subject, cancellationToken);
            if (account is Auth0Result<Auth0User>.Busy)
            {
                // Not asked after all: the next look begins with this one.
                break;
            }

            _lastAsked = subject;
            if (account is Auth0Result<Auth0User>.NotFound or Auth0Result<Auth0User>.Ok { Value.Blocked: true })
            {
                await sessions.EndAllOfAsync(subject, cancellationToken);
                Log.Ended(logger, subject);
            }
        }

        if (now - _forgotAt >= ForgetEvery)
        {
            _forgotAt = now;
            await sessions.ForgetEndedBeforeAsync(now - KeptAfterTheEnd, cancellationToken);
        }
    }

    // Onwards from where the last look ended, and from the start again when the end is reached: nobody is left out for good.
    private List<string> InTurn(IEnumerable<string> subjects)
    {
        var turn = subjects.Order(StringComparer.Ordinal).ToLookup(subject => string.CompareOrdinal(subject, _lastAsked) > 0);
        return [.. turn[true].Concat(turn[false]).Take(MostAccounts)];
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "{Subject} is blocked or removed in Auth0: signed out everywhere")]
        public static partial void Ended(ILogger logger, string subject);
    }
}
