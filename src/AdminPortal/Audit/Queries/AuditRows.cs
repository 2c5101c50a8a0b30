using AdminPortal.Data;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Audit;

/// <summary>Turns entries into rows: who and what in words, and what they are about by the name it has today.</summary>
public sealed class AuditRows(IEnumerable<IAuditSubjects> subjects)
{
    /// <summary>The rows of these entries, in their order.</summary>
    public async Task<IReadOnlyList<AuditRow>> OfAsync(PortalDb db, IReadOnlyList<AuditEntry> entries, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(entries);
        var names = await NamesAsync(db, entries.Select(entry => entry.Subject).Where(subject => subject.Length > 0).ToHashSet(StringComparer.Ordinal), cancellationToken);
        return [.. entries.Select(entry => new AuditRow
        {
            Number = entry.Number,
            At = entry.At,
            ActorId = entry.ActorId,
            Who = AuditWords.Who(entry.ActorId, entry.ActorName, entry.Action),
            From = entry.From,
            Outcome = entry.Outcome,
            Action = entry.Action,
            What = AuditWords.Of(entry.Action, entry.Outcome, entry.Details),
            Subject = entry.Subject,
            About = names.GetValueOrDefault(entry.Subject) ?? AuditWords.About(entry.Subject),
            Details = entry.Details,
            Seal = entry.Seal,
        })];
    }

    /// <summary>What this subject is called; null when nobody knows.</summary>
    public async Task<string?> NameAsync(PortalDb db, string subject, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        return (await NamesAsync(db, [subject], cancellationToken)).GetValueOrDefault(subject)?.Name;
    }

    private async Task<Dictionary<string, AuditSubject>> NamesAsync(PortalDb db, HashSet<string> asked, CancellationToken cancellationToken)
    {
        var names = new Dictionary<string, AuditSubject>(StringComparer.Ordinal);
        foreach (var owner in subjects)
        {
            foreach (var (subject, name) in await owner.NameAsync([.. asked.Except(names.Keys)], cancellationToken))
            {
                names[subject] = name;
            }
        }

        // People are called as they were when they last did something here; the ids of their accounts hold a bar ("auth0|…").
        foreach (var account in asked.Except(names.Keys).Where(subject => subject.Contains('|', StringComparison.Ordinal)).ToList())
        {
            var name = await db.AuditEntries.Where(entry => entry.ActorId == account).OrderByDescending(entry => entry.Number).Select(entry => entry.ActorName).FirstOrDefaultAsync(cancellationToken);
            names[account] = new AuditSubject(name is { Length: > 0 } ? name : account, AuditListAddress.OfPerson(account));
        }

        return names;
    }
}
