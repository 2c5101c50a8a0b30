using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Data;

/// <summary>Tells a save that came second from one that is broken.</summary>
public static class LostRace
{
    private const int UniqueViolation = 2067;
    private const int PrimaryKeyViolation = 1555;

    // A list of addresses may lose to as many others, one address at a time; whoever loses this often has a bug behind it.
    private const int Rounds = 20;

    /// <summary>Looks, decides and saves with a context of its own each time, until nobody else came first between the look and the save.</summary>
    public static async Task<T> LookAgainAsync<T>(Func<Task<T>> lookAndSave)
    {
        ArgumentNullException.ThrowIfNull(lookAndSave);
        for (var round = 1; ; round++)
        {
            try
            {
                return await lookAndSave();
            }
            catch (DbUpdateException lostRace) when (round < Rounds && lostRace.IsLostRace())
            {
                // Nothing of ours was saved.
            }
        }
    }

    /// <summary>Whether somebody else changed the row first, or took the place that a unique index or a key guards.</summary>
    public static bool IsLostRace(this DbUpdateException exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return exception is DbUpdateConcurrencyException || exception.InnerException is SqliteException { SqliteExtendedErrorCode: UniqueViolation or PrimaryKeyViolation };
    }
}
