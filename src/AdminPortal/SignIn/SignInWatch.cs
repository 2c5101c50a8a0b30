using AdminPortal.Auth0;

namespace AdminPortal.SignIn;

/// <summary>One look at who is still allowed here: who holds the roles, and whether the accounts in use are blocked or gone.</summary>
public sealed partial class SignInWatch(
    PortalRoleReader roles, ManagementClient management, LimitGate gate, SessionKeeper sessions, OpenPages pages, TimeProvider clock, ILogger<SignInWatch> logger)
{
    private static readonly TimeSpan InUse = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan KeptAfterTheEnd = TimeSpan.FromDays(7);

    private static readonly TimeSpan ForgetEvery = TimeSpan.FromHours(1);

    private DateTimeOffset _forgotAt = DateTimeOffset.MinValue;
    private string _lastAsked = "";
    private long? _begunAt;
    private WatchPace? _pace;

    /// <summary>How often looks really happen and how far each gets; before the first, what the tenant's limits allow.</summary>
    public WatchPace Pace => Volatile.Read(ref _pace) ?? WatchPace.Of(gate.Plans.Kept, WatchPace.UsualRoleCalls, signedIn: 0);

    /// <summary>One look; answers when the next is due, counted from this one's beginning.</summary>
    /// <remarks>
    /// Interactive although nobody waits: rights hang on it, within a minute. On the Free plan in a bulk, a background call has its turn every 25 seconds and a bulk call
    /// every four, so reading the roles and a few accounts would take longer than that minute. It is bounded: a tenth of what the tenant allows in the time until the next look.
    /// </remarks>
    public async Task<TimeSpan> LookAsync(CancellationToken cancellationToken)
    {
        var begunAt = clock.GetTimestamp();
        TimeSpan? sinceTheLast = _begunAt is { } before ? clock.GetElapsedTime(before, begunAt) : null;
        _begunAt = begunAt;

        using var lane = CallLane.Interactive.Enter();
        var roleCalls = await roles.ReadAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var inUse = await sessions.SubjectsInUseAsync(now - InUse, pages.Sessions, cancellationToken);

        // Names are not read in every look; how far a look gets shall not hang on that.
        var pace = WatchPace.Of(gate.Plans.Kept, Math.Max(roleCalls, WatchPace.UsualRoleCalls), inUse.Count);
        Volatile.Write(ref _pace, sinceTheLast > pace.Interval ? pace with { Interval = sinceTheLast.Value } : pace);

        foreach (var subject in InTurn(inUse, pace.AccountsPerLook))
        {
            // Behind a long queue to Auth0 the roles come first again; the next look goes on with this account.
            if (clock.GetElapsedTime(begunAt) >= pace.Interval || !await AskAfterAsync(subject, cancellationToken))
            {
                break;
            }
        }

        // Before anything is forgotten: each end stands in the audit.
        await sessions.EndLapsedAsync(cancellationToken);
        if (now - _forgotAt >= ForgetEvery)
        {
            _forgotAt = now;
            await sessions.ForgetEndedBeforeAsync(now - KeptAfterTheEnd, cancellationToken);
        }

        return pace.Interval;
    }

    // False when Auth0 wants to be asked later.
    private async Task<bool> AskAfterAsync(string subject, CancellationToken cancellationToken)
    {
        var account = await management.GetUserAsync(subject, cancellationToken);
        if (account is Auth0Result<Auth0User>.Busy)
        {
            // Not asked after all: the next look begins with this one.
            return false;
        }

        _lastAsked = subject;
        if (account is Auth0Result<Auth0User>.NotFound or Auth0Result<Auth0User>.Ok { Value.Blocked: true })
        {
            await sessions.EndAllOfAsync(subject, cancellationToken);
            Log.Ended(logger, subject, account is Auth0Result<Auth0User>.NotFound ? "removed" : "blocked");
        }

        return true;
    }

    // Onwards from where the last look ended, and from the start again when the end is reached: nobody is left out for good.
    private List<string> InTurn(IEnumerable<string> subjects, int most)
    {
        var turn = subjects.Order(StringComparer.Ordinal).ToLookup(subject => string.CompareOrdinal(subject, _lastAsked) > 0);
        return [.. turn[true].Concat(turn[false]).Take(most)];
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "{Subject} is {What} in Auth0: signed out everywhere")]
        public static partial void Ended(ILogger logger, string subject, string what);
    }
}
