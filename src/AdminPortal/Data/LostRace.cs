using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Data;

/// <summary>Tells a save that came second from one that is broken.</summary>
public static class LostRace
{
    private const int UniqueViolation = 2067;

    /// <summary>Whether somebody else changed the row first, or took the place that a unique index guards.</summary>
    public static bool IsLostRace(this DbUpdateException exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return exception is DbUpdateConcurrencyException || exception.InnerException is SqliteException { SqliteExtendedErrorCode: UniqueViolation };
    }
}
