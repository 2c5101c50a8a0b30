using System.Data.Common;
using System.Globalization;

namespace AdminPortal.Audit;

/// <summary>Goes along the chain from where it can begin to its end and stops at the first position that is not as it was sealed. Holds one entry at a time.</summary>
internal sealed class ChainWalk(DbConnection connection, DbTransaction transaction, AuditKey key)
{
    /// <summary>Where the chain stands after the walk, or where it broke.</summary>
    /// <param name="anchor">The head as it was known before the reading began.</param>
    /// <param name="last">Goes no further than this entry.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public WalkEnd Go(ChainHead? anchor, long last, CancellationToken cancellationToken)
    {
        if (Begin(cancellationToken) is not WalkEnd.Sound start)
        {
            return _broken!;
        }

        var (number, seal, count) = (start.Head.Number, start.Head.Seal, start.Count);
        using var rows = StoredEntries.Between(connection, transaction, number + 1, last).GetEnumerator();
        for (var any = rows.MoveNext(); any;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var row = rows.Current;
            if (row.Number != number + 1)
            {
                return new WalkEnd.Broken(number + 1, row.Number == number + 2 ? $"Entry {number + 1} is missing." : $"Entries {number + 1} to {row.Number - 1} are missing.", null, null, number);
            }

            var expected = key.SealOf(row.Fields, seal);
            any = rows.MoveNext();
            if (row.Seal != expected)
            {
                return new WalkEnd.Broken(row.Number, WhatIsWrong(row, any ? rows.Current : null), expected, row.Seal, number);
            }

            if (anchor?.Number == row.Number && anchor.Seal != row.Seal)
            {
                return new WalkEnd.Broken(row.Number, $"Entry {row.Number} is not the one that the head anchor knows.", anchor.Seal, row.Seal, number);
            }

            (number, seal, count) = (row.Number, row.Seal, count + 1);
        }

        return anchor?.Number > number && last == long.MaxValue
            ? new WalkEnd.Broken(number + 1, number + 1 == anchor.Number ? $"The last entry, {anchor.Number}, is missing." : $"The last entries, {number + 1} to {anchor.Number}, are missing.", anchor.Seal, null, number)
            : new WalkEnd.Sound(new ChainHead(number, seal), count, start.First);
    }

    private WalkEnd.Broken? _broken;

    // The newest of: a signed checkpoint, an entry with which a chain begins, the very beginning.
    private WalkEnd.Sound? Begin(CancellationToken cancellationToken)
    {
        var checkpoint = ReadCheckpoint();
        var beginning = StoredEntries.Beginnings(connection, transaction).Cast<StoredEntry?>().FirstOrDefault(entry => key.SealOf(entry!.Value.Fields, key.Root) == entry.Value.Seal);
        if (checkpoint is not null && checkpoint.Number >= (beginning?.Number ?? 0))
        {
            return key.SignatureOf(checkpoint) != checkpoint.Signature
                ? Stop(checkpoint.Number, $"The checkpoint up to entry {checkpoint.Number} was not signed with the key of the chain: entries may have been removed under it.", null, null)
                : NothingBefore(checkpoint.Number + 1, new WalkEnd.Sound(new ChainHead(checkpoint.Number, checkpoint.Seal), 0, checkpoint.Number + 1));
        }

        if (beginning is not { } first)
        {
            return NothingBefore(1, new WalkEnd.Sound(new ChainHead(0, key.Root), 0, 1));
        }

        var sealedThen = BeginningDetails.Read(first.Fields.Details);
        var found = StoredEntries.DigestBefore(connection, transaction, first.Number, cancellationToken);
        if (sealedThen is null || sealedThen.Digest != found.Digest)
        {
            var position = StoredEntries.FirstBefore(connection, transaction, first.Number) ?? 1;
            return Stop(position, $"Entries {position} to {first.Number - 1} are not as entry {first.Number} sealed them: it sealed {Counted(sealedThen?.Earlier ?? 0)}, there are {Counted(found.Count)}, and one seal covers them all.", sealedThen?.Digest, found.Digest);
        }

        return new WalkEnd.Sound(new ChainHead(first.Number, first.Seal), found.Count + 1, StoredEntries.FirstBefore(connection, transaction, first.Number) ?? first.Number);
    }

    private WalkEnd.Sound? NothingBefore(long number, WalkEnd.Sound start) =>
        StoredEntries.FirstBefore(connection, transaction, number) is { } stray
            ? Stop(stray, $"Entry {stray} stands before the beginning of the chain, {number}: it was put there.", null, null)
            : start;

    private WalkEnd.Sound? Stop(long position, string what, string? expected, string? found)
    {
        _broken = new WalkEnd.Broken(position, what, expected, found, null);
        return null;
    }

    // When the next one follows from what is written here, only this one's content is another; otherwise more than one was moved.
    private string WhatIsWrong(StoredEntry row, StoredEntry? next) => row.Seal.Length == 0
        ? $"Entry {row.Number} is not sealed: it was put there past the portal, or written while the key was missing."
        : next is { } following && following.Number == row.Number + 1 && key.SealOf(following.Fields, row.Seal) == following.Seal
            ? $"Entry {row.Number} was changed after it was sealed."
            : $"Entry {row.Number} does not fit the one before it: it was changed, put there, or changed places.";

    private AuditCheckpoint? ReadCheckpoint()
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = """SELECT "Number", "Seal", "At", "Signature" FROM "AuditCheckpoints" ORDER BY "Number" DESC LIMIT 1""";
        using var row = command.ExecuteReader();
        return row.Read()
            ? AuditCheckpoint.Read(row.GetInt64(0), row.GetValue(1) as string ?? "", row.GetValue(2) is long ticks and >= 0 && ticks <= DateTime.MaxValue.Ticks ? ticks : 0, row.GetValue(3) as string ?? "")
            : null;
    }

    private static string Counted(long count) => count is 1 ? "1 entry" : string.Create(CultureInfo.InvariantCulture, $"{count} entries");
}

/// <summary>How a walk along the chain ended.</summary>
internal abstract record WalkEnd
{
    private WalkEnd()
    {
    }

    /// <summary>Everything is as it was sealed.</summary>
    public sealed record Sound(ChainHead Head, long Count, long First) : WalkEnd;

    /// <summary>The first position that is not.</summary>
    public sealed record Broken(long Position, string What, string? Expected, string? Found, long? LastSound) : WalkEnd;
}
