using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace AdminPortal.Data;

/// <summary>Where the durable record is kept: <c>ConnectionStrings:Portal</c>.</summary>
internal sealed class DatabasePlace
{
    /// <summary>As it was set, or the default.</summary>
    public string ConnectionString { get; set; } = "Data Source=data/portal.db";
}

/// <summary>Finds out before anything starts whether the database can be opened and written, so that an operator reads a line instead of a stack trace.</summary>
internal sealed class DatabasePlaceValidator(IHostEnvironment environment) : IValidateOptions<DatabasePlace>
{
    private const string Key = "ConnectionStrings:Portal";
    private const int NotADatabase = 26;
    private const int Damaged = 11;
    private const int Busy = 5;

    public ValidateOptionsResult Validate(string? name, DatabasePlace options)
    {
        var place = Shown(options.ConnectionString);
        try
        {
            Try(SqliteSetup.Resolve(options.ConnectionString, environment.ContentRootPath));
            return ValidateOptionsResult.Success;
        }
        catch (Exception malformed) when (malformed is ArgumentException or FormatException or InvalidOperationException)
        {
            return ValidateOptionsResult.Fail($"{Key} must be a SQLite connection string such as \"Data Source=data/portal.db\"; it is \"{place}\".");
        }
        catch (Exception unusable) when (unusable is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return ValidateOptionsResult.Fail($"{Key} is \"{place}\", in a folder that can't be used ({OneLine(unusable.Message)}): name another file, or make its folder writable.");
        }
        catch (SqliteException closed)
        {
            return ValidateOptionsResult.Fail(closed.SqliteErrorCode switch
            {
                NotADatabase => $"{Key} is \"{place}\", a file that is not a SQLite database: name another file, or move this one away.",
                Damaged => $"{Key} is \"{place}\", a database that is damaged: put a backup in its place.",
                _ => $"{Key} is \"{place}\", which can't be opened for writing ({OneLine(closed.Message)}): name another file, or make this one and its folder writable.",
            });
        }
    }

    // A change that is taken back asks for everything: that the file is there or can be made, is a database, and takes changes. The writer's
    // lock alone would not: of a file that can only be read SQLite gives it, and refuses the first change.
    private static void Try(string connectionString)
    {
        var place = new SqliteConnectionStringBuilder(connectionString) { Pooling = false, DefaultTimeout = 1 };
        if (place.Mode != SqliteOpenMode.ReadWriteCreate || place.DataSource is "" or ":memory:" || File.Exists(place.DataSource))
        {
            Try(place);
            return;
        }

        // A file beside it tells as much. Whoever only asks, as the check in a terminal does, leaves none that another user's portal could not write.
        place.DataSource = $"{place.DataSource}.{Path.GetRandomFileName()}.probe";
        try
        {
            Try(place);
        }
        finally
        {
            File.Delete(place.DataSource);
        }
    }

    private static void Try(SqliteConnectionStringBuilder place)
    {
        using var connection = new SqliteConnection(place.ConnectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "BEGIN IMMEDIATE; CREATE TABLE Probe (Number INTEGER); ROLLBACK;";
        try
        {
            command.ExecuteNonQuery();
        }
        catch (SqliteException taken) when (taken.SqliteErrorCode is Busy)
        {
            // Somebody else is writing in it just now, so it can be written.
        }
    }

    // A password may stand in it, and in a malformed one nobody knows where it ends.
    private static string Shown(string connectionString) =>
        connectionString.Contains("password", StringComparison.OrdinalIgnoreCase) || connectionString.Contains("pwd", StringComparison.OrdinalIgnoreCase)
            ? "(hidden, a password stands in it)"
            : OneLine(connectionString);

    private static string OneLine(string text) => string.Join(' ', text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
