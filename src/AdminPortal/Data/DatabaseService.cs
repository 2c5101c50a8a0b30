using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Data;

/// <summary>Brings the database up to date before anything else starts, so that the first request finds it ready.</summary>
internal sealed partial class DatabaseService(IDbContextFactory<PortalDb> contexts, ILogger<DatabaseService> logger) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if ((await db.Database.GetPendingMigrationsAsync(cancellationToken)).Any())
        {
            await MigrateAsync(db, cancellationToken);
        }

        // Kept in the file: readers and the writer don't wait for each other.
        await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL", cancellationToken);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task MigrateAsync(PortalDb db, CancellationToken cancellationToken)
    {
        using var turn = await MigrationTurn.EnterAsync(db.Database.GetDbConnection().DataSource, () => Log.Waits(logger), cancellationToken);

        // Whoever had the turn before may have done it.
        var pending = (await db.Database.GetPendingMigrationsAsync(cancellationToken)).Count();
        if (pending > 0)
        {
            await RemoveLeftOverLockAsync(db, cancellationToken);
            await db.Database.MigrateAsync(cancellationToken);
            Log.Migrated(logger, pending);
        }
    }

    // Entity Framework notes in a row that it migrates, and waits for ever for the row of a process that was killed. While the turn
    // is ours no portal migrates, so the row is such a one. What that process had begun, SQLite has rolled back.
    private async Task RemoveLeftOverLockAsync(PortalDb db, CancellationToken cancellationToken)
    {
        const string Table = "__EFMigrationsLock";
        if (await db.Database.SqlQuery<int>($"SELECT count(*) AS Value FROM sqlite_master WHERE name = {Table}").SingleAsync(cancellationToken) > 0
            && await db.Database.ExecuteSqlRawAsync($"DELETE FROM {Table}", cancellationToken) > 0)
        {
            Log.RemovedLeftOver(logger);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Another process brings the database up to date; waiting for it")]
        public static partial void Waits(ILogger logger);

        [LoggerMessage(Level = LogLevel.Information, Message = "Database brought up to date by {Count} migrations")]
        public static partial void Migrated(ILogger logger, int count);

        [LoggerMessage(Level = LogLevel.Warning, Message = "An earlier start was killed while it brought the database up to date; this one does it again")]
        public static partial void RemovedLeftOver(ILogger logger);
    }
}
