namespace Liquid.Parsing;

/// <summary>Cuts a source into text, outputs and tags, and takes away the white space that {%- and -%} ask for.</summary>
internal sealed class SegmentReader(string source)
{
    private readonly List<Segment> _segments = [];
    private int _position;
    private bool _trimNextText;

    public IReadOnlyList<Segment> Read()
    {
        while (_position < source.Length)
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

        return _segments;
    }

    private void ReadText()
    {
        var start = _position;
        while (_position < source.Length && !Starts("{%") && !Starts("{{"))
        {
            _position++;
        }

        AddText(source[start.._position], start);
    }

    private void ReadOutput()
    {
        var start = _position;
        for (_position += 2; _position < source.Length; _position++)
        {
            if (source[_position] is '"' or '\'')
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
        var quote = source[_position];
        for (_position++; _position < source.Length && source[_position] != quote; _position++)
        {
            if (source[_position] == '\\')
            {
                _position++;
            }
        }
    }

    private void ReadTag()
    {
        var start = _position;
        var end = source.IndexOf("%}", start + 2, StringComparison.Ordinal);
        if (end < 0)
        {
            throw new LiquidFault(start, $"the tag {Excerpt(start)} is not closed by %}}");
        }

        _position = end;
        if (Add(SegmentKind.Tag, start) == "raw")
        {
            ReadRaw(start);
        }
    }

    /// <summary>Everything up to {% endraw %} is text, whatever it looks like; only the outer sides of the pair are trimmed.</summary>
    private void ReadRaw(int rawStart)
    {
        _trimNextText = false;
        var textStart = _position;
        for (var open = source.IndexOf("{%", _position, StringComparison.Ordinal); open >= 0; open = source.IndexOf("{%", open + 2, StringComparison.Ordinal))
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
                _segments.Add(new Segment(SegmentKind.Text, source[textStart..open], textStart, string.Empty));
            }

            _segments.Add(new Segment(SegmentKind.Tag, string.Empty, open, "endraw"));
            _trimNextText = source[close - 1] == '-';
            _position = close + 2;
            return;
        }

        throw new LiquidFault(rawStart, "the tag 'raw' is not closed by {% endraw %}");
    }

    /// <summary>Adds what stands between the marks at <paramref name="start"/> and at the current position, and steps over the closing mark.</summary>
    private string Add(SegmentKind kind, int start)
    {
        var from = start + 2;
        var to = _position;
        if (from < to && source[from] == '-')
        {
            from++;
            TrimTextBefore();
        }

        _trimNextText = from < to && source[to - 1] == '-';
        if (_trimNextText)
        {
            to--;
        }

        _position += 2;
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

        _segments.Add(new Segment(kind, source[from..to], from, name));
        return name;
    }

    private void AddText(string text, int start)
    {
        if (_trimNextText)
        {
            text = text.TrimStart(Character.Blanks);
        }

        _trimNextText = false;
        _segments.Add(new Segment(SegmentKind.Text, text, start, string.Empty));
    }

    private void TrimTextBefore()
    {
        if (_segments is [.., { Kind: SegmentKind.Text } text] && !(_segments.Count > 1 && _segments[^2].Is("raw")))
        {
            _segments[^1] = text with { Content = text.Content.TrimEnd(Character.Blanks) };
        }
    }

    private bool Starts(string mark) => string.CompareOrdinal(source, _position, mark, 0, mark.Length) == 0;

    private string Excerpt(int start)
    {
        var excerpt = source.AsSpan(start, Math.Min(30, source.Length - start));
        var lineEnd = excerpt.IndexOfAny('\r', '\n');
        return (lineEnd < 0 ? excerpt : excerpt[..lineEnd]).ToString();
    }
}
