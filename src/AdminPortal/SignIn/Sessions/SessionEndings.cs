using AdminPortal.Data;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.SignIn;

/// <content>How sessions end. Every end is in the audit by the same save, and once: whoever ends one that has ended meanwhile adds nothing.</content>
public sealed partial class SessionKeeper
{
    // One look finds at most this many that have lapsed; the next one goes on.
    private const int MostLapsedAtOnce = 500;

    /// <summary>How a session ended; null while it stands.</summary>
    public async ValueTask<SessionEnd?> EndOfAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await FindLiveAsync(id, cancellationToken) is not null)
        {
            return null;
        }

        return _found.TryGetValue(id, out var found) && found.Session is { } session
            ? new SessionEnd(session.EndReason ?? session.LapseAt(clock.GetUtcNow(), options.Value.IdleLifetime)?.Reason, session.EndedBy)
            : new SessionEnd(null);
    }

    /// <summary>Ends one session: the person signed out.</summary>
    public Task EndAsync(Guid id, CancellationToken cancellationToken) =>
        EndAsync(rows => rows.Where(session => session.Id == id), SessionEndReason.SignedOut, null, cancellationToken);

    /// <summary>Ends one session because somebody signs in over it.</summary>
    public Task ReplaceAsync(Guid id, CancellationToken cancellationToken) =>
        EndAsync(rows => rows.Where(session => session.Id == id), SessionEndReason.Replaced, null, cancellationToken);

    /// <summary>Ends every session of one account: it is blocked in Auth0 or gone.</summary>
    public Task EndAllOfAsync(string subject, CancellationToken cancellationToken) =>
        EndAsync(rows => rows.Where(session => session.Subject == subject), SessionEndReason.AccountClosed, null, cancellationToken);

    /// <summary>Ends the sessions of one account because somebody wants it, their own but for one perhaps; answers those that stood.</summary>
    public async Task<IReadOnlyList<Session>> EndAllOfAsync(string subject, Guid? except, Person by, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(by);
        var reason = by.Subject == subject ? SessionEndReason.SignedOutFromList : SessionEndReason.EndedByAdmin;
        var over = await EndAsync(rows => rows.Where(session => session.Subject == subject && session.Id != except), reason, by, cancellationToken);
        return [.. over.Where(session => session.EndReason == reason)];
    }

    /// <summary>Writes down which sessions have reached a limit since the last look; they are over without it.</summary>
    public Task EndLapsedAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var idleSince = now - options.Value.IdleLifetime;
        return EndAsync(
            rows => rows.Where(session => session.EndsAt <= now || session.LastSeenAt <= idleSince).OrderBy(session => session.CreatedAt).Take(MostLapsedAtOnce),
            null,
            null,
            cancellationToken);
    }

    private async Task<IReadOnlyList<Session>> EndAsync(Func<IQueryable<Session>, IQueryable<Session>> which, SessionEndReason? reason, Person? by, CancellationToken cancellationToken)
    {
        // Another process may end the same session between the look and the save: EndedAt is the concurrency token.
        var over = await LostRace.LookAgainAsync(async () =>
        {
            var now = clock.GetUtcNow();
            await using var db = await database.CreateDbContextAsync(cancellationToken);
            var open = await which(db.Sessions.Where(session => session.EndedAt == null)).ToListAsync(cancellationToken);
            var ended = open.Where(session => End(session, reason, by, now)).ToList();
            db.AuditEntries.AddRange(ended.Select(session => SessionAudit.OfEnd(session, by?.AsActor(), now)));
            await db.SaveChangesAsync(cancellationToken);
            return ended;
        });

        foreach (var session in over)
        {
            Remember(session.Id, (session, clock.GetUtcNow()));
            Ended?.Invoke(session.Id);
        }

        if (over.Count > 0)
        {
            Changed?.Invoke();
        }

        return over;
    }

    // Without a reason of somebody's only what has lapsed ends; and what has lapsed ended by that, whoever comes now.
    private bool End(Session session, SessionEndReason? reason, Person? by, DateTimeOffset now)
    {
        if (_seenUnwritten.TryGetValue(session.Id, out var seen))
        {
            session.See(seen.At, seen.From);
        }

        if (session.LapseAt(now, options.Value.IdleLifetime) is { } lapse)
        {
            session.End(lapse.At, lapse.Reason);
            return true;
        }

        if (reason is { } why)
        {
            session.End(now, why, why == SessionEndReason.EndedByAdmin ? by?.Name ?? "" : "");
            return true;
        }

        return false;
    }
}
