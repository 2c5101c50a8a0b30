using Microsoft.Data.Sqlite;

namespace AdminPortal.Data;

/// <summary>Where the durable record lies on the disk.</summary>
internal static class DatabaseFile
{
    /// <summary>The full path of the database file; null when the record is kept in memory, or the setting is malformed.</summary>
    public static string? Of(IConfiguration configuration, IHostEnvironment environment)
    {
        try
        {
            var set = configuration.GetConnectionString("Portal") is { Length: > 0 } text ? text : new DatabasePlace().ConnectionString;
            var settings = new SqliteConnectionStringBuilder(set);
            return settings.Mode == SqliteOpenMode.Memory || settings.DataSource is "" or ":memory:" ? null : Path.GetFullPath(settings.DataSource, environment.ContentRootPath);
        }
        catch (Exception malformed) when (malformed is ArgumentException or FormatException or InvalidOperationException)
        {
            return null;
        }
    }
}
