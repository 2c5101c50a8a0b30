using System.Globalization;
using System.Text;

namespace AdminPortal.Audit;

/// <summary>Entries as lines of a CSV file (RFC 4180) that a spreadsheet opens without running anything.</summary>
internal static class AuditCsv
{
    // Spreadsheets take a cell that begins with one of these for a formula.
    private const string Formulas = "=+-@\t\r";

    /// <summary>Tells a spreadsheet that the file is UTF-8.</summary>
    public static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>The names of the columns.</summary>
    public static string Heading => Line("Entry", "When (UTC)", "Who", "Account", "From", "Outcome", "Action", "What", "About", "About (id)", "Details", "Seal");

    /// <summary>One entry.</summary>
    public static string Of(AuditRow row) => Line(
        row.Number.ToString(CultureInfo.InvariantCulture),
        row.At.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
        row.Who,
        row.ActorId,
        row.From,
        row.Outcome.ToString(),
        row.Action,
        row.What.Words,
        row.About?.Name ?? "",
        row.Subject,
        AuditWords.Shown(row.Action, row.Details),
        row.Seal);

    /// <summary>A line that says something about the file itself.</summary>
    public static string Note(string text) => Line(text);

    private static string Line(params ReadOnlySpan<string> cells)
    {
        var line = new StringBuilder();
        foreach (var cell in cells)
        {
            line.Append(line.Length == 0 ? "" : ",").Append(Cell(cell));
        }

        return line.Append("\r\n").ToString();
    }

    private static string Cell(string text)
    {
        var safe = text.Length > 0 && Formulas.Contains(text[0], StringComparison.Ordinal) ? $"'{text}" : text;
        return safe.AsSpan().ContainsAny(",\"\r\n") ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }
}
