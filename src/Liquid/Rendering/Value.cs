using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Liquid.Rendering;

/// <summary>The literals empty and blank: they equal what is empty, and read as an empty text everywhere else.</summary>
internal enum Nothing
{
    /// <summary>An empty text, list or object.</summary>
    Empty,

    /// <summary>As empty, and also white space, false and nil.</summary>
    Blank,
}

/// <summary>
/// How values behave. A value is null, bool, double, string, a list (<see cref="IReadOnlyList{T}"/>), an object
/// (<see cref="IReadOnlyDictionary{TKey,TValue}"/>) or <see cref="Nothing"/>; numbers behave as in JavaScript, as they do in LiquidJS.
/// </summary>
internal static class Value
{
    public static object? FromJson(JsonNode? node) => node switch
    {
        null => null,
        JsonObject value => value.ToDictionary(pair => pair.Key, pair => FromJson(pair.Value), StringComparer.Ordinal),
        JsonArray value => value.Select(FromJson).ToList(),
        _ => node.GetValueKind() switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.Number => double.Parse(node.ToJsonString(), CultureInfo.InvariantCulture),
            JsonValueKind.Null or JsonValueKind.Undefined => null,
            JsonValueKind.String or JsonValueKind.Object or JsonValueKind.Array => node.ToString(),
        },
    };

    public static bool IsTruthy(object? value) => value is not (null or false);

    public static double Number(object? value)
    {
        var number = RawNumber(value);
        return double.IsNaN(number) ? 0 : number;
    }

    public static bool AreEqual(object? left, object? right) => (left, right) switch
    {
        (Nothing, Nothing) => false,
        (Nothing nothing, _) => Is(nothing, right),
        (_, Nothing nothing) => Is(nothing, left),
        (IReadOnlyList<object?> a, IReadOnlyList<object?> b) => a.Count == b.Count && a.Zip(b).All(pair => AreEqual(pair.First, pair.Second)),
        (IReadOnlyDictionary<string, object?>, _) => ReferenceEquals(left, right),
        _ => Equals(left, right),
    };

    /// <summary>Below zero, zero or above as the left comes before, with or after the right; null when they have no order.</summary>
    public static int? Compare(object? left, object? right)
    {
        if (left is null or Nothing || right is null or Nothing)
        {
            return null;
        }

        if (left is string a && right is string b)
        {
            return string.CompareOrdinal(a, b);
        }

        var (x, y) = (RawNumber(left), RawNumber(right));
        return double.IsNaN(x) || double.IsNaN(y) ? null : x.CompareTo(y);
    }

    /// <summary>A number as JavaScript writes it.</summary>
    public static string NumberText(double number)
    {
        if (double.IsNaN(number))
        {
            return "NaN";
        }

        if (double.IsInfinity(number))
        {
            return number > 0 ? "Infinity" : "-Infinity";
        }

        if (number == 0)
        {
            return "0";
        }

        var (digits, exponent) = Shortest(Math.Abs(number));
        return (number < 0 ? "-" : string.Empty) + exponent switch
        {
            > 21 or <= -6 => Scientific(digits, exponent - 1),
            <= 0 => "0." + new string('0', -exponent) + digits,
            _ when exponent >= digits.Length => digits.PadRight(exponent, '0'),
            _ => $"{digits[..exponent]}.{digits[exponent..]}",
        };
    }

    private static bool Is(Nothing nothing, object? value) => value switch
    {
        string text => text.Length == 0 || (nothing == Nothing.Blank && string.IsNullOrWhiteSpace(text)),
        IReadOnlyList<object?> list => list.Count == 0,
        IReadOnlyDictionary<string, object?> properties => properties.Count == 0,
        null or false => nothing == Nothing.Blank,
        _ => false,
    };

    private static double RawNumber(object? value) => value switch
    {
        null or false => 0,
        true => 1,
        double number => number,
        string text when string.IsNullOrWhiteSpace(text) => 0,
        string text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && IsDecimal(text) => number,
        IReadOnlyList<object?> { Count: 0 } => 0,
        IReadOnlyList<object?> { Count: 1 } list => RawNumber(list[0]),
        Nothing => 0,
        _ => double.NaN,
    };

    private static readonly SearchValues<char> DecimalCharacters = SearchValues.Create("0123456789+-.eE \t\r\n");

    private static bool IsDecimal(string text) => text.AsSpan().IndexOfAnyExcept(DecimalCharacters) < 0;

    private static (string Digits, int Exponent) Shortest(double number)
    {
        var text = number.ToString("R", CultureInfo.InvariantCulture);
        var mark = text.IndexOf('E', StringComparison.Ordinal);
        var power = mark < 0 ? 0 : int.Parse(text.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var mantissa = mark < 0 ? text : text[..mark];
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        var whole = point < 0 ? mantissa.Length : point;
        var all = mantissa.Replace(".", string.Empty, StringComparison.Ordinal);
        var significant = all.TrimStart('0');
        return (significant.TrimEnd('0'), whole + power - (all.Length - significant.Length));
    }

    private static string Scientific(string digits, int power) =>
        $"{digits[..1]}{(digits.Length > 1 ? "." + digits[1..] : string.Empty)}e{(power < 0 ? "-" : "+")}{Math.Abs(power)}";
}
