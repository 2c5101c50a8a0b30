using System.Threading.Channels;

namespace AdminPortal.ManagementToken;

/// <summary>Holds the one Management token, in memory only; however many ask, one renewal runs.</summary>
public sealed partial class ManagementTokenCache(ManagementTokenSource source, TimeProvider clock, Random random, ILogger<ManagementTokenCache> logger) : IDisposable
{
    // A token lives for a day, so this is a good week; or the last minutes of an outage.
    private const int HistoryKept = 10;

    private static readonly TimeSpan LongestRetryPause = TimeSpan.FromMinutes(1);

    // A machine that slept or whose clock was set looks at the clock again at least this often.
    private static readonly TimeSpan LongestRest = TimeSpan.FromMinutes(10);

    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _disposed = new();
    private readonly ScopeWaits _waits = new();
    private readonly LinkedList<TokenRenewal> _history = new();
    private readonly Channel<bool> _woken = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private AccessToken? _token;
    private Task<TokenAnswer>? _renewal;
    private DateTimeOffset? _renewedAt;
    private DateTimeOffset? _renewAt;
    private TokenAnswer? _failure;
    private DateTimeOffset _retryAt = DateTimeOffset.MinValue;
    private int _failures;

    /// <summary>A token came, went, or could not be had.</summary>
    public event Action? Changed;

    /// <summary>What may be shown about the token.</summary>
    public ManagementTokenState State
    {
        get
        {
            lock (_gate)
            {
                var (due, now) = (DueAt(), clock.GetUtcNow());
                return new ManagementTokenState
                {
                    ExpiresAt = _token?.ExpiresAt,
                    RenewedAt = _renewedAt,
                    NextRenewalAt = due > now ? due : now,
                    Scopes = _token?.Scopes,
                    AwaitedScopes = _waits.Scopes,
                    Problem = _failure is null ? null : ProblemOf(_failure),
                    History = [.. _history],
                    UsesSecondSecret = source.UsesSecondSecret,
                };
            }
        }
    }

    /// <summary>A token that may be sent now, or why there is none.</summary>
    public async ValueTask<TokenAnswer> GetAsync(CancellationToken cancellationToken)
    {
        Task<TokenAnswer> renewal;
        lock (_gate)
        {
            var now = clock.GetUtcNow();
            if (_token is { } token && token.IsUsable(now))
            {
                return new TokenAnswer.Granted(token);
            }

            // Auth0 has just said no or nothing: callers hear the same instead of asking it again and again.
            if (_renewal is null && _failure is { } failure && now < _retryAt)
            {
                return failure;
            }

            renewal = JoinRenewal();
        }

        return await renewal.WaitAsync(cancellationToken);
    }

    /// <summary>Another token in place of one that Auth0 refused with 401; whoever comes later finds the one already fetched.</summary>
    public async ValueTask<TokenAnswer> ReplaceAsync(AccessToken refused, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (ReferenceEquals(_token, refused))
            {
                _token = null;
                Log.Refused(logger);
            }
        }

        return await GetAsync(cancellationToken);
    }

    /// <summary>The token fetched in place of a refused one was refused as well: forget it, and ask for the next no sooner than after a pause.</summary>
    public void RefusedAgain(AccessToken refused)
    {
        lock (_gate)
        {
            if (!ReferenceEquals(_token, refused))
            {
                return;
            }

            _token = null;
            Fail(new TokenAnswer.Unavailable("Auth0 refuses the Management token it has just issued."));
        }

        Changed?.Invoke();
        Wake();
    }

    /// <summary>A fresh token whatever the one at hand is worth.</summary>
    public async Task<TokenAnswer> RenewAsync(CancellationToken cancellationToken)
    {
        Task<TokenAnswer> renewal;
        lock (_gate)
        {
            renewal = JoinRenewal();
        }

        return await renewal.WaitAsync(cancellationToken);
    }

    /// <summary>
    /// Scopes are baked into a token: notes that these are needed, and keeps renewing (at once, after a minute, then more slowly, ten minutes at most)
    /// until a token carries them or nobody has asked for a quarter of an hour.
    /// </summary>
    public void ScopeMissing(IEnumerable<string> scopes)
    {
        ArgumentNullException.ThrowIfNull(scopes);
        lock (_gate)
        {
            // A call that was under way with an older token may report what the newer one already carries.
            _waits.Want(scopes.Where(scope => _token?.Scopes?.Contains(scope) != true), clock.GetUtcNow());
        }

        Wake();
    }

    /// <summary>Renews at once for the sake of these scopes; true when the fresh token carries all of them.</summary>
    public async Task<bool> RenewForScopeAsync(IReadOnlyCollection<string> scopes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scopes);
        ScopeMissing(scopes);
        return await RenewAsync(cancellationToken) is TokenAnswer.Granted granted && scopes.All(scope => granted.Token.Scopes?.Contains(scope) == true);
    }

    /// <summary>Renews if it is time to; one pass of <see cref="ManagementTokenService"/>.</summary>
    public async Task RenewIfDueAsync(CancellationToken cancellationToken)
    {
        Task<TokenAnswer> renewal;
        lock (_gate)
        {
            if (clock.GetUtcNow() < DueAt())
            {
                return;
            }

            renewal = JoinRenewal();
        }

        await renewal.WaitAsync(cancellationToken);
    }

    /// <summary>Waits until the next renewal is due, or something has happened that may have brought it forward.</summary>
    public async Task WaitUntilDueAsync(CancellationToken cancellationToken)
    {
        TimeSpan rest;
        lock (_gate)
        {
            rest = DueAt() - clock.GetUtcNow();
        }

        if (rest <= TimeSpan.Zero)
        {
            return;
        }

        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var timeUp = Task.Delay(rest < LongestRest ? rest : LongestRest, clock, over.Token);
        var woken = _woken.Reader.WaitToReadAsync(over.Token).AsTask();
        await Task.WhenAny(timeUp, woken);
        _woken.Reader.TryRead(out _);
        await over.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _disposed.Cancel();
        _disposed.Dispose();
    }

    // Under the gate. The renewal belongs to nobody: a caller that gives up must not take it from the others.
    private Task<TokenAnswer> JoinRenewal()
    {
        var stopping = _disposed.Token;
        return _renewal ??= Task.Run(() => RenewOnceAsync(stopping), stopping);
    }

    private async Task<TokenAnswer> RenewOnceAsync(CancellationToken cancellationToken)
    {
        TokenAnswer answer;
        try
        {
            answer = await source.RequestAsync(cancellationToken);
        }
        catch (Exception failed) when (!cancellationToken.IsCancellationRequested)
        {
            // Whatever it was: callers hear that there is no token, and it is asked for again after a pause.
            Log.Failed(logger, failed);
            answer = new TokenAnswer.Unavailable("The Management token could not be asked for; the portal's log says why.");
        }

        lock (_gate)
        {
            _renewal = null;
            if (answer is TokenAnswer.Granted granted)
            {
                Keep(granted.Token);
            }
            else
            {
                // The old token stays: it works as long as it lives.
                Fail(answer);
            }
        }

        Changed?.Invoke();
        Wake();
        return answer;
    }

    private void Keep(AccessToken token)
    {
        var now = clock.GetUtcNow();
        _token = token;
        _renewedAt = now;
        _renewAt = token.RenewAt(random.NextDouble());
        _failure = null;
        _failures = 0;
        _waits.Renewed(token.Scopes, now);
        Remember(new TokenRenewal(now, null));
        Log.Renewed(logger, token.ExpiresAt, token.Scopes?.Count);
    }

    private void Fail(TokenAnswer answer)
    {
        var now = clock.GetUtcNow();
        var pause = TimeSpan.FromSeconds(Math.Min(LongestRetryPause.TotalSeconds, Math.Pow(2, Math.Min(_failures, 10)))) * (0.8 + (0.2 * random.NextDouble()));
        var asked = (answer as TokenAnswer.Unavailable)?.RetryAt ?? DateTimeOffset.MinValue;
        _failures++;
        _failure = answer;
        _retryAt = asked > now + pause ? asked : now + pause;
        Remember(new TokenRenewal(now, ProblemOf(answer)));
        Log.NotRenewed(logger, ProblemOf(answer), _token is not null, _retryAt);
    }

    private void Remember(TokenRenewal attempt)
    {
        _history.AddFirst(attempt);
        if (_history.Count > HistoryKept)
        {
            _history.RemoveLast();
        }
    }

    private DateTimeOffset DueAt()
    {
        if (_failure is not null)
        {
            return _retryAt;
        }

        if (_token is null || _renewAt is not { } renewAt)
        {
            return DateTimeOffset.MinValue;
        }

        return _waits.RenewAt is { } forScope && forScope < renewAt ? forScope : renewAt;
    }

    private void Wake() => _woken.Writer.TryWrite(true);

    private static string ProblemOf(TokenAnswer answer) => answer.Match(_ => "", it => it.Message, it => it.Reason);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Management token renewed: expires {ExpiresAt:u}, carries {Scopes} scopes")]
        public static partial void Renewed(ILogger logger, DateTimeOffset expiresAt, int? scopes);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Management token not renewed: {Problem} The old one is still held: {Held}. Next attempt {RetryAt:u}")]
        public static partial void NotRenewed(ILogger logger, string problem, bool held, DateTimeOffset retryAt);

        [LoggerMessage(Level = LogLevel.Error, Message = "Asking for a Management token failed")]
        public static partial void Failed(ILogger logger, Exception failure);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Auth0 refused the Management token with 401; it is forgotten and replaced")]
        public static partial void Refused(ILogger logger);
    }
}
