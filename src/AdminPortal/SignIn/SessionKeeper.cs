using System.Collections.Concurrent;
using System.Security.Cryptography;
using AdminPortal.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AdminPortal.SignIn;

/// <summary>Starts, finds, notes activity in and ends sessions; a found one is remembered for a few seconds, so that a page with its files costs one read.</summary>
public sealed partial class SessionKeeper(IDbContextFactory<PortalDb> database, WriterTurns turns, TimeProvider clock, IOptions<SignInOptions> options, ILogger<SessionKeeper> logger)
{
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(1);
    private const int MostRemembered = 10_000;

    private readonly ConcurrentDictionary<Guid, (Session? Session, DateTimeOffset ReadAt)> _found = new();
    private readonly ConcurrentDictionary<Guid, (DateTimeOffset At, string From)> _seenUnwritten = new();

    /// <summary>A session was ended in this process, or was found here to have lapsed.</summary>
    public event Action<Guid>? Ended;

    /// <summary>Somebody signed in or is signed in no more, in this process.</summary>
    public event Action? Changed;

    /// <summary>Begins a session and returns its id, which is random: it must not be guessed.</summary>
    public async Task<Guid> StartAsync(SignedInIdentity who, SignInPlace place, CancellationToken cancellationToken)
    {
        var session = Session.Start(new Guid(RandomNumberGenerator.GetBytes(16)), who, place, clock.GetUtcNow(), options.Value.AbsoluteLifetime);
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        db.Sessions.Add(session);
        db.AuditEntries.Add(SessionAudit.OfStart(session));
        await db.SaveChangesAsync(cancellationToken);
        Changed?.Invoke();
        return session.Id;
    }

    /// <summary>The session if it still stands.</summary>
    public async ValueTask<Session?> FindLiveAsync(Guid id, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (!_found.TryGetValue(id, out var found) || now - found.ReadAt >= Remembered || now < found.ReadAt)
        {
            await using var db = await database.CreateDbContextAsync(cancellationToken);
            found = (await db.Sessions.AsNoTracking().SingleOrDefaultAsync(session => session.Id == id, cancellationToken), now);
            found = Remember(id, found);
        }

        if (_seenUnwritten.TryGetValue(id, out var seen))
        {
            found.Session?.See(seen.At, seen.From);
        }

        return found.Session is { } live && live.IsLive(now, options.Value.IdleLifetime) ? live : null;
    }

    /// <summary>Notes that the person did something, and from where; written at most once a minute, another address than before at once.</summary>
    public async ValueTask SeeAsync(Guid id, string from, CancellationToken cancellationToken)
    {
        if (await IsWorthANoteAsync(id, from, cancellationToken))
        {
            await NoteAsync(id, clock.GetUtcNow(), from, cancellationToken);
        }
    }

    /// <summary>The same beside the request: a page that only reads waits for no writer, and is shown although the disk takes nothing.</summary>
    public async ValueTask SeeSoonAsync(Guid id, string from, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (await IsWorthANoteAsync(id, from, cancellationToken) && _seenUnwritten.TryAdd(id, (now, from)))
        {
            // On a thread of its own: SQLite waits for another process's lock without giving the thread back.
            _ = Task.Run(() => NoteLaterAsync(id, now, from), CancellationToken.None);
        }
    }

    /// <summary>The accounts whose session still stands and that somebody has used since then, or that have a page open.</summary>
    public async Task<IReadOnlyList<string>> SubjectsInUseAsync(DateTimeOffset since, IReadOnlyCollection<Guid> openSessions, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        return await db.Sessions.AsNoTracking()
            .Where(session => session.EndedAt == null && session.EndsAt > now && (session.LastSeenAt >= since || openSessions.Contains(session.Id)))
            .Select(session => session.Subject)
            .Distinct()
            .ToListAsync(cancellationToken);
    }

    /// <summary>Deletes sessions that ended before then; the record of who did what is the audit's, not theirs.</summary>
    public async Task ForgetEndedBeforeAsync(DateTimeOffset endedBefore, CancellationToken cancellationToken)
    {
        // Saving takes its turn by itself; this statement goes past it.
        using var turn = await turns.EnterAsync(cancellationToken);
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        await db.Sessions.Where(session => session.EndsAt < endedBefore).ExecuteDeleteAsync(cancellationToken);
    }

    private async Task<bool> IsWorthANoteAsync(Guid id, string from, CancellationToken cancellationToken) =>
        await FindLiveAsync(id, cancellationToken) is { } session
        && (clock.GetUtcNow() - session.LastSeenAt >= SeenEvery || (from.Length > 0 && from != session.From));

    private async Task NoteLaterAsync(Guid id, DateTimeOffset seenAt, string from)
    {
        try
        {
            await NoteAsync(id, seenAt, from, CancellationToken.None);
        }
        catch (Exception exception)
        {
            // The next page of this person tries again.
            Log.NotNoted(logger, exception);
        }
        finally
        {
            _seenUnwritten.TryRemove(id, out _);
        }
    }

    private async Task NoteAsync(Guid id, DateTimeOffset seenAt, string from, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        if (await db.Sessions.SingleOrDefaultAsync(row => row.Id == id && row.EndedAt == null, cancellationToken) is not { } row)
        {
            return;
        }

        row.See(seenAt, from);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Ended meanwhile: it does not matter any more.
            return;
        }

        db.Entry(row).State = EntityState.Detached;
        Remember(id, (row, seenAt));
    }

    // A row read just before the session was ended may arrive here after it: what has ended stays ended.
    private (Session? Session, DateTimeOffset ReadAt) Remember(Guid id, (Session? Session, DateTimeOffset ReadAt) found)
    {
        if (_found.Count >= MostRemembered)
        {
            _found.Clear();
        }

        return _found.AddOrUpdate(id, found, (_, known) => known.Session?.EndedAt is null ? found : known);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "That somebody is active in their session could not be written down; the next page tries again")]
        public static partial void NotNoted(ILogger logger, Exception exception);
    }
}
