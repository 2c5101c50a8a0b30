using System.Collections.Concurrent;
using System.Diagnostics;

namespace AdminPortal.Testing;

/// <summary>Watches every HTTP request of the process, whichever client makes it: one that leaves this machine is stopped and fails the test.</summary>
internal sealed class OutboundGuard : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private readonly ConcurrentQueue<string> _stopped = [];
    private readonly ConcurrentBag<IDisposable> _subscriptions = [];

    private OutboundGuard()
    {
    }

    /// <summary>Begins to watch.</summary>
    public static OutboundGuard Watch()
    {
        var guard = new OutboundGuard();
        guard._subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(guard));
        return guard;
    }

    /// <summary>Throws when a request wanted to leave.</summary>
    public void Check()
    {
        if (!_stopped.IsEmpty)
        {
            throw new InvalidOperationException($"Requests wanted to leave this machine: {string.Join(", ", _stopped)}");
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var subscription in _subscriptions)
        {
            subscription.Dispose();
        }
    }

    void IObserver<DiagnosticListener>.OnNext(DiagnosticListener value)
    {
        if (value.Name == "HttpHandlerDiagnosticListener")
        {
            _subscriptions.Add(value.Subscribe(this));
        }
    }

    void IObserver<KeyValuePair<string, object?>>.OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Value?.GetType().GetProperty("Request")?.GetValue(value.Value) is not HttpRequestMessage { RequestUri: { IsLoopback: false } target })
        {
            return;
        }

        _stopped.Enqueue(target.GetLeftPart(UriPartial.Path));
        throw new InvalidOperationException($"A test may not reach {target.Host}.");
    }

    void IObserver<DiagnosticListener>.OnCompleted()
    {
    }

    void IObserver<DiagnosticListener>.OnError(Exception error)
    {
    }

    void IObserver<KeyValuePair<string, object?>>.OnCompleted()
    {
    }

    void IObserver<KeyValuePair<string, object?>>.OnError(Exception error)
    {
    }
}
