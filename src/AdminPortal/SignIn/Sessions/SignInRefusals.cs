using System.Collections.Concurrent;
using AdminPortal.Data;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.SignIn;

/// <summary>Writes down who was not signed in although they tried. Nobody is known there yet, so trying must not fill the audit: the same again within a minute is the same event, and a minute holds only so many.</summary>
public sealed partial class SignInRefusals(IDbContextFactory<PortalDb> contexts, TimeProvider clock, ILogger<SignInRefusals> logger)
{
    /// <summary>How many different ones a minute may add; the log has all of them.</summary>
    public const int MostInAMinute = 30;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<(string From, SignInProblem Problem), DateTimeOffset> _noted = new();
    private readonly Lock _gate = new();

    /// <summary>Writes it down; when the database takes nothing, the person reads why they are not signed in all the same.</summary>
    public async Task NoteAsync(SignInProblem problem, SignInPlace place)
    {
        ArgumentNullException.ThrowIfNull(place);
        var now = clock.GetUtcNow();
        if (!IsRefusal(problem) || !IsNew((place.From, problem), now))
        {
            return;
        }

        try
        {
            await using var db = await contexts.CreateDbContextAsync(CancellationToken.None);
            db.AuditEntries.Add(SessionAudit.OfRefusal(problem, place, now));
            await db.SaveChangesAsync(CancellationToken.None);
        }
        catch (Exception exception) when (exception.IsStorageTrouble())
        {
            _noted.TryRemove((place.From, problem), out _);
            Log.NotNoted(logger, exception);
        }
    }

    private bool IsNew((string From, SignInProblem Problem) what, DateTimeOffset now)
    {
        lock (_gate)
        {
            foreach (var (old, at) in _noted)
            {
                if (now - at >= Minute)
                {
                    _noted.TryRemove(old, out _);
                }
            }

            return _noted.Count < MostInAMinute && _noted.TryAdd(what, now);
        }
    }

    // Whoever turned back, or found Auth0 silent or the portal set up wrongly, was refused nothing.
    private static bool IsRefusal(SignInProblem problem) => problem switch
    {
        SignInProblem.Denied or SignInProblem.Blocked or SignInProblem.Lost or SignInProblem.ClocksDiffer or SignInProblem.NotTrusted => true,
        SignInProblem.Cancelled or SignInProblem.TenantUnreachable or SignInProblem.Misconfigured or SignInProblem.SessionOver => false,
    };

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "A refused sign-in could not be written into the audit")]
        public static partial void NotNoted(ILogger logger, Exception exception);
    }
}
