namespace Auth0Emulator.Control;

/// <summary>A request the tenant got, as it looked from outside; secrets in it read "(hidden)".</summary>
public sealed record JournalEntry
{
    /// <summary>Counts up from 1.</summary>
    public required long Number { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string Method { get; init; }

    /// <summary>Decoded, without the query.</summary>
    public required string Path { get; init; }

    public string? Query { get; init; }

    public string? Body { get; init; }

    /// <summary>Null while it is being worked on or held, and for ever when the connection was cut.</summary>
    public int? Status { get; init; }

    /// <summary>The client that called, where a token or a client id says so.</summary>
    public string? Client { get; init; }

    /// <summary>The scopes in its token.</summary>
    public string? Scope { get; init; }

    /// <summary>Which faults and gates touched it, such as "fault-1 Drop" or "gate-2 Reply"; null when none did.</summary>
    public string? Touched { get; init; }

    /// <summary>Whether it got as far as acting.</summary>
    public bool Acted { get; init; }
}

/// <summary>What the tenant was asked, oldest first; kept in memory.</summary>
public sealed class Journal
{
    private const int Kept = 20_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly Lock _gate = new();
    private readonly SortedDictionary<long, JournalEntry> _entries = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _number;

    /// <summary>Everything kept, oldest first.</summary>
    public IReadOnlyList<JournalEntry> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _entries.Values];
            }
        }
    }

    /// <summary>The calls on a route such as <c>POST /api/v2/users</c>.</summary>
    public IReadOnlyList<JournalEntry> On(string route)
    {
        var pattern = Hosting.RoutePattern.Parse(route);
        return [.. All.Where(entry => pattern.Matches(entry.Method, entry.Path))];
    }

    /// <summary>Returns once the journal satisfies <paramref name="condition"/>; gives up after 30 seconds of real time.</summary>
    public async Task UntilAsync(Func<IReadOnlyList<JournalEntry>, bool> condition, CancellationToken ct = default)
    {
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, ct);
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                changed = _changed.Task;
            }

            if (condition(All))
            {
                return;
            }

            try
            {
                await changed.WaitAsync(either.Token);
            }
            catch (OperationCanceledException late) when (!ct.IsCancellationRequested)
            {
                throw new TimeoutException($"What was expected of the journal didn't come within {Patience.TotalSeconds:0} s.", late);
            }
        }
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _entries.Clear();
        }
    }

    internal JournalEntry Arrived(JournalEntry entry)
    {
        lock (_gate)
        {
            var numbered = entry with { Number = ++_number };
            _entries[numbered.Number] = numbered;
            if (_entries.Count > Kept)
            {
                _entries.Remove(_entries.Keys.First());
            }

            Tell();
            return numbered;
        }
    }

    internal void Update(JournalEntry entry)
    {
        lock (_gate)
        {
            if (_entries.ContainsKey(entry.Number))
            {
                _entries[entry.Number] = entry;
                Tell();
            }
        }
    }

    private void Tell()
    {
        var told = _changed;
        _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        told.TrySetResult();
    }
}
