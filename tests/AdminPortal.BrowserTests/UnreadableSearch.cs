using System.Data.Common;
using AdminPortal.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AdminPortal.BrowserTests;

/// <summary>A database that can't answer a search for one word; everything else in it works, so that nothing but the page that searches is in trouble.</summary>
internal sealed class UnreadableSearch : DbCommandInterceptor
{
    private const int DiskTrouble = 10;

    /// <summary>The word; null while every search is answered.</summary>
    public volatile string? Word;

    /// <summary>Puts it between the portal and its database.</summary>
    public void Register(IServiceCollection services)
    {
        services.ConfigureDbContext<PortalDb>((_, db) => db.AddInterceptors(this), ServiceLifetime.Singleton);

        // Entity Framework logs the trouble that is made here on purpose as an error, and a journey ends by demanding that there is none.
        services.AddLogging(logging => logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.None));
    }

    /// <inheritdoc/>
    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default) =>
        Word is { } word && command.Parameters.Cast<DbParameter>().Any(parameter => parameter.Value is string text && text.Contains(word, StringComparison.Ordinal))
            ? throw new SqliteException("disk I/O error", DiskTrouble)
            : new(result);
}
