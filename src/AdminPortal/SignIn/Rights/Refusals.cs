using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using AdminPortal.Audit;
using AdminPortal.Data;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.SignIn;

/// <summary>
/// Writes down what was refused. The same refusal again within a minute is the same event, and of one person so many different ones are written a minute:
/// nobody shall be able to fill the audit by trying.
/// </summary>
public sealed partial class Refusals(IDbContextFactory<PortalDb> contexts, TimeProvider clock, ILogger<Refusals> logger)
{
    /// <summary>The audit's word for it.</summary>
    public const string Action = "access.refused";

    /// <summary>How many refusals of one person are written a minute; the last of them says that there may be more.</summary>
    public const int MostAMinute = 30;

    private static readonly TimeSpan SameEvent = TimeSpan.FromMinutes(1);
    private const int MostRemembered = 10_000;
    private const int LongestSubject = 64;

    private readonly ConcurrentDictionary<(string Subject, Right? Right, string About), DateTimeOffset> _noted = new();
    private readonly ConcurrentDictionary<string, (DateTimeOffset Since, int Count)> _counted = new(StringComparer.Ordinal);

    /// <summary>Writes it down; when the database takes nothing, the log has it, and the refusal stands.</summary>
    /// <param name="person">Who was refused.</param>
    /// <param name="right">Which right is missing; null when any would have done.</param>
    /// <param name="about">What it was to be done to; cut to its length here, and rid of what could forge a line.</param>
    public async Task NoteAsync(Person person, Right? right, string about)
    {
        ArgumentNullException.ThrowIfNull(person);
        ArgumentNullException.ThrowIfNull(about);
        var now = clock.GetUtcNow();
        about = Tidy(about);
        if (IsSameEvent((person.Subject, right, about), now))
        {
            return;
        }

        var ofThisMinute = Count(person.Subject, now);
        if (ofThisMinute > MostAMinute)
        {
            return;
        }

        Log.Refused(logger, person.Subject, right, about.Contains('@', StringComparison.Ordinal) ? "an address" : about);
        try
        {
            await using var db = await contexts.CreateDbContextAsync(CancellationToken.None);
            db.AuditEntries.Add(AuditEntry.OfRefusal(now, person.AsActor(), Action, about, Details(right, ofThisMinute)));
            await db.SaveChangesAsync(CancellationToken.None);
        }
        catch (Exception exception) when (exception.IsStorageTrouble())
        {
            _noted.TryRemove((person.Subject, right, about), out _);
            Log.NotNoted(logger, exception);
        }
    }

    private static string Tidy(string about)
    {
        var printable = string.Concat(about.Where(character => !char.IsControl(character)));
        return printable.Length <= LongestSubject ? printable : printable[..LongestSubject];
    }

    private static string Details(Right? right, int ofThisMinute)
    {
        var details = new JsonObject();
        if (right is { } missing)
        {
            details["right"] = missing.ToString();
        }

        if (ofThisMinute == MostAMinute)
        {
            details["more"] = true;
        }

        return details.ToJsonString();
    }

    private int Count(string subject, DateTimeOffset now)
    {
        if (_counted.Count >= MostRemembered)
        {
            _counted.Clear();
        }

        return _counted.AddOrUpdate(subject, _ => (now, 1), (_, before) => now - before.Since >= SameEvent ? (now, 1) : (before.Since, before.Count + 1)).Count;
    }

    private bool IsSameEvent((string Subject, Right? Right, string About) what, DateTimeOffset now)
    {
        if (_noted.Count >= MostRemembered)
        {
            _noted.Clear();
        }

        var isNew = false;
        _noted.AddOrUpdate(
            what,
            _ =>
            {
                isNew = true;
                return now;
            },
            (_, before) =>
            {
                isNew = now - before >= SameEvent;
                return isNew ? now : before;
            });
        return !isNew;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "{Subject} was refused {Right} on {About}")]
        public static partial void Refused(ILogger logger, string subject, Right? right, string about);

        [LoggerMessage(Level = LogLevel.Error, Message = "A refusal could not be written into the audit")]
        public static partial void NotNoted(ILogger logger, Exception exception);
    }
}
