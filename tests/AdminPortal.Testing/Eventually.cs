namespace AdminPortal.Testing;

/// <summary>Waits for something that another process or a browser does and that nobody announces.</summary>
public static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>Asks again and again until <paramref name="look"/> finds what <paramref name="isRight"/> accepts, and returns it.</summary>
    public static async Task<T> Async<T>(Func<Task<T>> look, Func<T, bool> isRight, TimeSpan? within = null, TimeSpan? pause = null)
    {
        var patience = within ?? Patience;
        ArgumentNullException.ThrowIfNull(look);
        ArgumentNullException.ThrowIfNull(isRight);
        var begun = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var seen = await look();
            if (isRight(seen))
            {
                return seen;
            }

            if (TimeProvider.System.GetElapsedTime(begun) > patience)
            {
                throw new TimeoutException($"It didn't come within {patience.TotalSeconds:0} s; last seen: {seen}");
            }

            await Task.Delay(pause ?? Pause, TimeProvider.System);
        }
    }
}
