using System.Text;

namespace Liquid.Filters;

/// <summary>Filters that put text safely into HTML and addresses, and take it out again.</summary>
internal static class HtmlFilters
{
    public static readonly Dictionary<string, Filter> All = new(StringComparer.Ordinal)
    {
        ["escape"] = new(input => Escape(input.Text)),
        ["escape_once"] = new(input => Escape(Unescape(input.Text))),
        ["strip_html"] = new(input => StripHtml(input.Text)),
        ["newline_to_br"] = new(input => input.Text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace("\n", "<br />\n", StringComparison.Ordinal)),
        ["strip_newlines"] = new(input => input.Text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace("\n", string.Empty, StringComparison.Ordinal)),
        ["url_encode"] = new(input => UrlEncode(input.Text)),
        ["url_decode"] = new(UrlDecode),
    };

    private static readonly (string Character, string Entity)[] Entities =
        [("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\"", "&#34;"), ("'", "&#39;")];

    private static readonly (string Open, string Close)[] Blocks = [("<script", "</script>"), ("<style", "</style>"), ("<!--", "-->"), ("<", ">")];

    private static string Escape(string text) =>
        Entities.Aggregate(text, (escaped, pair) => escaped.Replace(pair.Character, pair.Entity, StringComparison.Ordinal));

    /// <summary>Backwards, so that the ampersands it makes are not read again.</summary>
    private static string Unescape(string text) =>
        Entities.Reverse().Aggregate(text, (plain, pair) => plain.Replace(pair.Entity, pair.Character, StringComparison.Ordinal));

    private static string StripHtml(string text)
    {
        var stripped = new StringBuilder(text.Length);
        var unclosed = new HashSet<string>(StringComparer.Ordinal);
        var position = 0;
        while (text.IndexOf('<', position) is var open and >= 0)
        {
            stripped.Append(text, position, open - position);
            position = open;
            foreach (var block in Blocks.Where(block => !unclosed.Contains(block.Open) && string.CompareOrdinal(text, open, block.Open, 0, block.Open.Length) == 0))
            {
                var close = text.IndexOf(block.Close, open + block.Open.Length, StringComparison.Ordinal);
                if (close >= 0)
                {
                    position = close + block.Close.Length;
                    break;
                }

                // Remembered, or a text full of openings would be searched to its end again and again.
                unclosed.Add(block.Open);
            }

            if (position == open)
            {
                break;
            }
        }

        return stripped.Append(text, position, text.Length - position).ToString();
    }

    private static string UrlEncode(string text)
    {
        var encoded = new StringBuilder(text.Length);
        foreach (var octet in Encoding.UTF8.GetBytes(text))
        {
            var c = (char)octet;
            if (char.IsAsciiLetterOrDigit(c) || "-_.!~*'()".Contains(c, StringComparison.Ordinal))
            {
                encoded.Append(c);
            }
            else
            {
                encoded.Append(c == ' ' ? "+" : $"%{octet:X2}");
            }
        }

        return encoded.ToString();
    }

    private static string UrlDecode(FilterInput input)
    {
        var text = input.Text.Replace('+', ' ');
        var octets = new List<byte>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '%')
            {
                var rune = char.IsSurrogatePair(text, i) ? text.Substring(i++, 2) : text[i].ToString();
                octets.AddRange(Encoding.UTF8.GetBytes(rune));
                continue;
            }

            if (i + 2 >= text.Length || !char.IsAsciiHexDigit(text[i + 1]) || !char.IsAsciiHexDigit(text[i + 2]))
            {
                throw input.Fault("a % is not followed by two hexadecimal digits");
            }

            octets.Add(Convert.ToByte(text.Substring(i + 1, 2), 16));
            i += 2;
        }

        try
        {
            return StrictUtf8.GetString([.. octets]);
        }
        catch (DecoderFallbackException)
        {
            throw input.Fault("the text is not UTF-8");
        }
    }

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
}
