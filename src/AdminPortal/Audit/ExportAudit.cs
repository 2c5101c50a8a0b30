using System.Globalization;
using System.Text;
using System.Text.Json;
using AdminPortal.Data;
using AdminPortal.SignIn;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Audit;

/// <summary>Takes the part of the audit that a filter shows away as a file. That somebody does, and how much, stands in the audit before the first line leaves.</summary>
public sealed class ExportAudit(CurrentPerson person, IDbContextFactory<PortalDb> contexts, AuditFilter filter, AuditRows rows, TimeProvider clock)
{
    /// <summary>No file holds more entries than this.</summary>
    public const int Most = 100_000;

    private const int Batch = 500;

    /// <summary>A writer of the file; null when the person may not.</summary>
    public async Task<Func<Stream, CancellationToken, Task>?> HandleAsync(AuditListQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (await person.WhoMayAsync(Right.SeeAudit, ChainAudit.Subject, cancellationToken) is not { } by)
        {
            return null;
        }

        // Up to the newest of now: what comes in while the file is written is not in the count.
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var newest = await db.AuditEntries.OrderByDescending(entry => entry.Number).Select(entry => entry.Number).FirstOrDefaultAsync(cancellationToken);
        var matching = (await filter.ApplyAsync(db, query, cancellationToken)).Where(entry => entry.Number <= newest);
        var count = await matching.OrderBy(entry => entry.Number).Take(Most + 1).CountAsync(cancellationToken);
        db.AuditEntries.Add(AuditEntry.Of(clock.GetUtcNow(), by.AsActor(), ChainAudit.Exported, ChainAudit.Subject, JsonSerializer.Serialize(new { count = Math.Min(count, Most), filter = Shown(query) })));
        await db.SaveChangesAsync(cancellationToken);
        return (file, token) => WriteAsync(file, query, newest, token);
    }

    private async Task WriteAsync(Stream file, AuditListQuery query, long newest, CancellationToken cancellationToken)
    {
        await file.WriteAsync(AuditCsv.ByteOrderMark.ToArray(), cancellationToken);
        await WriteAsync(file, AuditCsv.Heading, cancellationToken);
        var (written, before) = (0, newest + 1);
        while (true)
        {
            // A long file outlives many decisions; whoever lost the right meanwhile gets no further line.
            if ((await person.FindAsync(cancellationToken))?.May(Right.SeeAudit) != true)
            {
                await WriteAsync(file, AuditCsv.Note("The file ends here: the right to see the audit was taken away while it was written."), cancellationToken);
                return;
            }

            var batch = await ReadAsync(query, before, Math.Min(Batch, Most - written + 1), cancellationToken);
            var fits = batch.Take(Most - written).ToList();
            await WriteAsync(file, string.Concat(fits.Select(AuditCsv.Of)), cancellationToken);
            written += fits.Count;
            if (fits.Count < batch.Count)
            {
                await WriteAsync(file, AuditCsv.Note(string.Create(CultureInfo.InvariantCulture, $"The file ends here: it holds {Most} entries, the most there can be in one. Narrow the filter to get the older ones.")), cancellationToken);
                return;
            }

            if (batch.Count == 0)
            {
                return;
            }

            before = batch[^1].Number;
        }
    }

    private async Task<IReadOnlyList<AuditRow>> ReadAsync(AuditListQuery query, long before, int most, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var matching = await filter.ApplyAsync(db, query, cancellationToken);
        var entries = await matching.Where(entry => entry.Number < before).OrderByDescending(entry => entry.Number).Take(most).ToListAsync(cancellationToken);
        return await rows.OfAsync(db, entries, cancellationToken);
    }

    private static Task WriteAsync(Stream file, string text, CancellationToken cancellationToken) => file.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken).AsTask();

    private static string Shown(AuditListQuery query) => AuditListAddress.Of(query.FromTheTop()) is var address && address.Length > AuditListAddress.Path.Length ? Uri.UnescapeDataString(address[(AuditListAddress.Path.Length + 1)..]) : "none";
}
