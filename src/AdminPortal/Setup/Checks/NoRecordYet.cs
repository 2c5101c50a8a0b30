using AdminPortal.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace AdminPortal.Setup;

/// <summary>Whether there is a record at all: the check in a terminal may run before the portal ever did, and leaves no file behind that another user's portal could not write.</summary>
internal static class NoRecordYet
{
    /// <summary>True when the portal has never been started; asking makes no file.</summary>
    public static async Task<bool> HasNoRecordAsync(this PortalDb db, CancellationToken cancellationToken) =>
        !await db.Database.GetService<IRelationalDatabaseCreator>().ExistsAsync(cancellationToken)
        || !(await db.Database.GetAppliedMigrationsAsync(cancellationToken)).Any();
}
