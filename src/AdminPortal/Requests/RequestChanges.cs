namespace AdminPortal.Requests;

/// <summary>Tells every open page in this process which requests have just come or been answered.</summary>
public sealed partial class RequestChanges(ILogger<RequestChanges> logger)
{
    private readonly Lock _gate = new();
    private Func<IReadOnlySet<Guid>, Task>[] _listeners = [];

    /// <summary>Calls <paramref name="whenChanged"/> after each committed change until the answer is disposed.</summary>
    public IDisposable Subscribe(Func<IReadOnlySet<Guid>, Task> whenChanged)
    {
        ArgumentNullException.ThrowIfNull(whenChanged);
        lock (_gate)
        {
            _listeners = [.. _listeners, whenChanged];
        }

        return new Subscription(this, whenChanged);
    }

    /// <summary>Tells the listeners; returns at once, a slow or broken listener holds up nobody.</summary>
    public void Publish(params IEnumerable<Guid> requests)
    {
        var changed = requests.ToHashSet();
        if (changed.Count == 0)
        {
            return;
        }

        foreach (var listener in _listeners)
        {
            // On a thread of its own: a listener that renders must not hold up whoever has just answered, nor another page.
            _ = Task.Run(() => TellAsync(listener, changed));
        }
    }

    private async Task TellAsync(Func<IReadOnlySet<Guid>, Task> listener, IReadOnlySet<Guid> changed)
    {
        try
        {
            await listener(changed);
        }
        catch (ObjectDisposedException)
        {
            // The page went away between the change and the news of it.
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            Log.ListenerFailed(logger, exception);
        }
    }

    private void Remove(Func<IReadOnlySet<Guid>, Task> listener)
    {
        lock (_gate)
        {
            _listeners = [.. _listeners.Where(known => known != listener)];
        }
    }

    private sealed class Subscription(RequestChanges changes, Func<IReadOnlySet<Guid>, Task> listener) : IDisposable
    {
        public void Dispose() => changes.Remove(listener);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "An open page failed to take in a change of requests")]
        public static partial void ListenerFailed(ILogger logger, Exception exception);
    }
}
