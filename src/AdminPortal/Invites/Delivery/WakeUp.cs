using System.Threading.Channels;

namespace AdminPortal.Invites;

/// <summary>Rings for delivery: there is work to do now. Many rings before it gets up are one.</summary>
public sealed class WakeUp
{
    private readonly Channel<bool> _bell = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Rings.</summary>
    public void Ring() => _bell.Writer.TryWrite(true);

    /// <summary>Waits until somebody rings, at most this long.</summary>
    public async Task WaitAsync(TimeSpan atMost, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var rung = _bell.Reader.WaitToReadAsync(over.Token).AsTask();
        await Task.WhenAny(rung, Task.Delay(atMost, clock, over.Token));
        _bell.Reader.TryRead(out _);
        await over.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
    }
}
