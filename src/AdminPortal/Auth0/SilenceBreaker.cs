namespace AdminPortal.Auth0;

/// <summary>Whether a call may go out.</summary>
internal enum Passage
{
    /// <summary>Auth0 answers.</summary>
    Open,

    /// <summary>Auth0 is silent, and this call is the one that finds out whether it still is.</summary>
    Trial,

    /// <summary>Auth0 is silent: the call is answered here and not sent.</summary>
    Shut,
}

/// <summary>
/// Keeps calls back while Auth0 answers nobody: no thread waits for time-outs one after the other, and a tenant that comes back is not met by a crowd.
/// One call goes out as a trial after each pause; any answer opens the way for all.
/// </summary>
public sealed partial class SilenceBreaker : IDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private readonly TenantState _tenant;
    private readonly TimeProvider _clock;
    private readonly Random _random;
    private readonly ILogger<SilenceBreaker> _logger;
    private bool _isShut;
    private bool _trialUnderWay;
    private TimeSpan _pause;
    private long _pausedAt;

    /// <summary>A breaker that lets everything pass, until the tenant falls silent.</summary>
    public SilenceBreaker(TenantState tenant, TimeProvider clock, Random random, ILogger<SilenceBreaker> logger)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        (_tenant, _clock, _random, _logger) = (tenant, clock, random, logger);

        // The pause begins with the silence, not with the first call that is kept back.
        tenant.Changed += OnChanged;
    }

    /// <summary>Whether calls are kept back.</summary>
    public bool IsShut => _tenant.SilentSince is not null;

    /// <summary>How long until the next trial; zero when one is due, null while Auth0 answers.</summary>
    public TimeSpan? UntilTrial
    {
        get
        {
            lock (_gate)
            {
                Look();
                return !_isShut ? null : Rest is var rest && rest > TimeSpan.Zero ? rest : TimeSpan.Zero;
            }
        }
    }

    private TimeSpan Rest => _pause - _clock.GetElapsedTime(_pausedAt);

    /// <summary>Asks for a way out; after <see cref="Passage.Trial"/> the caller must say how it ended.</summary>
    internal Passage Ask()
    {
        lock (_gate)
        {
            Look();
            if (!_isShut)
            {
                return Passage.Open;
            }

            if (_trialUnderWay || Rest > TimeSpan.Zero)
            {
                return Passage.Shut;
            }

            _trialUnderWay = true;
            return Passage.Trial;
        }
    }

    /// <summary>The trial is over: <paramref name="inVain"/> when it got no answer, false when it got one or never went out.</summary>
    internal void TrialOver(bool inVain)
    {
        lock (_gate)
        {
            _trialUnderWay = false;
            if (inVain)
            {
                Pause(_pause * 2 < LongestPause ? _pause * 2 : LongestPause);
            }

            Look();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _tenant.Changed -= OnChanged;

    private void OnChanged()
    {
        lock (_gate)
        {
            Look();
        }
    }

    // The state of the tenant is what counts: the sign-in's back channel hears Auth0, too.
    private void Look()
    {
        var isSilent = _tenant.SilentSince is not null;
        if (isSilent == _isShut)
        {
            return;
        }

        _isShut = isSilent;
        if (isSilent)
        {
            Pause(FirstPause);
            Log.Shut(_logger);
        }
        else
        {
            Log.Opened(_logger);
        }
    }

    private void Pause(TimeSpan time)
    {
        _pause = time * (0.8 + (0.2 * _random.NextDouble()));
        _pausedAt = _clock.GetTimestamp();
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Auth0 does not answer: calls are kept back, one at a time finds out when it is back")]
        public static partial void Shut(ILogger logger);

        [LoggerMessage(Level = LogLevel.Information, Message = "Auth0 answers again")]
        public static partial void Opened(ILogger logger);
    }
}
