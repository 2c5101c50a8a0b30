using System.Globalization;
using Microsoft.Extensions.Options;

namespace AdminPortal.Audit;

/// <summary>Where the audit keeps what must not lie in its database, and how long entries stay.</summary>
public sealed class AuditOptions
{
    /// <summary>Where these settings stand.</summary>
    public const string Section = "Audit";

    /// <summary>Shortest time after which entries may be removed: less is a mistake in writing.</summary>
    public static readonly TimeSpan ShortestRetention = TimeSpan.FromDays(1);

    /// <summary>The folder of key and head anchor; beside the database file, as "portal.db.audit", when empty.</summary>
    public string Folder { get; set; } = "";

    /// <summary>How old an entry must be before it is removed; zero keeps everything for ever.</summary>
    public TimeSpan Retention { get; set; }
}

/// <summary>Finds every unusable setting and says which, what it is and what helps.</summary>
internal sealed class AuditOptionsValidator(IConfiguration configuration, IHostEnvironment environment) : IValidateOptions<AuditOptions>
{
    public ValidateOptionsResult Validate(string? name, AuditOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var problems = new List<string>();
        if (options.Retention != TimeSpan.Zero && options.Retention < AuditOptions.ShortestRetention)
        {
            problems.Add($"Audit:Retention must be 0 (keep everything) or at least 1 day; it is {options.Retention.ToString("c", CultureInfo.InvariantCulture)}. Write days.hours:minutes:seconds, for example 365.00:00:00.");
        }

        if (AuditFolder.Find(options, configuration, environment) is not { } folder)
        {
            problems.Add("Audit:Folder must be set when the database is no file: key and head anchor of the audit's chain are kept there.");
        }
        else if (folder.Trouble() is { } trouble)
        {
            problems.Add(trouble);
        }

        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
