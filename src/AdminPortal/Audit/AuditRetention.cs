using System.Text.Json;
using AdminPortal.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AdminPortal.Audit;

/// <summary>
/// Removes entries that are older than <see cref="AuditOptions.Retention"/>: always from the beginning, never beyond the first entry of an open invitation,
/// and only what is as it was sealed. In one transaction a signed checkpoint is written, the removal noted, the entries removed.
/// </summary>
internal sealed partial class AuditRetention(IDbContextFactory<PortalDb> contexts, IEnumerable<IAuditSubjects> subjects, IOptions<AuditOptions> options, IOptions<StandingFacts> facts, AuditChain chain, TimeProvider clock, ILogger<AuditRetention> logger)
{
    // A transaction holds the writer's lock; an audit of years is removed in many.
    private const int MostAtOnce = 5_000;

    /// <summary>One pass; answers how many entries were removed.</summary>
    public async Task<long> PassAsync(CancellationToken cancellationToken)
    {
        if (options.Value.Retention == TimeSpan.Zero)
        {
            return 0;
        }

        var keepSince = clock.GetUtcNow() - options.Value.Retention;
        foreach (var each in subjects)
        {
            keepSince = await each.NeededSinceAsync(cancellationToken) is { } needed && needed < keepSince ? needed : keepSince;
        }

        var removed = 0L;
        while (await RemoveAsync(keepSince, cancellationToken) is > 0 and var some)
        {
            removed += some;
        }

        return removed;
    }

    private async Task<long> RemoveAsync(DateTimeOffset keepSince, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await db.Database.OpenConnectionAsync(cancellationToken);
        if (chain.FindKey(db.Database.GetDbConnection(), transaction: null) is not { } key || await PlanAsync(db, key, keepSince, cancellationToken) is not { } plan)
        {
            return 0;
        }

        var now = clock.GetUtcNow();
        var told = AuditEntry.Of(now, AuditActor.Portal, ChainAudit.Trimmed, ChainAudit.Subject, JsonSerializer.Serialize(new { count = plan.Count, from = plan.First, to = plan.Last.Number }));
        await db.RemoveAuditAsync(AuditCheckpoint.Sign(key, plan.Last.Number, plan.Last.Seal, now), [.. plan.Carried, told], cancellationToken);
        Log.Removed(logger, plan.Count, plan.Last.Number);
        return plan.Count;
    }

    // Entries only ever come in at the other end, so what is read here in a snapshot is still so when it is removed.
    private async Task<Plan?> PlanAsync(PortalDb db, AuditKey key, DateTimeOffset keepSince, CancellationToken cancellationToken)
    {
        await using var snapshot = ((SqliteConnection)db.Database.GetDbConnection()).BeginTransaction(deferred: true);
        await using var used = await db.Database.UseTransactionAsync(snapshot, cancellationToken);
        var first = await db.AuditEntries.OrderBy(entry => entry.Number).Select(entry => entry.Number).FirstOrDefaultAsync(cancellationToken);
        var kept = await db.AuditEntries.Where(entry => entry.At >= keepSince).OrderBy(entry => entry.Number).Select(entry => (long?)entry.Number).FirstOrDefaultAsync(cancellationToken);
        var newest = await db.AuditEntries.OrderByDescending(entry => entry.Number).Select(entry => entry.Number).FirstOrDefaultAsync(cancellationToken);
        var old = Math.Min(kept ?? long.MaxValue, newest) - 1;
        var last = Math.Min(old, first + MostAtOnce - 1);

        // What one beginning sealed goes as a whole or not at all: half of it could not be checked any more.
        if (StoredEntries.Beginnings(db.Database.GetDbConnection(), snapshot) is [var beginning, ..] && beginning.Number > last)
        {
            last = beginning.Number <= old ? beginning.Number : 0;
        }

        if (first == 0 || last < first)
        {
            return null;
        }

        if (new ChainWalk(db.Database.GetDbConnection(), snapshot, key).Go(anchor: null, last, cancellationToken) is not WalkEnd.Sound { Head: var head } || head.Number != last)
        {
            Log.Broken(logger);
            return null;
        }

        return new Plan(first, head, last - first + 1, await CarriedAsync(db, last, cancellationToken));
    }

    // Some entries are facts that hold until others take their place; they come in again at the end, with the time they have.
    private async Task<List<AuditEntry>> CarriedAsync(PortalDb db, long last, CancellationToken cancellationToken)
    {
        var standing = facts.Value.Actions.ToArray();
        var candidates = await db.AuditEntries.AsNoTracking().Where(entry => standing.Contains(entry.Action)).OrderBy(entry => entry.Number).ToListAsync(cancellationToken);
        return [.. candidates.GroupBy(entry => (entry.Action, entry.Subject)).Select(same => same.Last()).Where(entry => entry.Number <= last)
            .Select(entry => AuditEntry.Of(entry.At, new AuditActor(entry.ActorId, entry.ActorName, entry.From), entry.Action, entry.Subject, entry.Details))];
    }

    private sealed record Plan(long First, ChainHead Last, long Count, IReadOnlyList<AuditEntry> Carried);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "{Count} audit entries up to {Last} were removed for their age")]
        public static partial void Removed(ILogger logger, long count, long last);

        [LoggerMessage(Level = LogLevel.Error, Message = "Nothing is removed from the audit: its old part is not as it was sealed. Press Verify on the audit's page")]
        public static partial void Broken(ILogger logger);
    }
}

/// <summary>Actions whose newest entry about each subject is a fact that somebody still asks for, however old it is.</summary>
public sealed class StandingFacts
{
    /// <summary>Their names.</summary>
    public ISet<string> Actions { get; } = new HashSet<string>(StringComparer.Ordinal);
}
