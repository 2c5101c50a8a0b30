namespace Auth0Emulator.Control;

/// <summary>What the tenant was asked and what it mailed, oldest first; kept in memory.</summary>
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

    /// <summary>The requests, oldest first.</summary>
    public IReadOnlyList<JournalRequest> Requests => [.. All.OfType<JournalRequest>()];

    /// <summary>The mails, oldest first.</summary>
    public IReadOnlyList<JournalMail> Mails => [.. All.OfType<JournalMail>()];

    /// <summary>The calls on a route such as <c>POST /api/v2/users</c>.</summary>
    public IReadOnlyList<JournalRequest> On(string route)
    {
        var pattern = Hosting.RoutePattern.Parse(route);
        return [.. Requests.Where(entry => pattern.Matches(entry.Method, entry.RoutePath))];
    }

    /// <summary>Returns once the requests satisfy <paramref name="condition"/>, which is looked at whenever a request or a mail comes; gives up after 30 seconds of real time.</summary>
    public async Task UntilAsync(Func<IReadOnlyList<JournalRequest>, bool> condition, CancellationToken ct = default)
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

            if (condition(Requests))
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

    internal JournalRequest Arrived(JournalRequest request)
    {
        lock (_gate)
        {
            var numbered = request with { Number = ++_number };
            Keep(numbered);
            return numbered;
        }
    }

    internal void Mailed(JournalMail mail)
    {
        lock (_gate)
        {
            Keep(mail with { Number = ++_number });
        }
    }

    internal void Update(JournalRequest entry)
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

    private void Keep(JournalEntry entry)
    {
        _entries[entry.Number] = entry;
        if (_entries.Count > Kept)
        {
            _entries.Remove(_entries.Keys.First());
        }

        Tell();
    }

    private void Tell()
    {
        var told = _changed;
        _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        told.TrySetResult();
    }
}
