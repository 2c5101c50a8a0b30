using System.Text;

namespace Auth0Emulator.Management;

/// <summary>Reads a <c>q</c>. Two terms side by side mean OR and a NOT beside a term means AND NOT, as Lucene has it.</summary>
public sealed class LuceneParser
{
    private const int DeepestNesting = 50;
    private readonly string _text;
    private int _at;
    private int _depth;

    private LuceneParser(string text) => _text = text;

    /// <summary>The query.</summary>
    /// <exception cref="FormatException">It can't be read; the message says where and why.</exception>
    public static LuceneQuery Parse(string text)
    {
        if (text.Trim() is "" or "*")
        {
            return new LuceneQuery.Every();
        }

        var parser = new LuceneParser(text);
        var query = parser.Disjunction(null);
        parser.SkipSpace();
        return parser._at == text.Length ? query : throw parser.Error($"unexpected '{text[parser._at]}'");
    }

    private LuceneQuery Disjunction(string? field)
    {
        var wanted = Conjunction(field);
        var unwanted = new List<LuceneQuery>();
        while (true)
        {
            if (Word("OR"))
            {
                wanted = new LuceneQuery.Or(wanted, Conjunction(field));
            }
            else if (Peek("NOT"))
            {
                unwanted.Add(Conjunction(field));
            }
            else if (More() && !Peek("AND"))
            {
                wanted = new LuceneQuery.Or(wanted, Conjunction(field));
            }
            else
            {
                return unwanted.Aggregate(wanted, (found, without) => new LuceneQuery.And(found, without));
            }
        }
    }

    private LuceneQuery Conjunction(string? field)
    {
        var left = Negation(field);
        while (Word("AND"))
        {
            left = new LuceneQuery.And(left, Negation(field));
        }

        return left;
    }

    // Every way down passes here; without a bottom a query of brackets would overflow the stack.
    private LuceneQuery Negation(string? field)
    {
        if (++_depth > DeepestNesting)
        {
            throw Error("it is nested too deeply");
        }

        var query = Word("NOT") ? new LuceneQuery.Not(Negation(field)) : Clause(field);
        _depth--;
        return query;
    }

    private LuceneQuery Clause(string? field)
    {
        SkipSpace();
        if (Take('('))
        {
            var inner = Disjunction(field);
            SkipSpace();
            return Take(')') ? inner : throw Error("a ')' is missing");
        }

        if (field is null && FieldName() is { } name)
        {
            if (name == "_exists_")
            {
                return new LuceneQuery.Exists(Literal(out _));
            }

            return _at < _text.Length && _text[_at] is '(' ? Clause(name) : Value(name);
        }

        return Value(field);
    }

    private LuceneQuery Value(string? field)
    {
        SkipSpace();
        if (_at < _text.Length && _text[_at] is '[' or '{')
        {
            return Range(field ?? throw Error("a range needs a field"));
        }

        var value = Literal(out var quoted);
        if (!quoted && value.StartsWith('*') && value.Length > 1 && value.Count(character => character != '*') < 3)
        {
            throw Error("a wildcard at the start needs at least three characters after it");
        }

        return field is not null && !quoted && value == "*" ? new LuceneQuery.Exists(field) : new LuceneQuery.Term(field, value, quoted);
    }

    private LuceneQuery.Range Range(string field)
    {
        var includeFrom = _text[_at++] == '[';
        var from = Literal(out _);
        if (!Word("TO"))
        {
            throw Error("a range is written [a TO b]");
        }

        var to = Literal(out _);
        SkipSpace();
        if (_at == _text.Length || _text[_at] is not (']' or '}'))
        {
            throw Error("a range ends with ] or }");
        }

        return new LuceneQuery.Range(field, from, includeFrom, to, _text[_at++] == ']');
    }

    // A name directly followed by a colon.
    private string? FieldName()
    {
        var end = _at;
        while (end < _text.Length && (char.IsLetterOrDigit(_text[end]) || _text[end] is '_' or '.' or '-' or '/' or '@'))
        {
            end++;
        }

        if (end == _at || end == _text.Length || _text[end] != ':')
        {
            return null;
        }

        var name = _text[_at..end];
        _at = end + 1;
        return name;
    }

    private string Literal(out bool quoted)
    {
        SkipSpace();
        quoted = Take('"');
        var value = new StringBuilder();
        while (_at < _text.Length && !EndsLiteral(_text[_at], quoted))
        {
            if (_text[_at] == '\\' && _at + 1 < _text.Length)
            {
                _at++;
            }

            value.Append(_text[_at++]);
        }

        if (quoted && !Take('"'))
        {
            throw Error("a closing quote is missing");
        }

        return quoted || value.Length > 0 ? value.ToString() : throw Error("a value is missing");
    }

    private static bool EndsLiteral(char character, bool quoted) =>
        quoted ? character == '"' : char.IsWhiteSpace(character) || character is '(' or ')' or '[' or ']' or '{' or '}' or '"';

    private bool Word(string word)
    {
        if (!Peek(word))
        {
            return false;
        }

        _at += word.Length;
        return true;
    }

    private bool Peek(string word)
    {
        SkipSpace();
        return string.CompareOrdinal(_text, _at, word, 0, word.Length) == 0
            && (_at + word.Length == _text.Length || char.IsWhiteSpace(_text[_at + word.Length]) || _text[_at + word.Length] is '(' or ')');
    }

    private bool More()
    {
        SkipSpace();
        return _at < _text.Length && _text[_at] != ')';
    }

    private bool Take(char character)
    {
        if (_at == _text.Length || _text[_at] != character)
        {
            return false;
        }

        _at++;
        return true;
    }

    private void SkipSpace()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at]))
        {
            _at++;
        }
    }

    private FormatException Error(string problem) => new($"{problem} at position {_at + 1}");
}
