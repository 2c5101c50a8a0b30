namespace Auth0Emulator.Tenant;

/// <summary>The tenant's time: the clock it was given, moved by as much as somebody asked for.</summary>
public sealed class TenantClock(TimeProvider clock) : TimeProvider
{
    private long _offset;

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
    public void MoveBy(TimeSpan by) => Interlocked.Add(ref _offset, by.Ticks);

    /// <summary>Sets the tenant's time.</summary>
    public void MoveTo(DateTimeOffset to) => Interlocked.Exchange(ref _offset, (to - clock.GetUtcNow()).Ticks);

    /// <summary>Shows the given clock's time again.</summary>
    public void Restore() => Interlocked.Exchange(ref _offset, 0);
}
