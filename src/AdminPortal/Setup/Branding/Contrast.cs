using System.Globalization;

namespace AdminPortal.Setup;

/// <summary>How well two colours stand apart, as the web's accessibility guidelines count it.</summary>
public static class Contrast
{
    /// <summary>What text needs.</summary>
    public const double TextNeeds = 4.5;

    /// <summary>From 1 (the same) to 21 (black and white); null when one is no hex colour.</summary>
    public static double? Between(string one, string other) => Luminance(one) is { } first && Luminance(other) is { } second
        ? (Math.Max(first, second) + 0.05) / (Math.Min(first, second) + 0.05)
        : null;

    /// <summary>#abc as #aabbcc; null when it is no hex colour.</summary>
    public static string? InSixDigits(string text) => Channels(text) is { } channels
        ? string.Create(CultureInfo.InvariantCulture, $"#{channels.Red:x2}{channels.Green:x2}{channels.Blue:x2}")
        : null;

    /// <summary>Whether it is #abc or #aabbcc.</summary>
    public static bool IsColor(string text) => Channels(text) is not null;

    private static double? Luminance(string text) => Channels(text) is { } channels
        ? (0.2126 * Linear(channels.Red)) + (0.7152 * Linear(channels.Green)) + (0.0722 * Linear(channels.Blue))
        : null;

    private static double Linear(int channel)
    {
        var share = channel / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.Pow((share + 0.055) / 1.055, 2.4);
    }

    private static (int Red, int Green, int Blue)? Channels(string text)
    {
        if (text is not ['#', .. var digits] || digits.Length is not (3 or 6) || !digits.All(char.IsAsciiHexDigit))
        {
            return null;
        }

        var full = digits.Length == 6 ? digits : string.Concat(digits.SelectMany(digit => new[] { digit, digit }));
        return (Channel(full, 0), Channel(full, 2), Channel(full, 4));
    }

    private static int Channel(string digits, int at) => int.Parse(digits.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
