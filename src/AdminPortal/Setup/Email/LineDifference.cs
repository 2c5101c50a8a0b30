namespace AdminPortal.Setup;

/// <summary>Which lines of a text are new, gone or the same.</summary>
public static class LineDifference
{
    // More than this and the middle is shown as replaced whole: the table of a finer look would not fit.
    private const int MostComparisons = 4_000_000;
    private const int Around = 2;

    /// <summary>The changed lines with two unchanged ones around them; empty when nothing differs.</summary>
    public static IReadOnlyList<DifferenceLine> Of(string before, string after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var (old, now) = (Lines(before), Lines(after));
        var start = 0;
        while (start < old.Length && start < now.Length && old[start] == now[start])
        {
            start++;
        }

        var (oldEnd, nowEnd) = (old.Length, now.Length);
        while (oldEnd > start && nowEnd > start && old[oldEnd - 1] == now[nowEnd - 1])
        {
            (oldEnd, nowEnd) = (oldEnd - 1, nowEnd - 1);
        }

        if (start == oldEnd && start == nowEnd)
        {
            return [];
        }

        var lines = new List<DifferenceLine>();
        lines.AddRange(old[..start].Select(text => new DifferenceLine(LineChange.Same, text)));
        lines.AddRange(Middle(old[start..oldEnd], now[start..nowEnd]));
        lines.AddRange(old[oldEnd..].Select(text => new DifferenceLine(LineChange.Same, text)));
        return Shorten(lines);
    }

    private static string[] Lines(string text) => text.Length == 0 ? [] : text.ReplaceLineEndings("\n").Split('\n');

    private static List<DifferenceLine> Middle(string[] old, string[] now)
    {
        if ((long)old.Length * now.Length > MostComparisons)
        {
            return [.. old.Select(text => new DifferenceLine(LineChange.Gone, text)), .. now.Select(text => new DifferenceLine(LineChange.New, text))];
        }

        // longest[i, j]: how many lines the rests from i and j have in common, in order.
        var longest = new int[old.Length + 1, now.Length + 1];
        for (var i = old.Length - 1; i >= 0; i--)
        {
            for (var j = now.Length - 1; j >= 0; j--)
            {
                longest[i, j] = old[i] == now[j] ? longest[i + 1, j + 1] + 1 : Math.Max(longest[i + 1, j], longest[i, j + 1]);
            }
        }

        return Walk(old, now, longest);
    }

    private static List<DifferenceLine> Walk(string[] old, string[] now, int[,] longest)
    {
        var lines = new List<DifferenceLine>();
        var (i, j) = (0, 0);
        while (i < old.Length || j < now.Length)
        {
            if (i < old.Length && j < now.Length && old[i] == now[j])
            {
                lines.Add(new DifferenceLine(LineChange.Same, old[i]));
                (i, j) = (i + 1, j + 1);
            }
            else if (j == now.Length || (i < old.Length && longest[i + 1, j] >= longest[i, j + 1]))
            {
                lines.Add(new DifferenceLine(LineChange.Gone, old[i++]));
            }
            else
            {
                lines.Add(new DifferenceLine(LineChange.New, now[j++]));
            }
        }

        return lines;
    }

    private static List<DifferenceLine> Shorten(List<DifferenceLine> lines)
    {
        var shown = new List<DifferenceLine>();
        var skipped = 0;
        for (var at = 0; at < lines.Count; at++)
        {
            var isNear = lines[Math.Max(0, at - Around)..Math.Min(lines.Count, at + Around + 1)].Exists(line => line.Change != LineChange.Same);
            if (!isNear)
            {
                skipped++;
                continue;
            }

            Skip(shown, skipped);
            skipped = 0;
            shown.Add(lines[at]);
        }

        Skip(shown, skipped);
        return shown;
    }

    private static void Skip(List<DifferenceLine> shown, int skipped)
    {
        if (skipped > 0)
        {
            shown.Add(new DifferenceLine(LineChange.Left, skipped == 1 ? "1 line is the same" : $"{skipped} lines are the same"));
        }
    }
}

/// <summary>A line of a difference.</summary>
public sealed record DifferenceLine(LineChange Change, string Text);

/// <summary>What became of a line.</summary>
public enum LineChange
{
    /// <summary>It stands in both.</summary>
    Same,

    /// <summary>It is only in the new text.</summary>
    New,

    /// <summary>It is only in the old text.</summary>
    Gone,

    /// <summary>Stands for lines that are the same and left out; its text says how many.</summary>
    Left,
}
