using Liquid.Rendering;

namespace Liquid.Parsing;

/// <summary>Turns segments into the tree that is rendered; every tag the dialect knows has its method here.</summary>
internal sealed class TemplateParser
{
    private readonly IReadOnlyList<Segment> _segments;
    private readonly LiquidLimits _limits;
    private int _next;
    private int _depth;

    private TemplateParser(string source, LiquidLimits limits)
    {
        _segments = new SegmentReader(source).Read();
        _limits = limits;
    }

    public static IReadOnlyList<Node> Parse(string source, LiquidLimits limits)
    {
        var parser = new TemplateParser(source, limits);
        var nodes = parser.ReadBlock(null, []);
        return nodes;
    }

    /// <summary>Reads nodes up to (not including) one of <paramref name="ends"/>; the whole rest when there is no <paramref name="opening"/> tag.</summary>
    private List<Node> ReadBlock(Segment? opening, params ReadOnlySpan<string> ends)
    {
        if (++_depth > _limits.Nesting)
        {
            throw new LiquidFault(opening?.Offset ?? 0, $"more than {_limits.Nesting} blocks stand inside each other");
        }

        var nodes = new List<Node>();
        while (_next < _segments.Count)
        {
            var segment = _segments[_next];
            if (segment.Kind == SegmentKind.Tag && ends.Contains(segment.TagName))
            {
                _depth--;
                return nodes;
            }

            _next++;
            if (ReadNode(segment) is { } node)
            {
                nodes.Add(node);
            }
        }

        _depth--;
        return opening is { } tag
            ? throw new LiquidFault(tag.Offset, $"the tag '{tag.TagName}' is not closed by {{% end{tag.TagName} %}}")
            : nodes;
    }

    private Node? ReadNode(Segment segment) => segment.Kind switch
    {
        SegmentKind.Text => new TextNode(segment.Content, segment.Offset),
        SegmentKind.Output => ReadOutput(segment),
        SegmentKind.Tag => ReadTag(segment),
    };

    private OutputNode ReadOutput(Segment segment)
    {
        var reader = Reader(segment);
        if (reader.AtEnd)
        {
            throw new LiquidFault(segment.Offset, "the output is empty");
        }

        return new OutputNode(All(reader, reader.ReadFiltered()), segment.Offset);
    }

    private Node? ReadTag(Segment tag) => tag.TagName switch
    {
        "if" => ReadIf(tag, negated: false),
        "unless" => ReadIf(tag, negated: true),
        "case" => ReadCase(tag),
        "for" => ReadFor(tag),
        "tablerow" => ReadTableRow(tag),
        "cycle" => ReadCycle(tag),
        "assign" => ReadAssign(tag),
        "increment" => new CounterNode(Name(tag), Up: true, tag.Offset),
        "decrement" => new CounterNode(Name(tag), Up: false, tag.Offset),
        "break" => new JumpNode(Jump.Break, tag.Offset),
        "continue" => new JumpNode(Jump.Continue, tag.Offset),
        "comment" => SkipComment(tag),
        "raw" => ReadRaw(),
        "elsif" or "else" or "when" => throw new LiquidFault(tag.Offset, $"the tag '{tag.TagName}' stands outside the block it belongs to"),
        "" => throw new LiquidFault(tag.Offset, "the tag has no name"),
        var name when name.StartsWith("end", StringComparison.Ordinal) =>
            throw new LiquidFault(tag.Offset, $"the tag '{name}' closes nothing that is open here"),
        var name => throw new LiquidFault(tag.Offset, $"the tag '{name}' is not supported"),
    };

    private IfNode ReadIf(Segment tag, bool negated)
    {
        var end = "end" + tag.TagName;
        var branches = new List<Branch>();
        IReadOnlyList<Node> otherwise = [];
        var reader = Reader(tag);
        var condition = All(reader, reader.ReadFiltered());
        branches.Add(new Branch(negated ? new Not(condition) : condition, ReadBlock(tag, "elsif", "else", end)));
        for (var mark = _segments[_next++]; !mark.Is(end); mark = _segments[_next++])
        {
            reader = Reader(mark);
            if (mark.Is("elsif"))
            {
                branches.Add(new Branch(All(reader, reader.ReadFiltered()), ReadBlock(tag, "elsif", "else", end)));
                continue;
            }

            reader.ExpectEnd();
            otherwise = ReadBlock(tag, "elsif", "else", end);
            ExpectNothingAfterElse(_segments[_next], end);
        }

        return new IfNode(branches, otherwise, tag.Offset);
    }

    private CaseNode ReadCase(Segment tag)
    {
        var reader = Reader(tag);
        var subject = All(reader, reader.ReadFiltered());
        if (ReadBlock(tag, "when", "else", "endcase").Any(node => node is not TextNode))
        {
            throw new LiquidFault(tag.Offset, "between 'case' and its first 'when' only text may stand");
        }

        var branches = new List<CaseBranch>();
        IReadOnlyList<Node> otherwise = [];
        for (var mark = _segments[_next++]; !mark.Is("endcase"); mark = _segments[_next++])
        {
            reader = Reader(mark);
            if (mark.Is("when"))
            {
                var values = new List<Expression>();
                do
                {
                    values.Add(reader.ReadValue());
                }
                while (reader.TryRead(',') || reader.TryReadWord("or"));
                reader.ExpectEnd();
                branches.Add(new CaseBranch(values, ReadBlock(tag, "when", "else", "endcase")));
                continue;
            }

            otherwise = ReadBlock(tag, "when", "else", "endcase");
            ExpectNothingAfterElse(_segments[_next], "endcase");
        }

        return new CaseNode(subject, branches, otherwise, tag.Offset);
    }

    private ForNode ReadFor(Segment tag)
    {
        var reader = Reader(tag);
        var loop = ReadLoop(reader, tag.TagName, "limit", "offset", "reversed");
        var body = ReadBlock(tag, "else", "endfor");
        IReadOnlyList<Node> otherwise = [];
        if (_segments[_next++].Is("else"))
        {
            otherwise = ReadBlock(tag, "else", "endfor");
            ExpectNothingAfterElse(_segments[_next++], "endfor");
        }

        return new ForNode(loop, body, otherwise, tag.Offset);
    }

    private TableRowNode ReadTableRow(Segment tag)
    {
        var loop = ReadLoop(Reader(tag), tag.TagName, "limit", "offset", "cols");
        var body = ReadBlock(tag, "endtablerow");
        _next++;
        return new TableRowNode(loop, body, tag.Offset);
    }

    private static Loop ReadLoop(ExpressionReader reader, string tagName, params string[] options)
    {
        var variable = reader.ReadName("the loop's variable");
        if (!reader.TryReadWord("in"))
        {
            throw reader.Fault($"a loop is written {{% {tagName} item in list %}}");
        }

        var (list, listText) = reader.ReadWithText(reader.ReadValue);
        var given = new Dictionary<string, Expression>(StringComparer.Ordinal);
        var reversed = false;
        while (!reader.AtEnd)
        {
            reader.TryRead(',');
            var option = reader.ReadName("an option of the loop");
            if (!options.Contains(option))
            {
                throw reader.Fault($"a {tagName} loop has no option '{option}'");
            }

            if (option == "reversed")
            {
                reversed = true;
                continue;
            }

            given[option] = reader.TryRead(':') ? reader.ReadValue() : throw reader.Fault($"the option '{option}' needs a value: {option}:2");
        }

        return new Loop(variable, list, $"{variable}-{listText}", reversed, given.GetValueOrDefault("offset"), given.GetValueOrDefault("limit"), given.GetValueOrDefault("cols"));
    }

    private CycleNode ReadCycle(Segment tag)
    {
        var reader = Reader(tag);
        var start = reader.Offset;
        Expression? group = reader.AtEnd ? null : reader.ReadValue();
        if (!reader.TryRead(':'))
        {
            group = null;
            reader.ReturnTo(start);
        }

        var (values, text) = reader.ReadWithText(() =>
        {
            var values = new List<Expression> { reader.ReadFiltered() };
            while (reader.TryRead(','))
            {
                values.Add(reader.ReadFiltered());
            }

            return values;
        });
        reader.ExpectEnd();
        return new CycleNode(group, values, text, tag.Offset);
    }

    private AssignNode ReadAssign(Segment tag)
    {
        var reader = Reader(tag);
        var name = reader.ReadName("the variable's name");
        return reader.TryRead('=')
            ? new AssignNode(name, All(reader, reader.ReadFiltered()), tag.Offset)
            : throw reader.Fault("an assignment is written {% assign name = value %}");
    }

    private Node? SkipComment(Segment tag)
    {
        while (_next < _segments.Count)
        {
            if (_segments[_next++].Is("endcomment"))
            {
                return null;
            }
        }

        throw new LiquidFault(tag.Offset, "the tag 'comment' is not closed by {% endcomment %}");
    }

    private TextNode? ReadRaw()
    {
        var text = _segments[_next++];
        if (text.Is("endraw"))
        {
            return null;
        }

        _next++;
        return new TextNode(text.Content, text.Offset);
    }

    private static void ExpectNothingAfterElse(Segment mark, string end)
    {
        if (!mark.Is(end))
        {
            throw new LiquidFault(mark.Offset, $"the tag '{mark.TagName}' stands after 'else'");
        }
    }

    private string Name(Segment tag)
    {
        var reader = Reader(tag);
        var name = reader.ReadName("the variable's name");
        reader.ExpectEnd();
        return name;
    }

    private static Expression All(ExpressionReader reader, Expression expression)
    {
        reader.ExpectEnd();
        return expression;
    }

    private ExpressionReader Reader(Segment segment) => new(segment.Content, segment.Offset, _limits);
}
