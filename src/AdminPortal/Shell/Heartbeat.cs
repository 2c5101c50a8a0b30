namespace AdminPortal.Shell;

/// <summary>One slow tick per live page, so that "2 min ago" doesn't grow old. Runs only while somebody listens.</summary>
public sealed class Heartbeat(TimeProvider clock) : IDisposable
{
    /// <summary>How often it ticks.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private Action[] _listeners = [];
    private ITimer? _timer;

    /// <summary>Calls <paramref name="onTick"/> at each tick until the answer is disposed.</summary>
    public IDisposable Subscribe(Action onTick)
    {
        lock (_gate)
        {
            _listeners = [.. _listeners, onTick];
            _timer ??= clock.CreateTimer(_ => Tick(), null, Period, Period);
        }

        return new Subscription(this, onTick);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        lock (_gate)
        {
            _listeners = [];
            _timer?.Dispose();
            _timer = null;
        }
    }

    private void Tick()
    {
        foreach (var listener in _listeners)
        {
            listener();
        }
    }

    private sealed class Subscription(Heartbeat heartbeat, Action onTick) : IDisposable
    {
        public void Dispose()
        {
            lock (heartbeat._gate)
            {
                heartbeat._listeners = [.. heartbeat._listeners.Where(listener => listener != onTick)];
            }
        }
    }
}
