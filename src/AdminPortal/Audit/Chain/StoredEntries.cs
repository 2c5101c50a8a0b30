using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;

namespace AdminPortal.Audit;

/// <summary>An entry exactly as it lies in the database, whatever somebody may have put there.</summary>
internal readonly record struct StoredEntry(AuditFields Fields, string Seal)
{
    public long Number => Fields.Number;
}

/// <summary>Reads the audit past Entity Framework: a value it could not convert must be judged, not thrown at.</summary>
internal static class StoredEntries
{
    private const string Columns = """SELECT "Number", "At", "ActorId", "ActorName", "From", "Outcome", "Action", "Subject", "Details", "Seal" FROM "AuditEntries" """;

    /// <summary>Entries from one number to another, in order, one at a time.</summary>
    public static IEnumerable<StoredEntry> Between(DbConnection connection, DbTransaction? transaction, long first, long last)
    {
        using var command = Command(connection, transaction, Columns + """WHERE "Number" BETWEEN @first AND @last ORDER BY "Number" """, ("@first", first), ("@last", last));
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            yield return Entry(reader);
        }
    }

    /// <summary>The newest entry; null when there is none.</summary>
    public static StoredEntry? Newest(DbConnection connection, DbTransaction? transaction) =>
        First(connection, transaction, Columns + """ORDER BY "Number" DESC LIMIT 1""");

    /// <summary>The entries that say a chain begins with them, newest first; whether that is so their seal must tell.</summary>
    public static IReadOnlyList<StoredEntry> Beginnings(DbConnection connection, DbTransaction? transaction)
    {
        using var command = Command(connection, transaction, Columns + """WHERE "Action" = @action ORDER BY "Number" DESC LIMIT 100""", ("@action", ChainAudit.Begun));
        using var reader = command.ExecuteReader();
        var found = new List<StoredEntry>();
        while (reader.Read())
        {
            found.Add(Entry(reader));
        }

        return found;
    }

    /// <summary>Whether any entry is sealed.</summary>
    public static bool AnySealed(DbConnection connection, DbTransaction? transaction) => Scalar(connection, transaction, """SELECT EXISTS (SELECT 1 FROM "AuditEntries" WHERE "Seal" <> '')""") is 1L;

    /// <summary>How many entries stand before a number, and a digest of them all with their seals.</summary>
    public static (long Count, string Digest) DigestBefore(DbConnection connection, DbTransaction? transaction, long number, CancellationToken cancellationToken)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (count, bytes) = (0L, new System.Buffers.ArrayBufferWriter<byte>(512));
        foreach (var entry in Between(connection, transaction, long.MinValue, number - 1))
        {
            cancellationToken.ThrowIfCancellationRequested();
            bytes.ResetWrittenCount();
            entry.Fields.WriteTo(bytes);
            AuditFields.Write(bytes, entry.Seal);
            digest.AppendData(bytes.WrittenSpan);
            count++;
        }

        return (count, Convert.ToHexStringLower(digest.GetHashAndReset()));
    }

    /// <summary>The number of the first entry that stands before another one; null when none does.</summary>
    public static long? FirstBefore(DbConnection connection, DbTransaction? transaction, long number) =>
        Scalar(connection, transaction, """SELECT min("Number") FROM "AuditEntries" WHERE "Number" < @number""", ("@number", number)) as long?;

    /// <summary>One value.</summary>
    public static object? Scalar(DbConnection connection, DbTransaction? transaction, string sql, params ReadOnlySpan<(string Name, object Value)> values)
    {
        using var command = Command(connection, transaction, sql, values);
        return command.ExecuteScalar();
    }

    private static StoredEntry? First(DbConnection connection, DbTransaction? transaction, string sql)
    {
        using var command = Command(connection, transaction, sql);
        using var reader = command.ExecuteReader();
        return reader.Read() ? Entry(reader) : null;
    }

    private static DbCommand Command(DbConnection connection, DbTransaction? transaction, string sql, params ReadOnlySpan<(string Name, object Value)> values)
    {
        var command = connection.CreateCommand();
        command.Transaction = transaction;
#pragma warning disable CA2100 // Every text is a constant of this house.
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var (name, value) in values)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }

        return command;
    }

    private static StoredEntry Entry(DbDataReader row) => new(
        new AuditFields(row.GetInt64(0), row.GetValue(1) is long ticks ? ticks : long.MinValue, Text(row, 2), Text(row, 3), Text(row, 4), Text(row, 5), Text(row, 6), Text(row, 7), Text(row, 8)),
        Text(row, 9));

    private static string Text(DbDataReader row, int column) => row.GetValue(column) switch
    {
        string text => text,
        byte[] bytes => $"x'{Convert.ToHexStringLower(bytes)}'",
        DBNull => "",
        var other => Convert.ToString(other, CultureInfo.InvariantCulture) ?? "",
    };
}
