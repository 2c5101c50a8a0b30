namespace AdminPortal.Shell;

/// <summary>Tells every open page in this process which things of one kind have just changed.</summary>
public abstract partial class ChangeFeed(ILogger logger)
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
    public void Publish(params IEnumerable<Guid> ids)
    {
        var changed = ids.ToHashSet();
        if (changed.Count == 0)
        {
            return;
        }

        foreach (var listener in _listeners)
        {
            // On a thread of its own: a listener that renders must not hold up a delivery or another page.
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
            Log.ListenerFailed(logger, exception, GetType().Name);
        }
    }

    private void Remove(Func<IReadOnlySet<Guid>, Task> listener)
    {
        lock (_gate)
        {
            _listeners = [.. _listeners.Where(known => known != listener)];
        }
    }

    private sealed class Subscription(ChangeFeed feed, Func<IReadOnlySet<Guid>, Task> listener) : IDisposable
    {
        public void Dispose() => feed.Remove(listener);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "An open page failed to take in news of {Feed}")]
        public static partial void ListenerFailed(ILogger logger, Exception exception, string feed);
    }
}
