using System.Net;

namespace AdminPortal.Auth0;

/// <summary>What the gate says to a call.</summary>
internal abstract record LimitEntry
{
    private LimitEntry()
    {
    }

    /// <summary>Go, and tell the gate what the reply said. The numbers are how our bucket stood then: what the reply says is compared with that, not with what has happened since.</summary>
    public sealed record Open(LimitGroup Group, LimitBucket Bucket, TimeSpan At, int Available, int Unanswered, long Passed, long Lowered) : LimitEntry;

    /// <summary>Auth0 has told this group to stop for longer than a call should wait: come back then.</summary>
    public sealed record Closed(DateTimeOffset Until) : LimitEntry;
}

/// <summary>
/// Every call to Auth0 passes here before it is sent: it waits for its group's token, in the order of the lanes, and what the replies say corrects the count.
/// Without it a bulk would learn of the limit from one 429 per call.
/// </summary>
public sealed partial class LimitGate : IDisposable
{
    /// <summary>A call that Auth0's pause would keep waiting for longer than this is turned away instead, so that its invitation can say what it waits for.</summary>
    public static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    // Networks get slower, too: the quickest answer is forgotten by so much with every later one.
    private const double Forgetting = 1.02;

    private static readonly TimeSpan ShortestTimer = TimeSpan.FromMilliseconds(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, LimitBucket> _buckets = new(StringComparer.Ordinal);
    private readonly Dictionary<LimitGroup, TimeSpan> _quickest = [];
    private readonly PlanInForce _plan;
    private readonly TenantState _tenant;
    private readonly TimeProvider _clock;
    private readonly ILogger<LimitGate> _logger;
    private readonly long _startedAt;
    private readonly ITimer _timer;
    private LimitPlan _grouped;
    private string? _told;
    private int _underWay;

    /// <summary>A gate whose buckets are full.</summary>
    public LimitGate(PlanInForce plan, TenantState tenant, TimeProvider clock, ILogger<LimitGate> logger)
    {
        ArgumentNullException.ThrowIfNull(clock);
        ArgumentNullException.ThrowIfNull(plan);
        (_plan, _tenant, _clock, _logger) = (plan, tenant, clock, logger);
        _grouped = plan.Current;
        _startedAt = clock.GetTimestamp();
        _timer = clock.CreateTimer(_ => LetOut(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>How many calls have been let out and are not over.</summary>
    public int UnderWay
    {
        get
        {
            lock (_gate)
            {
                return _underWay;
            }
        }
    }

    /// <summary>How many calls wait here.</summary>
    public int Waiting
    {
        get
        {
            lock (_gate)
            {
                return _buckets.Values.Sum(bucket => bucket.Waiting.Count());
            }
        }
    }

    /// <summary>The plan whose limits are kept, and the one that Auth0's headers look like (null before they said anything).</summary>
    public (LimitPlan Kept, LimitPlan? Seen) Plans
    {
        get
        {
            lock (_gate)
            {
                return (_plan.Current, _plan.Seen);
            }
        }
    }

    /// <summary>How far apart calls of a group have to be so that they take no more than this share of its limit; nothing where there is no limit.</summary>
    public TimeSpan Apart(LimitGroup group, double share)
    {
        lock (_gate)
        {
            return _plan.Current.LimitOf(group) is { } limit ? limit.Every / limit.Refill / share : TimeSpan.Zero;
        }
    }

    // Not the time of day: somebody may set the clock, and an hour back would close the gate for an hour.
    private TimeSpan Now => _clock.GetElapsedTime(_startedAt);

    /// <summary>Waits for the group's next token; comes back at once when Auth0's pause is a long one.</summary>
    internal Task<LimitEntry> EnterAsync(LimitGroup group, CallLane lane, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<LimitEntry>(cancellationToken);
        }

        var waiter = new LimitWaiter(group, lane);
        lock (_gate)
        {
            BucketOf(group).Add(waiter);
        }

        LetOut();
        waiter.GivesUpBy(cancellationToken.UnsafeRegister((_, token) => Abandon(waiter, token), null));
        return waiter.Entry;
    }

    /// <summary>Whether a call of this group would be turned away now.</summary>
    public bool TurnsAway(LimitGroup group)
    {
        lock (_gate)
        {
            return BucketOf(group).ClosedUntil - Now > LongestPause;
        }
    }

    /// <summary>Auth0 answered a call, whatever it said but 429.</summary>
    internal void Answered(LimitEntry.Open entry, HttpStatusCode status, LimitHeaders headers, DateTimeOffset resetsAt)
    {
        string? learnt;
        lock (_gate)
        {
            Arrived(entry);
            if (_plan.Hear(entry.Group, status, headers))
            {
                Regroup();
            }

            learnt = _plan.IsKnown && _plan.Current.Name != _told ? _told = _plan.Current.Name : null;
            var bucket = BucketOf(entry.Group);

            // Figures of a bucket we keep no count of, such as the one per mailed address, say nothing about ours.
            if (bucket == entry.Bucket && bucket.Limit is { } limit && headers.Limit == limit.Burst && headers.Remaining is { } remaining)
            {
                Compare(entry, bucket, remaining, resetsAt);
            }
        }

        if (learnt is not null)
        {
            // Outside the lock: listeners do as they please.
            _tenant.Learn(facts => facts with { LimitPlan = learnt });
        }

        LetOut();
    }

    /// <summary>Auth0 answered 429: the whole group stops until then.</summary>
    internal void Refused(LimitEntry.Open entry, LimitHeaders headers, DateTimeOffset until)
    {
        lock (_gate)
        {
            Arrived(entry);
            if (_plan.Hear(entry.Group, HttpStatusCode.TooManyRequests, headers))
            {
                Regroup();
            }

            Close(BucketOf(entry.Group), until);
        }

        Log.Paused(_logger, entry.Group, until);
        LetOut();
    }

    /// <summary>The call is over, whatever came of it; said once of every call that was let out.</summary>
    internal void Over(LimitEntry.Open entry)
    {
        lock (_gate)
        {
            _underWay--;

            // Without an answer it may have arrived at any moment until now.
            entry.Bucket.Arrived(entry.Passed, Now);
        }

        LetOut();
    }

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    // How long the quickest answer takes is the way there and back; by as much as this one took longer, its call may have arrived later.
    // Without that a few milliseconds' difference between two calls is a 429 on plans whose burst is no larger than their rate.
    private void Arrived(LimitEntry.Open entry)
    {
        var now = Now;
        var took = now - entry.At;
        var isFirst = !_quickest.TryGetValue(entry.Group, out var known);
        var quickest = !isFirst && known * Forgetting < took ? known * Forgetting : took;
        _quickest[entry.Group] = quickest;
        entry.Bucket.Arrived(entry.Passed, isFirst ? now : now - quickest);
    }

    // Fewer than we think: somebody else uses the tenant's limit, too, or the plan is a slower one. Calls that left after this one may have arrived
    // before it: what they explain is no news. More: Auth0 has filled up before we counted on it. Whatever had no answer when this call left, or left
    // after it, may have arrived after it and has its token there still to take.
    private void Compare(LimitEntry.Open entry, LimitBucket bucket, int remaining, DateTimeOffset resetsAt)
    {
        var later = bucket.Passed - entry.Passed;
        var missing = entry.Available - remaining - (bucket.Lowered - entry.Lowered) - later;
        if (missing <= 0)
        {
            // What was learnt since this call left, by a 429 or from another reply, is newer.
            if (bucket.Lowered == entry.Lowered)
            {
                bucket.Raise(remaining - entry.Unanswered - (int)later, Now);
            }

            return;
        }

        bucket.Lower((int)missing, Now);
        if (remaining == 0)
        {
            Close(bucket, resetsAt);
        }
    }

    private void Close(LimitBucket bucket, DateTimeOffset until) => bucket.Close(Now + (until - _clock.GetUtcNow()), Now);

    private void Abandon(LimitWaiter waiter, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            BucketOf(waiter.Group).Remove(waiter);
        }

        waiter.GiveUp(cancellationToken);
    }

    private void LetOut()
    {
        lock (_gate)
        {
            var now = Now;
            foreach (var bucket in _buckets.Values)
            {
                LetOut(bucket, now);
            }

            var next = _buckets.Values.Min(bucket => bucket.LookAgainAt(now));
            _timer.Change(next is { } at ? LaterThan(at - now) : Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    private void LetOut(LimitBucket bucket, TimeSpan now)
    {
        if (bucket.ClosedUntil - now > LongestPause)
        {
            var until = _clock.GetUtcNow() + (bucket.ClosedUntil - now);
            foreach (var waiter in bucket.Waiting.ToList())
            {
                bucket.Remove(waiter);
                waiter.Answer(new LimitEntry.Closed(until));
            }

            return;
        }

        while (bucket.Pass(now) is { } next)
        {
            _underWay++;
            next.Answer(new LimitEntry.Open(next.Group, bucket, now, bucket.Available(now), bucket.UnderWay - 1, bucket.Passed, bucket.Lowered));
        }
    }

    // Timers count whole milliseconds and would ring early by the rest of one.
    private static TimeSpan LaterThan(TimeSpan time) => time < ShortestTimer ? ShortestTimer : TimeSpan.FromMilliseconds(Math.Ceiling(time.TotalMilliseconds));

    private LimitBucket BucketOf(LimitGroup group)
    {
        var name = _grouped.BucketOf(group);
        if (!_buckets.TryGetValue(name, out var bucket))
        {
            _buckets[name] = bucket = new LimitBucket(_grouped.LimitOf(group));
        }

        return bucket;
    }

    // Another plan: other buckets for the same calls. Whoever waits keeps its place, and what was taken stays taken.
    private void Regroup()
    {
        var (plan, buckets, now) = (_grouped, _buckets.ToDictionary(StringComparer.Ordinal), Now);
        _grouped = _plan.Current;
        _buckets.Clear();
        foreach (var group in Enum.GetValues<LimitGroup>())
        {
            if (buckets.TryGetValue(plan.BucketOf(group), out var before))
            {
                BucketOf(group).TakeOver(before, now);
            }
        }

        foreach (var waiter in buckets.Values.SelectMany(before => before.Waiting).ToList())
        {
            BucketOf(waiter.Group).Add(waiter);
        }

        Log.Learnt(_logger, _grouped.Name);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Auth0's limits look like those of the plan {Plan}")]
        public static partial void Learnt(ILogger logger, string plan);

        [LoggerMessage(Level = LogLevel.Information, Message = "Auth0 asked to slow down: calls of the group {Group} wait until {Until:u}")]
        public static partial void Paused(ILogger logger, LimitGroup group, DateTimeOffset until);
    }
}
