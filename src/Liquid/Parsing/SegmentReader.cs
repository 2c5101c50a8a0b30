namespace Liquid.Parsing;

/// <summary>Cuts a source into text, outputs and tags, and takes away the white space that {%- and -%} ask for.</summary>
internal sealed class SegmentReader(string source)
{
    private readonly List<Segment> segments = [];
    private int position;
    private bool trimNextText;

    public IReadOnlyList<Segment> Read()
    {
        while (position < source.Length)
        {
            if (Starts("{%"))
            {
                ReadTag();
            }
            else if (Starts("{{"))
            {
                ReadOutput();
            }
            else
            {
                ReadText();
            }
        }

        return segments;
    }

    private void ReadText()
    {
        var start = position;
        while (position < source.Length && !Starts("{%") && !Starts("{{"))
        {
            position++;
        }

        AddText(source[start..position], start);
    }

    private void ReadOutput()
    {
        var start = position;
        for (position += 2; position < source.Length; position++)
        {
            if (source[position] is '"' or '\'')
            {
                SkipQuoted();
            }
            else if (Starts("}}"))
            {
                Add(SegmentKind.Output, start);
                return;
            }
        }

        throw new LiquidFault(start, $"the output {Excerpt(start)} is not closed by }}}}");
    }

    private void SkipQuoted()
    {
        var quote = source[position];
        for (position++; position < source.Length && source[position] != quote; position++)
        {
            if (source[position] == '\\')
            {
                position++;
            }
        }
    }

    private void ReadTag()
    {
        var start = position;
        var end = source.IndexOf("%}", start + 2, StringComparison.Ordinal);
        if (end < 0)
        {
            throw new LiquidFault(start, $"the tag {Excerpt(start)} is not closed by %}}");
        }

        position = end;
        if (Add(SegmentKind.Tag, start) == "raw")
        {
            ReadRaw(start);
        }
    }

    /// <summary>Everything up to {% endraw %} is text, whatever it looks like; only the outer sides of the pair are trimmed.</summary>
    private void ReadRaw(int rawStart)
    {
        trimNextText = false;
        var textStart = position;
        for (var open = source.IndexOf("{%", position, StringComparison.Ordinal); open >= 0; open = source.IndexOf("{%", open + 2, StringComparison.Ordinal))
        {
            var close = source.IndexOf("%}", open, StringComparison.Ordinal);
            if (close < 0)
            {
                break;
            }

            if (source[(open + 2)..close].TrimEnd('-').Trim() != "endraw")
            {
                continue;
            }

            if (open > textStart)
            {
                segments.Add(new Segment(SegmentKind.Text, source[textStart..open], textStart, string.Empty));
            }

            segments.Add(new Segment(SegmentKind.Tag, string.Empty, open, "endraw"));
            trimNextText = source[close - 1] == '-';
            position = close + 2;
            return;
        }

        throw new LiquidFault(rawStart, "the tag 'raw' is not closed by {% endraw %}");
    }

    /// <summary>Adds what stands between the marks at <paramref name="start"/> and at the current position, and steps over the closing mark.</summary>
    private string Add(SegmentKind kind, int start)
    {
        var from = start + 2;
        var to = position;
        if (from < to && source[from] == '-')
        {
            from++;
            TrimTextBefore();
        }

        trimNextText = from < to && source[to - 1] == '-';
        if (trimNextText)
        {
            to--;
        }

        position += 2;
        var name = string.Empty;
        if (kind == SegmentKind.Tag)
        {
            while (from < to && Character.IsBlank(source[from]))
            {
                from++;
            }

            var nameStart = from;
            while (from < to && Character.IsWord(source[from]))
            {
                from++;
            }

            name = source[nameStart..from];
        }

        segments.Add(new Segment(kind, source[from..to], from, name));
        return name;
    }

    private void AddText(string text, int start)
    {
        if (trimNextText)
        {
            text = text.TrimStart(Character.Blanks);
        }

        trimNextText = false;
        segments.Add(new Segment(SegmentKind.Text, text, start, string.Empty));
    }

    private void TrimTextBefore()
    {
        if (segments is [.., { Kind: SegmentKind.Text } text] && !(segments.Count > 1 && segments[^2].Is("raw")))
        {
            segments[^1] = text with { Content = text.Content.TrimEnd(Character.Blanks) };
        }
    }

    private bool Starts(string mark) => string.CompareOrdinal(source, position, mark, 0, mark.Length) == 0;

    private string Excerpt(int start)
    {
        var excerpt = source.AsSpan(start, Math.Min(30, source.Length - start));
        var lineEnd = excerpt.IndexOfAny('\r', '\n');
        return (lineEnd < 0 ? excerpt : excerpt[..lineEnd]).ToString();
    }
}
