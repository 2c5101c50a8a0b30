namespace AdminPortal.Shell;

/// <summary>Ticks every second until a moment has come, then rests: for what counts down before one's eyes.</summary>
public sealed class Countdown(TimeProvider clock, Action onTick) : IDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private DateTimeOffset _until;
    private ITimer? _timer;

    /// <summary>Runs until then, whatever it ran for before; null, or a moment that has passed, stops it.</summary>
    public void RunUntil(DateTimeOffset? moment)
    {
        lock (_gate)
        {
            _until = moment ?? DateTimeOffset.MinValue;
            if (_until <= clock.GetUtcNow())
            {
                Stop();
                return;
            }

            _timer ??= clock.CreateTimer(_ => Tick(), null, Second, Second);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        lock (_gate)
        {
            Stop();
        }
    }

    private void Tick()
    {
        lock (_gate)
        {
            if (_timer is null)
            {
                return;
            }

            if (_until <= clock.GetUtcNow())
            {
                Stop();
            }
        }

        // Once more at the end, so that what was counted down to shows.
        onTick();
    }

    private void Stop()
    {
        _timer?.Dispose();
        _timer = null;
    }
}
