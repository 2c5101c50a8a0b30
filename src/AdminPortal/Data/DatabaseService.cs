using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Data;

/// <summary>Brings the database up to date before anything else starts, so that the first request finds it ready.</summary>
internal sealed partial class DatabaseService(IDbContextFactory<PortalDb> contexts, ILogger<DatabaseService> logger) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var pending = (await db.Database.GetPendingMigrationsAsync(cancellationToken)).ToList();
        if (pending.Count > 0)
        {
            await db.Database.MigrateAsync(cancellationToken);
            Log.Migrated(logger, pending.Count);
        }

        // Kept in the file: readers and the writer don't wait for each other.
        await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL", cancellationToken);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Database brought up to date by {Count} migrations")]
        public static partial void Migrated(ILogger logger, int count);
    }
}
