using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Data;

/// <summary>Tells a database that does not do its work from a bug of ours.</summary>
public static class StorageTrouble
{
    /// <summary>Whether reading or saving failed in the database: what was asked may be tried again later.</summary>
    /// <remarks>Entity Framework lets a failed read through as it is and wraps a failed save in an exception that is no <see cref="DbException"/>.</remarks>
    public static bool IsStorageTrouble(this Exception exception) => exception is DbException or DbUpdateException or TimeoutException;
}
