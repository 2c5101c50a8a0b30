using System.Globalization;
using System.Text;
using Liquid.Filters;
using Liquid.Rendering;

namespace Liquid.Parsing;

/// <summary>Reads values, conditions and filters out of the inside of one output or tag.</summary>
internal sealed class ExpressionReader(string content, int offset, LiquidLimits limits)
{
    private int _position;
    private int _depth;

    public int Offset => offset + _position;

    public bool AtEnd
    {
        get
        {
            SkipBlanks();
            return _position >= content.Length;
        }
    }

    /// <summary>A condition or value followed by any number of filters.</summary>
    public Expression ReadFiltered()
    {
        var expression = ReadCondition();
        while (TryRead('|'))
        {
            expression = ReadFilter(expression);
        }

        return expression;
    }

    /// <summary>and, or: grouped from the right, neither binds stronger, as Liquid does.</summary>
    public Expression ReadCondition()
    {
        Enter();
        var left = ReadComparison();
        foreach (var word in (string[])["and", "or"])
        {
            if (TryReadWord(word))
            {
                left = new Logical(word == "and", left, ReadCondition());
                break;
            }
        }

        _depth--;
        return left;
    }

    /// <summary>A literal, a variable with its path, or a range.</summary>
    public Expression ReadValue() =>
        TryReadValue() ?? throw Fault(AtEnd ? "a value is missing" : $"unexpected {Rest()}, a value was expected");

    public string ReadName(string what)
    {
        var name = ReadIdentifier();
        return name.Length > 0 ? name : throw Fault($"{what} is missing");
    }

    public bool TryRead(char c)
    {
        SkipBlanks();
        if (_position >= content.Length || content[_position] != c)
        {
            return false;
        }

        _position++;
        return true;
    }

    public bool TryReadWord(string word)
    {
        SkipBlanks();
        var end = _position + word.Length;
        if (string.CompareOrdinal(content, _position, word, 0, word.Length) != 0 || (end < content.Length && Character.IsWord(content[end])))
        {
            return false;
        }

        _position = end;
        return true;
    }

    /// <summary>Reads by <paramref name="read"/> and also hands back the words it was written in.</summary>
    public (T Value, string Text) ReadWithText<T>(Func<T> read)
    {
        SkipBlanks();
        var start = _position;
        var value = read();
        return (value, content[start.._position].Trim());
    }

    /// <summary>Goes back to an <see cref="Offset"/> seen earlier.</summary>
    public void ReturnTo(int earlierOffset) => _position = earlierOffset - offset;

    public void ExpectEnd()
    {
        if (!AtEnd)
        {
            throw Fault($"unexpected {Rest()}");
        }
    }

    public LiquidFault Fault(string reason) => new(Offset, reason);

    private Expression ReadComparison()
    {
        if (TryReadWord("not"))
        {
            Enter();
            var negated = new Not(ReadComparison());
            _depth--;
            return negated;
        }

        var at = Offset;
        var left = ReadValue();
        if (TryReadComparator() is not { } comparator)
        {
            return left;
        }

        Enter();
        var right = ReadComparison();
        _depth--;
        return new Comparison(comparator, left, right, at);
    }

    private Comparator? TryReadComparator()
    {
        SkipBlanks();
        foreach (var (mark, comparator) in Comparators)
        {
            if (string.CompareOrdinal(content, _position, mark, 0, mark.Length) == 0)
            {
                _position += mark.Length;
                return comparator;
            }
        }

        return TryReadWord("contains") ? Comparator.Contains : null;
    }

    private FilterCall ReadFilter(Expression input)
    {
        SkipBlanks();
        var at = Offset;
        var name = ReadName("the filter's name after |");
        if (!FilterTable.All.TryGetValue(name, out var filter))
        {
            throw new LiquidFault(at, $"the filter '{name}' is not supported");
        }

        var arguments = new List<Expression>();
        var named = new Dictionary<string, Expression>(StringComparer.Ordinal);
        if (TryRead(':'))
        {
            do
            {
                ReadArgument(arguments, named);
            }
            while (TryRead(','));
        }

        if (arguments.Count < filter.Required)
        {
            throw new LiquidFault(at, $"the filter '{name}' needs {filter.Required} argument{(filter.Required > 1 ? "s" : string.Empty)}");
        }

        return new FilterCall(name, filter, input, arguments, named, at);
    }

    private void ReadArgument(List<Expression> arguments, Dictionary<string, Expression> named)
    {
        SkipBlanks();
        var start = _position;
        var name = ReadIdentifier();
        if (name.Length > 0 && TryRead(':'))
        {
            named[name] = ReadValue();
            return;
        }

        _position = start;
        arguments.Add(ReadValue());
    }

    private Expression? TryReadValue()
    {
        SkipBlanks();
        if (_position >= content.Length)
        {
            return null;
        }

        Enter();
        var start = (Expression?)TryReadLiteral() ?? TryReadQuoted() ?? (Expression?)TryReadNumber() ?? TryReadRange();
        var value = ReadPath(start);
        _depth--;
        return value;
    }

    private Literal? TryReadLiteral()
    {
        foreach (var (word, value) in Literals)
        {
            if (TryReadWord(word))
            {
                return new Literal(value);
            }
        }

        return null;
    }

    private Literal? TryReadQuoted()
    {
        var quote = content[_position];
        if (quote is not ('"' or '\''))
        {
            return null;
        }

        var text = new StringBuilder();
        for (var i = _position + 1; i < content.Length; i++)
        {
            if (content[i] == quote)
            {
                _position = i + 1;
                return new Literal(text.ToString());
            }

            i = content[i] == '\\' && i + 1 < content.Length ? AppendEscaped(text, i + 1) : Append(text, i);
        }

        throw Fault("the quoted text is not closed");
    }

    private int Append(StringBuilder text, int at)
    {
        text.Append(content[at]);
        return at;
    }

    private int AppendEscaped(StringBuilder text, int at)
    {
        const string escapes = "bfnrtv";
        if (escapes.IndexOf(content[at], StringComparison.Ordinal) is var index and >= 0)
        {
            text.Append("\b\f\n\r\t\v"[index]);
            return at;
        }

        if (content[at] != 'u')
        {
            return Append(text, at);
        }

        var end = at + 1;
        while (end < content.Length && end < at + 5 && char.IsAsciiHexDigit(content[end]))
        {
            end++;
        }

        text.Append(end == at + 1 ? '\0' : (char)int.Parse(content.AsSpan((at + 1)..end), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
        return end - 1;
    }

    private Literal? TryReadNumber()
    {
        var end = _position;
        if (content[end] is '-' or '+')
        {
            end++;
        }

        var digits = end;
        var point = false;
        while (end < content.Length && (Character.IsDigit(content[end]) || (IsDecimalPoint(end) && !point && end > digits)))
        {
            point |= content[end] == '.';
            end++;
        }

        if (end == digits || (end < content.Length && Character.IsWord(content[end])))
        {
            return null;
        }

        var number = double.Parse(content.AsSpan(_position..end), NumberStyles.Float, CultureInfo.InvariantCulture);
        _position = end;
        return new Literal(number);
    }

    private bool IsDecimalPoint(int at) => content[at] == '.' && !(at + 1 < content.Length && content[at + 1] == '.');

    private RangeOf? TryReadRange()
    {
        var at = Offset;
        if (!TryRead('('))
        {
            return null;
        }

        var first = ReadValue();
        if (!TryRead('.') || !TryRead('.'))
        {
            throw Fault("a range is written (first..last)");
        }

        var last = ReadValue();
        return TryRead(')') ? new RangeOf(first, last, at) : throw Fault("the range is not closed by )");
    }

    private Expression? ReadPath(Expression? start)
    {
        var path = new List<Expression>();
        var at = Offset;
        if (start is null)
        {
            if (_position < content.Length && content[_position] == '[')
            {
                path.Add(ReadBracket());
            }
            else if (ReadIdentifier() is { Length: > 0 } name)
            {
                path.Add(new Literal(name));
            }
            else
            {
                return null;
            }
        }

        while (_position < content.Length)
        {
            if (content[_position] == '[')
            {
                path.Add(ReadBracket());
            }
            else if (IsDecimalPoint(_position))
            {
                _position++;
                path.Add(new Literal(ReadName("a name after the dot")));
            }
            else
            {
                break;
            }
        }

        return path.Count == 0 ? start : new Lookup(start, path, at);
    }

    private Expression ReadBracket()
    {
        _position++;
        var key = ReadValue();
        return TryRead(']') ? key : throw Fault("the bracket is not closed by ]");
    }

    private string ReadIdentifier()
    {
        SkipBlanks();
        var start = _position;
        while (_position < content.Length && Character.IsWord(content[_position]))
        {
            _position++;
        }

        return content[start.._position];
    }

    private void SkipBlanks()
    {
        while (_position < content.Length && Character.IsBlank(content[_position]))
        {
            _position++;
        }
    }

    private void Enter()
    {
        if (++_depth > limits.Nesting * 4)
        {
            throw Fault("the expression is nested too deeply");
        }
    }

    private string Rest()
    {
        var rest = content[_position..].Trim();
        return $"'{(rest.Length > 20 ? rest[..20] + "…" : rest)}'";
    }

    private static readonly (string Mark, Comparator Comparator)[] Comparators =
    [
        ("==", Comparator.Equal), ("!=", Comparator.NotEqual), (">=", Comparator.AtLeast),
        ("<=", Comparator.AtMost), (">", Comparator.Greater), ("<", Comparator.Less),
    ];

    private static readonly (string Word, object? Value)[] Literals =
    [
        ("true", true), ("false", false), ("nil", null), ("null", null), ("empty", Nothing.Empty), ("blank", Nothing.Blank),
    ];
}
