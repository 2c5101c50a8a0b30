using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Liquid.Filters;

/// <summary>The date patterns of strftime, with its flags (-, _, 0, ^, #, :) and widths.</summary>
internal static partial class DatePattern
{
    public static string Format(DateTimeOffset time, string zone, string pattern, Action<long> measure)
    {
        var text = new StringBuilder();
        var position = 0;
        foreach (Match match in Directive().Matches(pattern))
        {
            text.Append(pattern, position, match.Index - position).Append(Write(time, zone, match, measure));
            position = match.Index + match.Length;
        }

        return text.Append(pattern, position, pattern.Length - position).ToString();
    }

    private static string Write(DateTimeOffset time, string zone, Match match, Action<long> measure)
    {
        var (flags, code) = (match.Groups["flags"].Value, match.Groups["code"].Value[0]);
        var width = int.TryParse(match.Groups["width"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : (int?)null;
        measure(width ?? 0);
        if (Convert(time, zone, code, flags, width) is not { } text)
        {
            return match.Value;
        }

        if (flags.Contains('^', StringComparison.Ordinal))
        {
            text = text.ToUpperInvariant();
        }
        else if (flags.Contains('#', StringComparison.Ordinal))
        {
            text = text.Any(char.IsAsciiLetterLower) ? text.ToUpperInvariant() : text.ToLower(CultureInfo.InvariantCulture);
        }

        var length = flags.Contains('-', StringComparison.Ordinal) ? 0 : width ?? UsualWidth(code);
        var filler = flags.Contains('_', StringComparison.Ordinal) ? ' '
            : flags.Contains('0', StringComparison.Ordinal) ? '0'
            : "aAbBceklpP".Contains(code, StringComparison.Ordinal) ? ' ' : '0';
        return text.PadLeft(length, filler);
    }

    private static string? Convert(DateTimeOffset time, string zone, char code, string flags, int? width) => code switch
    {
        'a' => time.ToString("ddd", CultureInfo.InvariantCulture),
        'A' => time.ToString("dddd", CultureInfo.InvariantCulture),
        'b' or 'h' => time.ToString("MMM", CultureInfo.InvariantCulture),
        'B' => time.ToString("MMMM", CultureInfo.InvariantCulture),
        'C' => Number(time.Year / 100),
        'd' or 'e' => Number(time.Day),
        'H' or 'k' => Number(time.Hour),
        'I' or 'l' => Number(time.Hour % 12 == 0 ? 12 : time.Hour % 12),
        'j' => Number(time.DayOfYear),
        'L' => Number(time.Millisecond),
        'm' => Number(time.Month),
        'M' => Number(time.Minute),
        'N' => Fraction(time, width ?? 9),
        'p' => time.Hour < 12 ? "AM" : "PM",
        'P' => time.Hour < 12 ? "am" : "pm",
        'q' => Ordinal(time.Day),
        's' => time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
        'S' => Number(time.Second),
        'u' => Number(time.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)time.DayOfWeek),
        'U' => Number(Week(time, DayOfWeek.Sunday)),
        'w' => Number((int)time.DayOfWeek),
        'W' => Number(Week(time, DayOfWeek.Monday)),
        'y' => Number(time.Year % 100),
        'Y' => Number(time.Year),
        'z' => Zone(time, flags),
        'Z' => zone.Length > 0 ? zone : Zone(time, flags),
        't' => "\t",
        'n' => "\n",
        '%' => "%",
        _ => null,
    };

    private static int UsualWidth(char code) => code switch
    {
        'Y' => 4,
        'j' or 'L' => 3,
        'C' or 'd' or 'e' or 'H' or 'I' or 'k' or 'l' or 'm' or 'M' or 'S' or 'U' or 'W' or 'y' => 2,
        _ => 0,
    };

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Fraction(DateTimeOffset time, int width)
    {
        var digits = time.Millisecond.ToString("000", CultureInfo.InvariantCulture);
        return width < 3 ? digits[..width] : digits.PadRight(width, '0');
    }

    private static string Ordinal(int day) => (day, day % 10) switch
    {
        ( >= 11 and <= 13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };

    /// <summary>Days before the year's first <paramref name="first"/> are in week 0.</summary>
    private static int Week(DateTimeOffset time, DayOfWeek first)
    {
        var sinceFirst = ((int)time.DayOfWeek - (int)first + 7) % 7;
        return (time.DayOfYear - 1 - sinceFirst + 7) / 7;
    }

    private static string Zone(DateTimeOffset time, string flags) =>
        (time.Offset < TimeSpan.Zero ? "-" : "+") + time.Offset.ToString(flags.Contains(':', StringComparison.Ordinal) ? "hh\\:mm" : "hhmm", CultureInfo.InvariantCulture);

    [GeneratedRegex("%(?<flags>[-_0^#:]+)?(?<width>[0-9]+)?(?<modifier>[EO])?(?<code>.)", RegexOptions.NonBacktracking)]
    private static partial Regex Directive();
}
