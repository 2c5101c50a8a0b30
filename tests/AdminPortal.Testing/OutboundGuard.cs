using System.Collections.Concurrent;
using System.Diagnostics;

namespace AdminPortal.Testing;

/// <summary>Watches every HTTP request of the process, whichever client makes it: one that leaves this machine is stopped, and every test that runs at that moment fails.</summary>
internal sealed class OutboundGuard : IDisposable
{
    private static readonly ConcurrentDictionary<OutboundGuard, byte> OnWatch = [];

    // One observer for all guards: an observer that throws keeps those behind it from hearing anything.
    private static readonly IDisposable Watching = DiagnosticListener.AllListeners.Subscribe(new HttpWatcher());

    private readonly ConcurrentQueue<string> _stopped = [];

    private OutboundGuard()
    {
    }

    /// <summary>Begins to watch.</summary>
    public static OutboundGuard Watch()
    {
        GC.KeepAlive(Watching);
        var guard = new OutboundGuard();
        OnWatch.TryAdd(guard, 0);
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
    public void Dispose() => OnWatch.TryRemove(this, out _);

    private sealed class HttpWatcher : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
    {
        void IObserver<DiagnosticListener>.OnNext(DiagnosticListener value)
        {
            if (value.Name == "HttpHandlerDiagnosticListener")
            {
                value.Subscribe(this);
            }
        }

        void IObserver<KeyValuePair<string, object?>>.OnNext(KeyValuePair<string, object?> value)
        {
            if (value.Value?.GetType().GetProperty("Request")?.GetValue(value.Value) is not HttpRequestMessage { RequestUri: { IsLoopback: false } target })
            {
                return;
            }

            foreach (var guard in OnWatch.Keys)
            {
                guard._stopped.Enqueue(target.GetLeftPart(UriPartial.Path));
            }

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
}
