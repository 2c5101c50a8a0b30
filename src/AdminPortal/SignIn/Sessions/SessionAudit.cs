using System.Text.Json;
using AdminPortal.Audit;

namespace AdminPortal.SignIn;

/// <summary>The audit's words about sessions. Neither a session's id nor Auth0's own goes in: whoever reads the audit shall be nobody else by it.</summary>
public static class SessionAudit
{
    /// <summary>Somebody signed in.</summary>
    public const string Started = "session.started";

    /// <summary>Somebody signed out, or their account was closed in Auth0.</summary>
    public const string Ended = "session.ended";

    /// <summary>An admin signed somebody out.</summary>
    public const string EndedByAdmin = "session.ended-by-admin";

    /// <summary>A session reached a limit; written when that is found.</summary>
    public const string Expired = "session.expired";

    /// <summary>Somebody was not signed in although they tried.</summary>
    public const string Refused = "session.refused";

    private const int LongestSubject = 64;

    /// <summary>That a session began.</summary>
    public static AuditEntry OfStart(Session session)
    {
        ArgumentNullException.ThrowIfNull(session);
        return AuditEntry.Of(session.CreatedAt, Person(session), Started, About(session), JsonSerializer.Serialize(new
        {
            email = session.Email,
            browser = BrowserName.Of(session.Browser),
        }));
    }

    /// <summary>That a session is over, and why.</summary>
    /// <param name="session">The session; it has ended.</param>
    /// <param name="by">Who ended it; null when the person themselves or nobody did.</param>
    /// <param name="now">When it is written.</param>
    public static AuditEntry OfEnd(Session session, AuditActor? by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(session);
        var reason = session.EndReason ?? throw new ArgumentException("The session has not ended.", nameof(session));
        var (actor, action) = reason switch
        {
            SessionEndReason.SignedOut or SessionEndReason.Replaced or SessionEndReason.SignedOutFromList => (by ?? Person(session), Ended),
            SessionEndReason.EndedByAdmin => (by ?? AuditActor.Portal, EndedByAdmin),
            SessionEndReason.AccountClosed => (AuditActor.Portal, Ended),
            SessionEndReason.Idle or SessionEndReason.TimeOver => (AuditActor.Portal, Expired),
        };
        return AuditEntry.Of(now, actor, action, About(session), JsonSerializer.Serialize(new
        {
            person = session.Name,
            email = session.Email,
            reason = NameOf(reason),
            endedAt = session.EndedAt,
            signedInAt = session.CreatedAt,
            from = session.From,
            browser = BrowserName.Of(session.Browser),
        }));
    }

    /// <summary>That somebody was not signed in; who that was is not known.</summary>
    public static AuditEntry OfRefusal(SignInProblem problem, SignInPlace place, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(place);
        return AuditEntry.OfRefusal(now, new AuditActor("", "", place.From), Refused, "", JsonSerializer.Serialize(new
        {
            problem = SignInFailures.NameOf(problem),
            browser = BrowserName.Of(place.Browser),
        }));
    }

    private static AuditActor Person(Session session) => new(session.Subject, session.Name, session.From);

    private static string About(Session session) => session.Subject.Length <= LongestSubject ? session.Subject : session.Subject[..LongestSubject];

    private static string NameOf(SessionEndReason reason) => reason switch
    {
        SessionEndReason.SignedOut => "signed-out",
        SessionEndReason.SignedOutFromList => "signed-out-from-list",
        SessionEndReason.Replaced => "replaced",
        SessionEndReason.EndedByAdmin => "ended-by-admin",
        SessionEndReason.AccountClosed => "account-closed",
        SessionEndReason.Idle => "idle",
        SessionEndReason.TimeOver => "time-over",
    };
}
