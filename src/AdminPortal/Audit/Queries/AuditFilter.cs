using System.Globalization;
using AdminPortal.Data;
using AdminPortal.Shell;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Audit;

/// <summary>
/// Narrows the audit to what was asked for. Names and addresses are looked up first, where they are few: the audit itself is then asked for ids and numbers,
/// which its indexes answer.
/// </summary>
public sealed class AuditFilter(AuditPeople people, IEnumerable<IAuditSubjects> subjects, ViewerZone zone, TimeProvider clock)
{
    private const int MostSubjects = 500;

    /// <summary>The entries that <paramref name="query"/> asks for, without its place in the list.</summary>
    public async Task<IQueryable<AuditEntry>> ApplyAsync(PortalDb db, AuditListQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(query);
        var entries = InTime(db.AuditEntries.AsNoTracking(), query);
        if (query.Who is { } who)
        {
            entries = entries.Where(entry => entry.ActorId == who);
        }

        if (query.What is { } what)
        {
            entries = Doing(entries, what);
        }

        entries = query.Outcome switch
        {
            // As constants: only then is the index over the few refusals used.
            AuditOutcome.Refused => entries.Where(entry => entry.Outcome == AuditOutcome.Refused),
            AuditOutcome.Allowed => entries.Where(entry => entry.Outcome == AuditOutcome.Allowed),
            null => entries,
        };
        if (query.Invite is { } invite)
        {
            entries = entries.Where(entry => entry.Subject == invite);
        }

        if (query.Person is { } person)
        {
            entries = entries.Where(entry => entry.ActorId == person || entry.Subject == person);
        }

        return query.Search is { } search ? await FindAsync(db, entries, search, cancellationToken) : entries;
    }

    private IQueryable<AuditEntry> InTime(IQueryable<AuditEntry> entries, AuditListQuery query)
    {
        var since = query.When switch
        {
            AuditSpan.Day => clock.GetUtcNow().AddDays(-1),
            AuditSpan.Week => clock.GetUtcNow().AddDays(-7),
            AuditSpan.Month => clock.GetUtcNow().AddDays(-30),
            null => (DateTimeOffset?)null,
        };
        if (query.Since is { } first && zone.At(first) is var begins && (since is null || begins > since))
        {
            since = begins;
        }

        if (since is { } from)
        {
            entries = entries.Where(entry => entry.At >= from);
        }

        if (query.Until is { } last && last < DateOnly.MaxValue)
        {
            var ends = zone.At(last.AddDays(1));
            entries = entries.Where(entry => entry.At < ends);
        }

        return entries;
    }

    // Every action begins with its noun and a point; a slash is the sign after a point.
    private static IQueryable<AuditEntry> Doing(IQueryable<AuditEntry> entries, string what)
    {
        if (what.Contains('.', StringComparison.Ordinal))
        {
            return entries.Where(entry => entry.Action == what);
        }

        var (from, to) = ($"{what}.", $"{what}/");
#pragma warning disable CA1309 // EF translates only this overload, to the column's own binary comparison.
        return entries.Where(entry => string.Compare(entry.Action, from) >= 0 && string.Compare(entry.Action, to) < 0);
#pragma warning restore CA1309
    }

    private async Task<IQueryable<AuditEntry>> FindAsync(PortalDb db, IQueryable<AuditEntry> entries, string search, CancellationToken cancellationToken)
    {
        var digits = search.TrimStart('#').Replace(" ", "", StringComparison.Ordinal);
        var number = long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var entered) ? entered : -1;
        var actors = (await people.ReadAsync(db, cancellationToken))
            .Where(person => person.Id == search || person.Name.Contains(search, StringComparison.OrdinalIgnoreCase))
            .Select(person => person.Id)
            .ToList();
        var about = new List<string>(actors) { search };
        foreach (var each in subjects)
        {
            about.AddRange(await each.FindAsync(search, MostSubjects, cancellationToken));
        }

        return entries.Where(entry => entry.Number == number || actors.Contains(entry.ActorId) || about.Contains(entry.Subject));
    }
}
