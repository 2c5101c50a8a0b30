using System.Globalization;
using System.Text;

namespace AdminPortal.Teams;

/// <summary>What somebody typed to find a person, as a query of Auth0's search engine v3 in which nothing of it can mean anything but itself.</summary>
internal sealed record PeopleQuery
{
    /// <summary>More is cut off; no name or address is longer.</summary>
    public const int LongestText = 320;

    /// <summary>Fewer letters find half the company.</summary>
    public const int FewestLetters = 2;

    private const int MostWords = 6;

    // Auth0 takes a wildcard before a word only when at least this many letters follow.
    private const int FewestAfterWildcard = 3;

    private PeopleQuery(string lucene, string? address) => (Lucene, Address) = (lucene, address);

    /// <summary>The query.</summary>
    public string Lucene { get; }

    /// <summary>The whole address that was typed, if it was one: it can be read without the index.</summary>
    public string? Address { get; }

    /// <summary>Reads what was typed; null when too little of it can be looked for.</summary>
    public static PeopleQuery? Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        text = text.Length <= LongestText ? text : text[..LongestText];
        var words = Words(text);
        if (words.MaxBy(word => word.Length) is not { Length: >= FewestLetters } longest)
        {
            return null;
        }

        // A short word can only be looked for at the beginning of the whole; beside a longer one it is no help.
        var patterns = longest.Length < FewestAfterWildcard
            ? [$"{Escaped(longest)}*"]
            : words.Where(word => word.Length >= FewestAfterWildcard).Take(MostWords).Select(word => $"*{Escaped(word)}*").ToList();
        return new PeopleQuery($"{AllIn("name", patterns)} OR {AllIn("email", patterns)}", WholeAddress(text.Trim()));
    }

    private static string AllIn(string field, List<string> patterns) => $"({string.Join(" AND ", patterns.Select(pattern => $"{field}:{pattern}"))})";

    // Letters, digits and the few signs that names and addresses have; every other character parts words. What Lucene reads as an operator never gets through,
    // and lower case keeps AND, OR and NOT from being any (Auth0 folds names and addresses to it).
    private static List<string> Words(string text)
    {
        var kept = new StringBuilder(text.Length);
        foreach (var letter in text.EnumerateRunes())
        {
            kept.Append(IsKept(letter) ? letter.ToString() : " ");
        }

        return [.. kept.ToString().Normalize().ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word.Trim('-', '+', '\'', '.')).Where(word => word.Length > 0)];
    }

    private static bool IsKept(Rune letter) =>
        (letter.Value is '@' or '.' or '_' or '-' or '+' or '\'' || Rune.IsLetterOrDigit(letter) || Rune.GetUnicodeCategory(letter) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark)
        && letter.Value != Rune.ReplacementChar.Value;

    private static string Escaped(string word) => word.Replace("-", "\\-", StringComparison.Ordinal).Replace("+", "\\+", StringComparison.Ordinal);

    private static string? WholeAddress(string text) =>
        text.Split('@') is [{ Length: > 0 }, { Length: > 2 } domain] && domain.Contains('.', StringComparison.Ordinal) && !text.Any(letter => char.IsWhiteSpace(letter) || char.IsControl(letter) || char.IsSurrogate(letter)) ? text : null;
}
