namespace AdminPortal.Audit;

/// <summary>
/// The triggers that let the database itself refuse every change of the audit. A migration runs <see cref="Create"/>; so does every start, because
/// a later migration that rebuilds the table drops them with it.
/// </summary>
public static class AppendOnly
{
    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names { get; } = ["AuditEntries_NoUpdate", "AuditEntries_NoDelete", "AuditEntries_NoReplace", "AuditCheckpoints_NoUpdate", "AuditCheckpoints_NoDelete"];

    /// <summary>
    /// Makes those that are not there. Only what a checkpoint covers can be removed. INSERT OR REPLACE would remove a row without asking a DELETE trigger,
    /// therefore the third one.
    /// </summary>
    public const string Create = """
        CREATE TRIGGER IF NOT EXISTS AuditEntries_NoUpdate BEFORE UPDATE ON AuditEntries
        BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
        CREATE TRIGGER IF NOT EXISTS AuditEntries_NoDelete BEFORE DELETE ON AuditEntries
        WHEN OLD.Number > coalesce((SELECT max(Number) FROM AuditCheckpoints), 0)
        BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
        CREATE TRIGGER IF NOT EXISTS AuditEntries_NoReplace BEFORE INSERT ON AuditEntries
        WHEN EXISTS (SELECT 1 FROM AuditEntries WHERE Number = NEW.Number)
        BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
        CREATE TRIGGER IF NOT EXISTS AuditCheckpoints_NoUpdate BEFORE UPDATE ON AuditCheckpoints
        BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
        CREATE TRIGGER IF NOT EXISTS AuditCheckpoints_NoDelete BEFORE DELETE ON AuditCheckpoints
        BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
        """;

    /// <summary>Takes them away again.</summary>
    public const string Drop = """
        DROP TRIGGER IF EXISTS AuditEntries_NoUpdate;
        DROP TRIGGER IF EXISTS AuditEntries_NoDelete;
        DROP TRIGGER IF EXISTS AuditEntries_NoReplace;
        DROP TRIGGER IF EXISTS AuditCheckpoints_NoUpdate;
        DROP TRIGGER IF EXISTS AuditCheckpoints_NoDelete;
        """;
}
