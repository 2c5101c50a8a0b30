namespace Auth0Emulator.Tenant;

/// <summary>The tenant's time: the clock it was given, moved by as much as somebody asked for.</summary>
public sealed class TenantClock(TimeProvider clock) : TimeProvider
{
    private static readonly TimeSpan Furthest = TimeSpan.FromDays(3650);
    private readonly Lock _gate = new();
    private long _offset;
    private Action<TimeSpan>? _moved;

    /// <summary>How far the tenant is ahead of the clock it was given.</summary>
    public TimeSpan Offset => new(Interlocked.Read(ref _offset));

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <inheritdoc/>
    public override long TimestampFrequency => clock.TimestampFrequency;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => clock.GetUtcNow() + Offset;

    /// <inheritdoc/>
    public override long GetTimestamp() => clock.GetTimestamp();

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        clock.CreateTimer(callback, state, dueTime, period);

    /// <summary>Moves the tenant's time on, or back.</summary>
    /// <exception cref="ClockOutOfReachException">It would be more than ten years away.</exception>
    public void MoveBy(TimeSpan by)
    {
        lock (_gate)
        {
            // The first look keeps the sum from overflowing.
            Set(IsReachable(by / 2) ? Offset + by : by);
        }
    }

    /// <summary>Sets the tenant's time.</summary>
    /// <exception cref="ClockOutOfReachException">It would be more than ten years away.</exception>
    public void MoveTo(DateTimeOffset to)
    {
        lock (_gate)
        {
            Set(to - clock.GetUtcNow());
        }
    }

    /// <summary>Shows the given clock's time again.</summary>
    public void Restore()
    {
        lock (_gate)
        {
            Set(TimeSpan.Zero);
        }
    }

    /// <summary>Goes on from how far it was moved before a restart, and tells of every move from now on, so that it can be kept.</summary>
    internal void Continue(TimeSpan offset, Action<TimeSpan> moved)
    {
        lock (_gate)
        {
            Set(offset);
            _moved = moved;
        }
    }

    private static bool IsReachable(TimeSpan offset) => offset >= -Furthest && offset <= Furthest;

    private void Set(TimeSpan offset)
    {
        if (!IsReachable(offset))
        {
            throw new ClockOutOfReachException();
        }

        Interlocked.Exchange(ref _offset, offset.Ticks);
        _moved?.Invoke(offset);
    }
}

/// <summary>Somebody asked for a time that is too far away: certificates and lifetimes would make no sense there.</summary>
public sealed class ClockOutOfReachException() : ArgumentException("The clock can be moved by at most ten years.");
