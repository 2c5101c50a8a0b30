using System.Collections.Concurrent;

namespace AdminPortal.SignIn;

/// <summary>The live connections of each session. A page whose session is over gets a moment to say so and to leave; then the server gives its connection up.</summary>
public sealed class LiveConnections(TimeProvider clock)
{
    /// <summary>How long a page has to leave by itself.</summary>
    public static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<HttpContext, Guid> _open = new();
    private readonly ConcurrentDictionary<Guid, ITimer> _leaving = new();

    /// <summary>Notes a connection for as long as the answer is not disposed.</summary>
    public IDisposable Hold(Guid session, HttpContext connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        _open[connection] = session;
        return new Held(_open, connection);
    }

    /// <summary>Gives the session's connections up in a moment. New ones are refused already: nobody is signed in by that session.</summary>
    public void GiveUpSoon(Guid session)
    {
        var timer = clock.CreateTimer(_ => GiveUp(session), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        if (_leaving.TryAdd(session, timer))
        {
            timer.Change(Farewell, Timeout.InfiniteTimeSpan);
            return;
        }

        timer.Dispose();
    }

    private void GiveUp(Guid session)
    {
        if (_leaving.TryRemove(session, out var timer))
        {
            timer.Dispose();
        }

        foreach (var (connection, _) in _open.Where(open => open.Value == session))
        {
            connection.Abort();
        }
    }

    private sealed class Held(ConcurrentDictionary<HttpContext, Guid> open, HttpContext connection) : IDisposable
    {
        public void Dispose() => open.TryRemove(connection, out _);
    }
}

/// <summary>Tells <see cref="LiveConnections"/> of each live connection while it lasts.</summary>
internal sealed class LiveConnectionNotes(RequestDelegate next, LiveConnections connections)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (!context.Request.Path.StartsWithSegments("/_blazor", StringComparison.OrdinalIgnoreCase) || PersonClaims.ReadSession(context.User) is not { } session)
        {
            await next(context);
            return;
        }

        using var held = connections.Hold(session, context);
        await next(context);
    }
}
