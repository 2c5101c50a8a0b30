using AdminPortal.Data;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AdminPortal.SignIn;

/// <summary>Who is signed in and where; answers from the database and from what this process has open.</summary>
public sealed class SessionList(
    CurrentPerson person,
    AuthenticationStateProvider authentication,
    IDbContextFactory<PortalDb> contexts,
    RightsOf rights,
    OpenPages pages,
    TimeProvider clock,
    IOptions<SignInOptions> options)
{
    /// <summary>How many people are listed: those who were active last.</summary>
    public const int MostPeople = 200;

    // Longer than any name or address; nothing can match.
    private const int LongestSearch = 400;

    /// <summary>The people who are signed in, whoever was active last first.</summary>
    /// <param name="search">A part of a name or an address; null for everybody.</param>
    /// <param name="lookAgain">A page that shows them looks again by itself: then that they are out of reach now is nobody's attempt.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<SessionListOutcome> HandleAsync(string? search = null, bool lookAgain = false, CancellationToken cancellationToken = default)
    {
        if (await person.WhoSeesAsync(Right.SeeSessions, "sessions", lookAgain, cancellationToken) is not { } by)
        {
            return new SessionListOutcome.NotAllowed();
        }

        var now = clock.GetUtcNow();
        var idleSince = now - options.Value.IdleLifetime;
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var live = db.Sessions.AsNoTracking().Where(session => session.EndedAt == null && session.EndsAt > now && session.LastSeenAt > idleSince);
        var matching = Matching(live, search?.Trim() ?? "");
        var all = await live.Select(session => session.Subject).Distinct().CountAsync(cancellationToken);
        var total = await matching.Select(session => session.Subject).Distinct().CountAsync(cancellationToken);
        var lastActive = await matching
            .GroupBy(session => session.Subject)
            .Select(group => new { Subject = group.Key, LastSeenAt = group.Max(session => session.LastSeenAt) })
            .OrderByDescending(each => each.LastSeenAt).ThenBy(each => each.Subject)
            .Take(MostPeople)
            .Select(each => each.Subject)
            .ToListAsync(cancellationToken);
        var sessions = await live.Where(session => lastActive.Contains(session.Subject)).ToListAsync(cancellationToken);

        var mine = PersonClaims.ReadSession((await authentication.GetAuthenticationStateAsync()).User);
        var bySubject = sessions.ToLookup(session => session.Subject, StringComparer.Ordinal);
        return new SessionListOutcome.Listed(new SessionPage
        {
            People = [.. lastActive.Where(bySubject.Contains).Select(subject => Person(bySubject[subject], by, mine))],
            Total = total,
            All = all,
            MayEnd = by.May(Right.EndSessions),
        });
    }

    private static IQueryable<Session> Matching(IQueryable<Session> live, string search)
    {
        if (search.Length == 0)
        {
            return live;
        }

        if (search.Length > LongestSearch)
        {
            return live.Where(_ => false);
        }

        var pattern = Like.Holding(search);
        return live.Where(session => EF.Functions.Like(session.Name, pattern, Like.Escape) || EF.Functions.Like(session.Email, pattern, Like.Escape));
    }

    private SignedInPerson Person(IEnumerable<Session> sessions, Person by, Guid? mine)
    {
        var counts = pages.Counts;
        List<Session> newestFirst = [.. sessions.OrderByDescending(session => session.LastSeenAt).ThenByDescending(session => session.CreatedAt)];
        var last = newestFirst[0];
        var known = rights.Person(new SignedInIdentity(last.Subject, last.Name, last.Email, last.EmailVerified, Sid: null));
        return new SignedInPerson
        {
            Subject = last.Subject,
            Name = known.Name,
            Email = last.Email,
            RoleName = known.RoleName,
            IsMe = last.Subject == by.Subject,
            Sessions = [.. newestFirst.Select(session => new OpenSession
            {
                From = session.From,
                Browser = BrowserName.Of(session.Browser),
                UserAgent = session.Browser,
                SignedInAt = session.CreatedAt,
                LastSeenAt = session.LastSeenAt,
                EndsAt = session.EndsAt,
                Pages = counts.GetValueOrDefault(session.Id),
                IsThisOne = session.Id == mine,
            })],
        };
    }
}
