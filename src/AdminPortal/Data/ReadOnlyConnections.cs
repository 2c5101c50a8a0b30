using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace AdminPortal.Data;

/// <summary>Lets go of connections that were opened while the file could not be written: SQLite opens it for reading then, and such a connection stays read-only however the file changes.</summary>
internal sealed class ReadOnlyConnections : SaveChangesInterceptor
{
    private const int ReadOnly = 8;

    public override void SaveChangesFailed(DbContextErrorEventData eventData) => LetGo(eventData);

    public override Task SaveChangesFailedAsync(DbContextErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        LetGo(eventData);
        return Task.CompletedTask;
    }

    private static void LetGo(DbContextErrorEventData failed)
    {
        if ((failed.Exception as SqliteException ?? failed.Exception.InnerException) is SqliteException { SqliteErrorCode: ReadOnly } && failed.Context?.Database.GetDbConnection() is SqliteConnection connection)
        {
            SqliteConnection.ClearPool(connection);
        }
    }
}
