namespace AdminPortal.Audit;

/// <summary>Tells an entry that somebody has made unreadable from a bug of ours.</summary>
internal static class UnreadableEntry
{
    /// <summary>Whether a value in the database could not be converted: a date that is none, an outcome that is none.</summary>
    public static bool IsUnreadableEntry(this Exception exception) => exception is InvalidOperationException or InvalidCastException or ArgumentException or FormatException;
}
