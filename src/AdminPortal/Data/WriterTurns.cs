namespace AdminPortal.Data;

/// <summary>Lets one write transaction at a time into the database, in the order they asked: SQLite has one writer, and waiting here costs no busy time-out.</summary>
public sealed class WriterTurns : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Waits for the turn; disposing the answer passes it on.</summary>
    public async ValueTask<IDisposable> EnterAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        return new Turn(_turn);
    }

    /// <summary>The same for code that has no asynchronous way, such as the key ring.</summary>
    public IDisposable Enter()
    {
        _turn.Wait();
        return new Turn(_turn);
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private sealed class Turn(SemaphoreSlim turn) : IDisposable
    {
        private SemaphoreSlim? _turn = turn;

        public void Dispose() => Interlocked.Exchange(ref _turn, null)?.Release();
    }
}
