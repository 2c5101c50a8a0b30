using System.Globalization;
using Liquid.Rendering;

namespace Liquid.Filters;

/// <summary>Arithmetic as JavaScript does it; what is no number counts as zero.</summary>
internal static class NumberFilters
{
    public static readonly Dictionary<string, Filter> All = new(StringComparer.Ordinal)
    {
        ["plus"] = new(input => input.Number + input.NumberArgument(0), Required: 1),
        ["minus"] = new(input => input.Number - input.NumberArgument(0), Required: 1),
        ["times"] = new(input => input.Number * input.NumberArgument(0), Required: 1),
        ["divided_by"] = new(input => input.Number / input.NumberArgument(0), Required: 1),
        ["modulo"] = new(input => Modulo(input.Number, input.NumberArgument(0)), Required: 1),
        ["round"] = new(input => Round(input.Number, (int)Math.Clamp(input.NumberArgument(0), -400, 400))),
        ["ceil"] = new(input => Math.Ceiling(input.Number)),
        ["floor"] = new(input => Math.Floor(input.Number)),
        ["abs"] = new(input => Math.Abs(input.Number)),
        ["at_least"] = new(input => Math.Max(input.Number, input.NumberArgument(0)), Required: 1),
        ["at_most"] = new(input => Math.Min(input.Number, input.NumberArgument(0)), Required: 1),
    };

    /// <summary>The result has the divisor's sign.</summary>
    private static double Modulo(double number, double divisor) => ((number % divisor) + divisor) % divisor;

    /// <summary>Rounds halves away from zero on the decimal digits a reader sees, not on the binary ones.</summary>
    private static double Round(double number, int digits)
    {
        const double largestWhole = 9007199254740991;
        var shifted = Shift(Math.Abs(number), digits);
        if (!(shifted <= largestWhole))
        {
            return number;
        }

        var rounded = Shift(Math.Floor(shifted + 0.5), -digits);
        return number < 0 ? -rounded : rounded;
    }

    private static double Shift(double number, int digits)
    {
        var parts = Value.NumberText(number).Split('e');
        var power = parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0;
        return double.TryParse($"{parts[0]}e{power + digits}", CultureInfo.InvariantCulture, out var shifted) ? shifted : number;
    }
}
