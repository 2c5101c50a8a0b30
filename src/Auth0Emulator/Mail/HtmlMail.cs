using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Auth0Emulator.Mail;

/// <summary>Reads a mail's HTML the way a mail program without HTML would: its text and the addresses it links to.</summary>
public static partial class HtmlMail
{
    /// <summary>The addresses of its links, each once, in order, verbatim.</summary>
    public static IReadOnlyList<string> Links(string html) =>
        [.. Anchor().Matches(html).Select(match => WebUtility.HtmlDecode(match.Groups["address"].Value)).Distinct(StringComparer.Ordinal)];

    /// <summary>Its text; an address that isn't its link's own text follows in brackets.</summary>
    public static string Text(string html)
    {
        var body = Unseen().Replace(html, string.Empty);
        body = Anchor().Replace(body, match =>
        {
            var words = Spaces().Replace(Tag().Replace(match.Groups["words"].Value, string.Empty), " ").Trim();
            var address = match.Groups["address"].Value;
            return address == words || address == "mailto:" + words ? words : $"{words} <br>{address}<br>";
        });
        body = Spaces().Replace(body, " ");
        body = LineEnd().Replace(body, "\n");
        body = WebUtility.HtmlDecode(Tag().Replace(body, string.Empty)).Replace('\u00a0', ' ');
        return Paragraphs(body);
    }

    private static string Paragraphs(string text)
    {
        var result = new StringBuilder();
        var blank = false;
        foreach (var line in text.Split('\n').Select(line => line.Trim()))
        {
            if (line.Length == 0)
            {
                blank = result.Length > 0;
                continue;
            }

            result.Append(blank ? "\n\n" : result.Length > 0 ? "\n" : string.Empty).Append(line);
            blank = false;
        }

        return result.ToString();
    }

    // Templates are foreign text: these expressions take time in proportion to its length, whatever it holds.
    private const RegexOptions Linear = RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant;

    [GeneratedRegex("""<a\s([^>]*?\s)?href\s*=\s*("(?<address>[^"]*)"|'(?<address>[^']*)')[^>]*>(?<words>.*?)</a\s*>""", Linear)]
    private static partial Regex Anchor();

    [GeneratedRegex(@"<head\b.*?</head\s*>|<style\b.*?</style\s*>|<script\b.*?</script\s*>|<title\b.*?</title\s*>|<!--.*?-->", Linear)]
    private static partial Regex Unseen();

    [GeneratedRegex(@"<br\s*/?>|</?(p|div|h[1-6]|tr|table|li|ul|ol|blockquote)\b[^>]*>", Linear)]
    private static partial Regex LineEnd();

    [GeneratedRegex("<[^>]*>", Linear)]
    private static partial Regex Tag();

    [GeneratedRegex(@"\s+", Linear)]
    private static partial Regex Spaces();
}
