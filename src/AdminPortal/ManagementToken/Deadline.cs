namespace AdminPortal.ManagementToken;

/// <summary>Work that may take so long and no longer, measured on the injected clock.</summary>
public static class Deadline
{
    /// <summary>Runs the work; a <see cref="TimeoutException"/> says that the time was up, a cancellation that the caller gave up.</summary>
    public static async Task<T> RunAsync<T>(TimeProvider clock, TimeSpan limit, Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(work);
        using var timeUp = new CancellationTokenSource(limit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeUp.Token, cancellationToken);
        try
        {
            return await work(either.Token);
        }
        catch (OperationCanceledException canceled) when (timeUp.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"no answer within {limit.TotalSeconds:0} s", canceled);
        }
    }
}
