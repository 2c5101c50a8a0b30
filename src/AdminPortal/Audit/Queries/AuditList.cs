using AdminPortal.Data;
using AdminPortal.SignIn;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Audit;

/// <summary>A page of the audit, newest first; answers from the database alone.</summary>
public sealed class AuditList(CurrentPerson person, IDbContextFactory<PortalDb> contexts, AuditFilter filter, AuditRows rows, AuditPeople people)
{
    /// <summary>Further than this matches are not counted: it would read as many entries.</summary>
    public const int MostCounted = 10_000;

    /// <summary>The entries asked for, found by number, never by counting past others.</summary>
    public async Task<AuditListOutcome> HandleAsync(AuditListQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (await person.WhoMayAsync(Right.SeeAudit, ChainAudit.Subject, cancellationToken) is null)
        {
            return new AuditListOutcome.NotAllowed();
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var all = await AllAsync(db, cancellationToken);
        var matching = await filter.ApplyAsync(db, query, cancellationToken);
        var total = query.IsFiltered ? await matching.OrderBy(entry => entry.Number).Take(MostCounted + 1).CountAsync(cancellationToken) : all;
        var page = await ReadAsync(matching, query, cancellationToken);
        return new AuditListOutcome.Page(new AuditPageRows
        {
            Rows = await rows.OfAsync(db, page.Entries, cancellationToken),
            Total = query.IsFiltered ? Math.Min(total, MostCounted) : total,
            MoreThanTotal = query.IsFiltered && total > MostCounted,
            All = all,
            From = page.Entries.Count == 0 ? 0 : page.From,
            NextOlder = page.More ? page.Entries[^1].Number : null,
            PreviousNewer = page.From > 1 && page.Entries.Count > 0 ? page.Entries[0].Number : null,
        });
    }

    /// <summary>Who stands in the audit, for the filter; nobody for those who may not see it.</summary>
    public async Task<IReadOnlyList<AuditPerson>> PeopleAsync(CancellationToken cancellationToken = default)
    {
        if ((await person.FindAsync(cancellationToken))?.May(Right.SeeAudit) != true)
        {
            return [];
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await people.ReadAsync(db, cancellationToken);
    }

    /// <summary>What the per-person and per-invitation views are of; null when nobody knows, or the person may not see it.</summary>
    public async Task<string?> NameAsync(string subject, CancellationToken cancellationToken = default)
    {
        if ((await person.FindAsync(cancellationToken))?.May(Right.SeeAudit) != true)
        {
            return null;
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await rows.NameAsync(db, subject, cancellationToken);
    }

    // Numbers have no gaps, so nothing needs to be counted.
    private static async Task<long> AllAsync(PortalDb db, CancellationToken cancellationToken)
    {
        var first = await db.AuditEntries.OrderBy(entry => entry.Number).Select(entry => entry.Number).FirstOrDefaultAsync(cancellationToken);
        var last = await db.AuditEntries.OrderByDescending(entry => entry.Number).Select(entry => entry.Number).FirstOrDefaultAsync(cancellationToken);
        return first == 0 ? 0 : last - first + 1;
    }

    private static async Task<Slice> ReadAsync(IQueryable<AuditEntry> matching, AuditListQuery query, CancellationToken cancellationToken)
    {
        var backwards = query.Newer is not null;
        var ordered = query switch
        {
            { Newer: { } newer } => matching.Where(entry => entry.Number > newer).OrderBy(entry => entry.Number),
            { Older: { } older } => matching.Where(entry => entry.Number < older).OrderByDescending(entry => entry.Number),
            _ => matching.OrderByDescending(entry => entry.Number),
        };
        var read = await ordered.Take(AuditListQuery.Size + 1).ToListAsync(cancellationToken);
        var beyond = read.Count > AuditListQuery.Size;
        if (beyond)
        {
            read.RemoveAt(AuditListQuery.Size);
        }

        if (!backwards)
        {
            return new Slice(read, query.Older is null ? 1 : Math.Max(2, query.From), beyond);
        }

        read.Reverse();
        return new Slice(read, beyond ? Math.Max(2, query.From) : 1, More: true);
    }

    private sealed record Slice(List<AuditEntry> Entries, int From, bool More);
}
