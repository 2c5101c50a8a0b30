using System.Globalization;
using Liquid.Parsing;

namespace Liquid.Filters;

/// <summary>Filters that turn one text into another.</summary>
internal static class TextFilters
{
    public static readonly Dictionary<string, Filter> All = new(StringComparer.Ordinal)
    {
        ["default"] = new(Default),
        ["upcase"] = new(input => Upper(input.Text)),
        ["downcase"] = new(input => input.Text.ToLower(CultureInfo.InvariantCulture)),
        ["capitalize"] = new(Capitalize),
        ["strip"] = new(input => input.Text.Trim(Trimmed(input))),
        ["lstrip"] = new(input => input.Text.TrimStart(Trimmed(input))),
        ["rstrip"] = new(input => input.Text.TrimEnd(Trimmed(input))),
        ["append"] = new(input => Concatenate(input, input.Text, input.TextArgument(0)), Required: 1),
        ["prepend"] = new(input => Concatenate(input, input.TextArgument(0), input.Text), Required: 1),
        ["replace"] = new(input => Replace(input, input.TextArgument(0), input.TextArgument(1)), Required: 1),
        ["replace_first"] = new(input => ReplaceFirst(input, input.TextArgument(0), input.TextArgument(1)), Required: 1),
        ["remove"] = new(input => Replace(input, input.TextArgument(0), string.Empty), Required: 1),
        ["remove_first"] = new(input => ReplaceFirst(input, input.TextArgument(0), string.Empty), Required: 1),
        ["truncate"] = new(Truncate),
        ["truncatewords"] = new(TruncateWords),
        ["split"] = new(Split, Required: 1),
        ["slice"] = new(Slice, Required: 1),
    };

    private static object? Default(FilterInput input) => input.Value switch
    {
        string { Length: > 0 } or IReadOnlyList<object?> { Count: > 0 } => input.Value,
        string or IReadOnlyList<object?> => input.Argument(0),
        false when input.Named.TryGetValue("allow_false", out var allowed) && Rendering.Value.IsTruthy(allowed) => false,
        var value => Rendering.Value.IsTruthy(value) ? value : input.Argument(0),
    };

    /// <summary>The one letter in everyday use whose capital is two letters; .NET would leave it small.</summary>
    private static string Upper(string text) => text.ToUpper(CultureInfo.InvariantCulture).Replace("ß", "SS", StringComparison.Ordinal);

    private static string Capitalize(FilterInput input)
    {
        var text = input.Text;
        return text.Length == 0 ? text : Upper(text[..1]) + text[1..].ToLower(CultureInfo.InvariantCulture);
    }

    private static char[] Trimmed(FilterInput input) => input.TextArgument(0) is { Length: > 0 } given ? given.ToCharArray() : Character.Blanks;

    private static string Concatenate(FilterInput input, string first, string second)
    {
        input.Measure((long)first.Length + second.Length);
        return first + second;
    }

    /// <summary>An empty pattern stands between any two characters, as it does for JavaScript's split and join.</summary>
    private static string Replace(FilterInput input, string pattern, string replacement)
    {
        var text = input.Text;
        if (pattern.Length == 0)
        {
            input.Measure(text.Length + ((long)replacement.Length * text.Length));
            return string.Join(replacement, text.AsEnumerable());
        }

        long found = 0;
        for (var at = text.IndexOf(pattern, StringComparison.Ordinal); at >= 0; at = text.IndexOf(pattern, at + pattern.Length, StringComparison.Ordinal))
        {
            found++;
        }

        input.Measure(text.Length + (found * (replacement.Length - pattern.Length)));
        return text.Replace(pattern, replacement, StringComparison.Ordinal);
    }

    private static string ReplaceFirst(FilterInput input, string pattern, string replacement)
    {
        var text = input.Text;
        var at = text.IndexOf(pattern, StringComparison.Ordinal);
        if (at < 0)
        {
            return text;
        }

        input.Measure((long)text.Length + replacement.Length);
        return string.Concat(text.AsSpan(0, at), replacement, text.AsSpan(at + pattern.Length));
    }

    private static object? Truncate(FilterInput input)
    {
        var text = input.Text;
        var length = (int)Math.Clamp(input.NumberArgument(0, 50), 0, int.MaxValue);
        var ellipsis = input.TextArgument(1, "...");
        return Points(text) <= length ? input.Value : text[..Advance(text, 0, Math.Max(length - Points(ellipsis), 0))] + ellipsis;
    }

    private static string TruncateWords(FilterInput input)
    {
        var words = input.Text.TrimStart(Character.Blanks).Split(Character.Blanks);
        var kept = new List<string>();
        for (var i = 0; i < words.Length; i++)
        {
            // A run of white space is one separator; only at the very end does it leave an empty last word.
            if (words[i].Length > 0 || i == words.Length - 1)
            {
                kept.Add(words[i]);
            }
        }

        var count = input.NumberArgument(0, 15);
        var wanted = count <= 0 ? 1 : (int)Math.Min(count, int.MaxValue);
        return string.Join(' ', kept.Take(wanted)) + (kept.Count >= wanted ? input.TextArgument(1, "...") : string.Empty);
    }

    private static List<object?> Split(FilterInput input)
    {
        var (text, separator) = (input.Text, input.TextArgument(0));
        var parts = separator.Length == 0 ? [.. text.Select(c => c.ToString())] : text.Split(separator).ToList();
        while (parts is [.., ""])
        {
            parts.RemoveAt(parts.Count - 1);
        }

        return [.. parts];
    }

    private static object? Slice(FilterInput input)
    {
        if (input.Value is null)
        {
            return new List<object?>();
        }

        var list = input.Value as IReadOnlyList<object?>;
        var text = list is null ? input.Text : string.Empty;
        var size = list?.Count ?? Points(text);
        var begin = input.NumberArgument(0);
        begin = begin < 0 ? begin + size : begin;
        var length = input.NumberArgument(1, 1);
        if (begin < 0 || length < 0)
        {
            return list is null ? string.Empty : new List<object?>();
        }

        var (from, count) = ((int)Math.Min(begin, size), (int)Math.Min(length, size));
        if (list is not null)
        {
            return list.Skip(from).Take(count).ToList();
        }

        var start = Advance(text, 0, from);
        return text[start..Advance(text, start, count)];
    }

    /// <summary>How many characters a reader would count: a surrogate pair is one.</summary>
    private static int Points(string text) => text.EnumerateRunes().Count();

    private static int Advance(string text, int from, int points)
    {
        for (; points > 0 && from < text.Length; points--)
        {
            from += char.IsSurrogatePair(text, from) ? 2 : 1;
        }

        return from;
    }
}
