using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using AdminPortal.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage;

namespace AdminPortal.Audit;

/// <summary>
/// Gives every new entry its number and its seal, in the transaction that writes it. Both follow from the newest entry as the database holds it under the
/// writer's lock, never from memory, so that several processes on one file keep one chain.
/// </summary>
internal sealed partial class AuditChain(AuditFolder folder, AuditAnchor anchor, TimeProvider clock, ILogger<AuditChain> logger)
{
    private readonly Lock _gate = new();
    private AuditKey? _key;
    private string? _trouble;

    /// <summary>The key, if it has been found; otherwise <see cref="WhyNoKey"/> tells.</summary>
    public AuditKey? Key => Volatile.Read(ref _key);

    /// <summary>Why there is no key; null while there is one.</summary>
    public string? WhyNoKey => Key is null ? _trouble : null;

    /// <summary>The newest entries by this call, for <see cref="Committed"/>; null when nothing could be sealed, which keeps nothing from being written.</summary>
    public ChainHead? Seal(PortalDb db, IReadOnlyList<EntityEntry<AuditEntry>> added)
    {
        var (connection, transaction) = (db.Database.GetDbConnection(), db.Database.CurrentTransaction!.GetDbTransaction());
        var key = FindKey(connection, transaction);
        var newest = StoredEntries.Newest(connection, transaction);
        var entries = added.OrderBy(entry => entry.Property(row => row.Number).CurrentValue).ToList();
        if (key is null)
        {
            // An invitation must not be lost because a file is: it stands unsealed, and Verify says so.
            Give(entries, newest?.Number ?? 0, (_, _) => "", "");
            return null;
        }

        if (newest is { Seal: "" } && !StoredEntries.AnySealed(connection, transaction))
        {
            entries.Insert(0, db.AuditEntries.Add(Beginning(connection, transaction, newest.Value.Number + 1, "The chain begins here; what stood before is sealed as it was found.")));
            return Give(entries, newest.Value.Number, key.SealOf, key.Root);
        }

        // Whatever was cut off leaves its gap: the numbers go on after the last one that was given, whose seal the anchor knows.
        // Rows put back from a copy close the gap again.
        var before = newest is { } row ? new ChainHead(row.Number, row.Seal) : new ChainHead(0, key.Root);
        if (anchor.Read(key) is AnchorReading.Holds { Head: var anchored } && anchored.Number > before.Number)
        {
            Log.Cut(logger, before.Number + 1, anchored.Number);
            before = anchored;
        }

        return Give(entries, before.Number, key.SealOf, before.Seal);
    }

    /// <summary>After the commit of what <see cref="Seal"/> prepared.</summary>
    public void Committed(ChainHead? head)
    {
        if (head is not null && Key is { } key)
        {
            anchor.Advance(key, head);
        }
    }

    /// <summary>An entry with which the chain begins anew on purpose: it seals everything before it, whole or not.</summary>
    public ChainHead BeginAnew(PortalDb db)
    {
        var (connection, transaction) = (db.Database.GetDbConnection(), db.Database.CurrentTransaction!.GetDbTransaction());
        var key = folder.ReadKey() ?? folder.MakeKey();
        Volatile.Write(ref _key, key);
        var last = StoredEntries.Newest(connection, transaction)?.Number ?? 0;

        // The old anchor may name what is not there any more; its numbers are not given a second time.
        if (anchor.Read(key) is AnchorReading.Holds { Head.Number: var anchored } && anchored > last)
        {
            last = anchored;
        }

        var entry = db.AuditEntries.Add(Beginning(connection, transaction, last + 1, "An operator let the chain begin anew; what stood before is sealed as it was found."));
        return Give([entry], last, key.SealOf, key.Root);
    }

    /// <summary>Looks for the key, and makes one if nothing was ever sealed.</summary>
    public AuditKey? FindKey(DbConnection connection, DbTransaction? transaction)
    {
        if (Key is { } known)
        {
            return known;
        }

        lock (_gate)
        {
            try
            {
                var found = folder.ReadKey();
                if (found is null && (File.Exists(folder.AnchorFile) || StoredEntries.AnySealed(connection, transaction)))
                {
                    Missing($"The key of the chain, {folder.KeyFile}, is missing.");
                    return null;
                }

                found ??= folder.MakeKey();
                Volatile.Write(ref _key, found);
                return found;
            }
            catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
            {
                Missing($"The key of the chain can't be used: {unreadable.Message}");
                return null;
            }
        }
    }

    private void Missing(string why)
    {
        if (_trouble != why)
        {
            Log.NoKey(logger, why);
        }

        _trouble = why;
    }

    private AuditEntry Beginning(DbConnection connection, DbTransaction transaction, long number, string why)
    {
        var (count, digest) = StoredEntries.DigestBefore(connection, transaction, number, CancellationToken.None);
        Log.Begins(logger, count);
        return AuditEntry.Of(clock.GetUtcNow(), AuditActor.Portal, ChainAudit.Begun, ChainAudit.Subject, JsonSerializer.Serialize(new BeginningDetails(count, digest, why), JsonSerializerOptions.Web));
    }

    private static ChainHead Give(List<EntityEntry<AuditEntry>> entries, long last, Func<AuditFields, string, string> sealOf, string before)
    {
        foreach (var entry in entries)
        {
            var number = entry.Property(row => row.Number);
            (number.CurrentValue, number.IsTemporary) = (++last, false);
            var row = entry.Entity;
            before = sealOf(
                new AuditFields(last, row.At.UtcTicks, row.ActorId, row.ActorName, row.From, row.Outcome.ToString(), row.Action, row.Subject, row.Details),
                before);
            entry.Property(each => each.Seal).CurrentValue = before;
        }

        return new ChainHead(last, before);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Audit entries are written unsealed. {Why}")]
        public static partial void NoKey(ILogger logger, string why);

        [LoggerMessage(Level = LogLevel.Information, Message = "The audit's chain begins and seals {Count} earlier entries")]
        public static partial void Begins(ILogger logger, long count);

        [LoggerMessage(Level = LogLevel.Critical, Message = "Audit entries {First} to {Last} are gone: somebody cut them off, or an older copy of the database was put in place")]
        public static partial void Cut(ILogger logger, long first, long last);
    }
}

/// <summary>What an entry seals with which a chain begins.</summary>
/// <param name="Earlier">How many entries stood before it.</param>
/// <param name="Digest">Of all of them, with their seals.</param>
/// <param name="Why">Why it was written.</param>
internal sealed record BeginningDetails(long Earlier, string Digest, string Why)
{
    /// <summary>Reads it back; null when the text is none.</summary>
    public static BeginningDetails? Read(string details)
    {
        try
        {
            return JsonSerializer.Deserialize<BeginningDetails>(details, JsonSerializerOptions.Web);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Earlier} entries, {Digest}");
}
