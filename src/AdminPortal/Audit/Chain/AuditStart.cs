using AdminPortal.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AdminPortal.Audit;

/// <summary>Before anything else writes: the triggers stand, the key is there, the chain has begun. Runs after the database is up to date.</summary>
internal sealed partial class AuditStart(IDbContextFactory<PortalDb> contexts, AuditFolder folder, AuditChain chain, SettingsWatch settings, WriterTurns turns, ILogger<AuditStart> logger) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        if (folder.Trouble() is { } trouble)
        {
            throw new OptionsValidationException(nameof(AuditOptions), typeof(AuditOptions), [trouble]);
        }

        await using (var db = await contexts.CreateDbContextAsync(cancellationToken))
        {
            using (await turns.EnterAsync(cancellationToken))
            {
                await db.Database.ExecuteSqlRawAsync(AppendOnly.Create, cancellationToken);
            }

            if (File.Exists(folder.BeginAnewFile))
            {
                await db.BeginAuditAnewAsync(cancellationToken);

                // A crash before this line begins a second time, which harms nothing.
                File.Delete(folder.BeginAnewFile);
                Log.BegunAnew(logger);
            }

            await BeginAsync(db, cancellationToken);
        }

        await settings.LookAsync(cancellationToken);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // Rows from before the chain are sealed now and not with the first entry that happens to come.
    private async Task BeginAsync(PortalDb db, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        var connection = db.Database.GetDbConnection();
        if (chain.FindKey(connection, transaction: null) is not null && StoredEntries.Newest(connection, transaction: null) is { Seal: "" } && !StoredEntries.AnySealed(connection, transaction: null))
        {
            await db.BeginAuditAnewAsync(cancellationToken);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The audit's chain begins anew, as the file begin-anew asked")]
        public static partial void BegunAnew(ILogger logger);
    }
}
