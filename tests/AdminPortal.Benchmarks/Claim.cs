using System.Text;

namespace AdminPortal.Benchmarks;

/// <summary>One line of the table; <paramref name="Held"/> is null where a figure stands only for comparison.</summary>
internal sealed record Claim(string Name, string What, string Target, string Figure, bool? Held);

/// <summary>The claims as a table that reads on a terminal and in a note alike.</summary>
internal static class ClaimTable
{
    private static readonly string[] Head = ["", "Claim", "Target", "This run", "Held"];

    public static string Of(IReadOnlyList<Claim> claims)
    {
        List<string[]> rows = [Head, .. claims.Select(claim => new[] { claim.Name, claim.What, claim.Target, claim.Figure, claim.Held switch { true => "yes", false => "NO", null => "" } })];
        var widths = Head.Select((_, column) => rows.Max(row => row[column].Length)).ToArray();
        var text = new StringBuilder();
        foreach (var (row, number) in rows.Select((row, number) => (row, number)))
        {
            text.Append("| ").AppendJoin(" | ", row.Select((cell, column) => cell.PadRight(widths[column]))).AppendLine(" |");
            if (number == 0)
            {
                text.Append('|').AppendJoin('|', widths.Select(width => new string('-', width + 2))).AppendLine("|");
            }
        }

        return text.ToString();
    }
}
