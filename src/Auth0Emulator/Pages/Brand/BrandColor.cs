using System.Globalization;

namespace Auth0Emulator.Pages.Brand;

/// <summary>A colour somebody chose, and what can be read on it.</summary>
public readonly record struct BrandColor(byte Red, byte Green, byte Blue)
{
    /// <summary>The contrast WCAG asks of text.</summary>
    public const double Legible = 4.5;

    private const int Steps = 64;

    public static BrandColor White { get; } = new(255, 255, 255);

    public static BrandColor Black { get; } = new(0, 0, 0);

    /// <summary>Reads three or six hexadecimal digits behind a #, as the schema lets them in.</summary>
    public static BrandColor Parse(string text)
    {
        var digits = text.Length == 4 ? string.Concat(text.Skip(1).Select(digit => new string(digit, 2))) : text[1..];
        return new(Part(digits, 0), Part(digits, 2), Part(digits, 4));
    }

    /// <summary>White or black, whichever is read better on it: one of them always can be.</summary>
    public BrandColor Ink => ContrastWith(White) >= ContrastWith(Black) ? White : Black;

    /// <summary>WCAG's contrast of the two, from 1 to 21.</summary>
    public double ContrastWith(BrandColor other)
    {
        var (one, two) = (Luminance, other.Luminance);
        return (Math.Max(one, two) + 0.05) / (Math.Min(one, two) + 0.05);
    }

    /// <summary>The nearest shade of it, towards <paramref name="towards"/>, that can be read on all of those grounds.</summary>
    public BrandColor LegibleOn(IReadOnlyList<BrandColor> grounds, BrandColor towards)
    {
        for (var step = 0; step < Steps; step++)
        {
            var shade = Mixed(towards, step / (double)Steps);
            if (grounds.All(ground => shade.ContrastWith(ground) >= Legible))
            {
                return shade;
            }
        }

        return towards;
    }

    /// <summary>As CSS writes it.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"#{Red:x2}{Green:x2}{Blue:x2}");

    private double Luminance => (0.2126 * Linear(Red)) + (0.7152 * Linear(Green)) + (0.0722 * Linear(Blue));

    private static double Linear(byte part)
    {
        var value = part / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
    }

    private static byte Part(string digits, int at) => byte.Parse(digits.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private BrandColor Mixed(BrandColor other, double share) => new(Mixed(Red, other.Red, share), Mixed(Green, other.Green, share), Mixed(Blue, other.Blue, share));

    private static byte Mixed(byte one, byte other, double share) => (byte)Math.Round(one + ((other - one) * share));
}
