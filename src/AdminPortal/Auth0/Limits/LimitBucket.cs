namespace AdminPortal.Auth0;

/// <summary>
/// The tokens of one of Auth0's buckets as they are on our side, and who waits for them. Time is handed in; not safe for several threads by itself.
/// </summary>
/// <remarks>
/// Auth0 fills a bucket once a second (plans per second) or a token at a time (plans per minute), and nobody outside knows when its period begins.
/// A token taken here therefore comes back a whole period after its call has arrived, at the earliest, and no sooner than its share of the period after the
/// one before it. So ours never holds more than Auth0's, whatever its period's beginning, and in a steady flow gives just as many. When a call has arrived is
/// not known until its answer comes: until then its token is out. Where answers say what Auth0 has left, tokens that have come back sooner are known of:
/// Auth0 fills up what was taken first, so those that remain out are the youngest, and each still comes back no sooner than Auth0 gives it.
/// </remarks>
internal sealed class LimitBucket(RateLimit? limit)
{
    // A little is left to others, and to the distance between the clocks.
    private const double Filled = 0.99;

    // Of so many passes one goes to the lane, if somebody waits there.
    private const int EveryFifth = 5;
    private const int EveryFiftieth = 50;

    // A call without an answer by then has arrived, or never will.
    private static readonly TimeSpan SurelyArrived = TimeSpan.FromSeconds(1);

    // After somebody had to wait for a token it goes on like this for so long: a bulk whose calls are all answered at this moment will ask again in the next.
    private static readonly TimeSpan FullFlow = TimeSpan.FromSeconds(2);

    private readonly Queue<TimeSpan> _returns = new();
    private readonly Dictionary<long, TimeSpan> _underWay = [];
    private readonly LinkedList<LimitWaiter>[] _lanes = [new(), new(), new()];
    private readonly TimeSpan _period = limit is null ? TimeSpan.Zero : limit.Every / Filled;
    private readonly TimeSpan _apart = limit is null ? TimeSpan.Zero : limit.Every / Filled / limit.Refill;
    private TimeSpan _lastReturn;
    private TimeSpan? _heldUpAt;
    private int _passesWithoutBulk;
    private int _passesWithoutBackground;

    /// <summary>No call goes out before this.</summary>
    public TimeSpan ClosedUntil { get; private set; }

    /// <summary>How many calls have been let out so far.</summary>
    public long Passed { get; private set; }

    /// <summary>How many of them may still be on their way to Auth0.</summary>
    public int UnderWay => _underWay.Count;

    /// <summary>How many tokens Auth0 has turned out not to have, so far.</summary>
    public long Lowered { get; private set; }

    /// <summary>Everybody who waits, in the order in which they would pass.</summary>
    public IEnumerable<LimitWaiter> Waiting => _lanes.SelectMany(lane => lane);

    /// <summary>The limit it follows; null for none.</summary>
    public RateLimit? Limit => limit;

    /// <summary>Joins the end of its lane.</summary>
    public void Add(LimitWaiter waiter) => waiter.Place = _lanes[(int)waiter.Lane].AddLast(waiter);

    /// <summary>Leaves, wherever it stands; nothing when it has gone already.</summary>
    public void Remove(LimitWaiter waiter)
    {
        if (waiter.Place is { List: { } lane } place && lane == _lanes[(int)waiter.Lane])
        {
            lane.Remove(place);
        }
    }

    /// <summary>How many tokens there are; below zero while Auth0 has fewer than were already given.</summary>
    public int Available(TimeSpan now)
    {
        foreach (var (number, takenAt) in _underWay.Where(call => call.Value + SurelyArrived + _period <= now).OrderBy(call => call.Key).ToList())
        {
            Arrived(number, takenAt + SurelyArrived);
        }

        while (_returns.TryPeek(out var at) && at <= now)
        {
            _returns.Dequeue();
        }

        return limit is null ? int.MaxValue : limit.Burst - _returns.Count - _underWay.Count;
    }

    /// <summary>Whoever is next takes a token; null when nobody may.</summary>
    public LimitWaiter? Pass(TimeSpan now)
    {
        if (now < ClosedUntil || Available(now) <= 0)
        {
            _heldUpAt = IsWantedNow ? now : _heldUpAt;
            return null;
        }

        if (NextLane(now) is not { First.Value: { } next } lane)
        {
            return null;
        }

        lane.RemoveFirst();
        Passed++;
        _passesWithoutBulk = next.Lane == CallLane.Bulk ? 0 : _passesWithoutBulk + 1;
        _passesWithoutBackground = next.Lane == CallLane.Background ? 0 : _passesWithoutBackground + 1;
        if (limit is not null)
        {
            _underWay[Passed] = now;
        }

        return next;
    }

    /// <summary>The call with this number, as <see cref="Passed"/> counted it, has arrived by then: its token is on the way back.</summary>
    public void Arrived(long number, TimeSpan by)
    {
        if (_underWay.Remove(number))
        {
            Return(by);
        }
    }

    /// <summary>Auth0 has so many tokens fewer than we thought.</summary>
    public void Lower(int by, TimeSpan now)
    {
        Lowered += by;
        Take(by, now);
    }

    /// <summary>Auth0 has turned out to have so many tokens beyond what is under way: of those we thought out, the oldest have come back already.</summary>
    public void Raise(int atLeast, TimeSpan now)
    {
        for (var back = atLeast - Available(now); back > 0 && _returns.Count > 0; back--)
        {
            _returns.Dequeue();
        }
    }

    /// <summary>Auth0 said stop: nothing goes out until then, and then no burst, because its bucket was empty.</summary>
    public void Close(TimeSpan until, TimeSpan now)
    {
        ClosedUntil = until > ClosedUntil ? until : ClosedUntil;
        if (Available(now) is > 0 and < int.MaxValue and var left)
        {
            Lower(left, now);
        }
    }

    /// <summary>When to look again for whoever waits here; null when nobody does or nothing holds them up.</summary>
    public TimeSpan? LookAgainAt(TimeSpan now)
    {
        if (!Waiting.Any())
        {
            return null;
        }

        if (now < ClosedUntil)
        {
            return ClosedUntil;
        }

        TimeSpan? unanswered = _underWay.Count > 0 ? _underWay.Values.Min() + SurelyArrived + _period : null;
        var token = _returns.TryPeek(out var next) && !(unanswered < next) ? next : unanswered;
        return _heldUpAt + FullFlow is { } calm && calm > now && !(token < calm) ? calm : token;
    }

    /// <summary>Begins where another bucket stood for the same calls: as many tokens out, as long closed.</summary>
    public void TakeOver(LimitBucket other, TimeSpan now)
    {
        ClosedUntil = other.ClosedUntil > ClosedUntil ? other.ClosedUntil : ClosedUntil;
        if (limit is not null)
        {
            other.Available(now);
            var missing = Math.Min(other._returns.Count + other._underWay.Count, limit.Burst) - _returns.Count;
            Take(Math.Max(0, missing), now);
        }
    }

    private bool IsWantedNow => _lanes[(int)CallLane.Interactive].Count > 0 || _lanes[(int)CallLane.Bulk].Count > 0;

    private LinkedList<LimitWaiter>? NextLane(TimeSpan now)
    {
        var (interactive, bulk, background) = (_lanes[(int)CallLane.Interactive], _lanes[(int)CallLane.Bulk], _lanes[(int)CallLane.Background]);
        if (background.Count > 0 && _passesWithoutBackground >= EveryFiftieth - 1)
        {
            return background;
        }

        if (bulk.Count > 0 && _passesWithoutBulk >= EveryFifth - 1)
        {
            return bulk;
        }

        if (interactive.Count > 0)
        {
            return interactive;
        }

        return bulk.Count > 0 ? bulk : limit is null || (Available(now) * 2L >= limit.Burst && !(now < _heldUpAt + FullFlow)) ? background : null;
    }

    private void Take(int tokens, TimeSpan now)
    {
        for (var token = 0; limit is not null && token < tokens; token++)
        {
            Return(now);
        }
    }

    // In order by themselves: each is at least a little later than the one before.
    private void Return(TimeSpan arrivedBy)
    {
        var soonest = arrivedBy + _period;
        _lastReturn = _lastReturn + _apart > soonest ? _lastReturn + _apart : soonest;
        _returns.Enqueue(_lastReturn);
    }
}

/// <summary>A call that waits to be let out.</summary>
internal sealed class LimitWaiter(LimitGroup group, CallLane lane)
{
    private readonly TaskCompletionSource<LimitEntry> _entry = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public LimitGroup Group => group;

    public CallLane Lane => lane;

    /// <summary>Where it stands in its lane.</summary>
    public LinkedListNode<LimitWaiter>? Place { get; set; }

    public Task<LimitEntry> Entry => _entry.Task;

    /// <summary>The caller may stop waiting; forgotten once it has its answer.</summary>
    public void GivesUpBy(CancellationTokenRegistration registration)
    {
        _ = _entry.Task.ContinueWith(
            static (_, state) => ((CancellationTokenRegistration)state!).Unregister(), registration, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    public void Answer(LimitEntry entry) => _entry.TrySetResult(entry);

    public void GiveUp(CancellationToken cancellationToken) => _entry.TrySetCanceled(cancellationToken);
}
