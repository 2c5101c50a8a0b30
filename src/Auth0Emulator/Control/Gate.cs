using Auth0Emulator.Hosting;

namespace Auth0Emulator.Control;

/// <summary>Where a gate holds a call.</summary>
public enum GatePlace
{
    /// <summary>Before it acts: nothing has happened yet.</summary>
    Call,

    /// <summary>After it acted: it is done, and only the reply is held.</summary>
    Reply,
}

/// <summary>Holds every call on a route until it is released. A caller that goes away changes nothing: a held call still acts when let through, an act isn't undone.</summary>
public sealed class Gate : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly Lock _gate = new();
    private readonly Action<Gate> _leave;
    private readonly RoutePattern _route;
    private readonly TaskCompletionSource<bool> _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<(int Calls, TaskCompletionSource Seen)> _waiting = [];
    private int _arrived;
    private int _holding;

    internal Gate(string id, RoutePattern route, GatePlace place, string? containing, Action<Gate> leave)
    {
        Id = id;
        _route = route;
        Place = place;
        Containing = containing;
        _leave = leave;
    }

    public string Id { get; }

    /// <summary>Method and path it holds.</summary>
    public string Route => _route.Text;

    public GatePlace Place { get; }

    /// <summary>Holds only calls whose body or path contains this text.</summary>
    public string? Containing { get; }

    /// <summary>How many calls have come to it so far.</summary>
    public int Arrived => Volatile.Read(ref _arrived);

    /// <summary>How many calls stand at it now.</summary>
    public int Holding => Volatile.Read(ref _holding);

    /// <summary>Returns once that many calls have come to the gate; gives up after 30 seconds of real time.</summary>
    /// <exception cref="TimeoutException">Nobody came.</exception>
    public async Task ArrivedAsync(int calls = 1, CancellationToken ct = default)
    {
        Task seen;
        lock (_gate)
        {
            if (_arrived >= calls)
            {
                return;
            }

            var source = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((calls, source));
            seen = source.Task;
        }

        try
        {
            await seen.WaitAsync(Patience, TimeProvider.System, ct);
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"{calls} call(s) to {Route} were expected at the gate within {Patience.TotalSeconds:0} s; {Arrived} came.", late);
        }
    }

    /// <summary>Opens the gate for good: who stands at it goes on, and nobody is held any more.</summary>
    public void Release()
    {
        _leave(this);
        _open.TrySetResult(true);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Release();
        return ValueTask.CompletedTask;
    }

    internal bool Concerns(GatePlace place, string method, string path, string body) =>
        place == Place
        && _route.Matches(method, path)
        && (Containing is null || body.Contains(Containing, StringComparison.OrdinalIgnoreCase) || HttpReplies.WithSlashes(path).Contains(Containing, StringComparison.OrdinalIgnoreCase));

    // False when the tenant stops or starts over: the call is cut instead of going on.
    internal async Task<bool> HoldAsync()
    {
        List<TaskCompletionSource> seen;
        lock (_gate)
        {
            _arrived++;
            _holding++;
            seen = [.. _waiting.Where(waiting => waiting.Calls <= _arrived).Select(waiting => waiting.Seen)];
            _waiting.RemoveAll(waiting => waiting.Calls <= _arrived);
        }

        seen.ForEach(source => source.TrySetResult());
        try
        {
            return await _open.Task;
        }
        finally
        {
            lock (_gate)
            {
                _holding--;
            }
        }
    }

    internal void Abandon()
    {
        _leave(this);
        _open.TrySetResult(false);
    }
}
