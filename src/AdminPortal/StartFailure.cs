using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Connections;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace AdminPortal;

/// <summary>Turns what keeps the portal from starting into lines an operator can act on; anything else stays an exception.</summary>
public static partial class StartFailure
{
    /// <summary>The lines to print, or null when the failure is a bug rather than a setting.</summary>
    public static IReadOnlyList<string>? Explain(Exception failure) => failure switch
    {
        MissingSettingsException missing => missing.Lines,
        OptionsValidationException invalid => [.. invalid.Failures],
        AggregateException several => ExplainAll(several),
        InvalidOperationException { Source: "Microsoft.Extensions.Configuration.Binder" } unreadable => [Unreadable(unreadable)],
        InvalidDataException { InnerException: FormatException { InnerException: JsonException broken } } file => [NotJson(file, broken)],
        IOException { InnerException: AddressInUseException } => [$"{failure.Message} Stop the program that listens there or choose another address: --urls http://localhost:5090"],
        SqliteException database => [$"The database can't be used: {database.Message} Look at ConnectionStrings:Portal, at the rights on the file and its folder, and at the room on its disk."],
        _ => null,
    };

    private static List<string>? ExplainAll(AggregateException several)
    {
        var lines = new List<string>();
        foreach (var failure in several.InnerExceptions)
        {
            if (Explain(failure) is not { } explained)
            {
                return null;
            }

            lines.AddRange(explained);
        }

        return lines;
    }

    // The binder's exception carries key, value and type only in its message. Secrets are strings, which always convert,
    // so no secret can stand in it.
    private static string Unreadable(InvalidOperationException failure)
    {
        var found = BinderMessage().Match(failure.Message);
        if (!found.Success)
        {
            return failure.Message;
        }

        var wanted = found.Groups["type"].Value switch
        {
            "System.TimeSpan" => "a duration such as 7.00:00:00 (days.hours:minutes:seconds)",
            "System.Boolean" => "true or false",
            "System.Int32" or "System.Int64" => "a whole number",
            "System.Uri" => "an address such as https://portal.acme.com",
            var type => $"a {type}",
        };
        return $"{found.Groups["key"].Value} must be {wanted}; it is \"{found.Groups["value"].Value}\".";
    }

    private static string NotJson(InvalidDataException file, JsonException broken)
        => $"{file.Message} It is not valid JSON{(broken.LineNumber is { } line ? $" (line {line + 1})" : "")}: look for a missing comma or quote.";

    [GeneratedRegex("value '(?<value>.*)' at '(?<key>[^']+)' to type '(?<type>[^']+)'", RegexOptions.ExplicitCapture | RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex BinderMessage();
}
