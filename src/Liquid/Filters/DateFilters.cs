using System.Globalization;

namespace Liquid.Filters;

/// <summary>Dates, told in UTC as Auth0 tells them unless the filter names another zone.</summary>
internal static class DateFilters
{
    private const string Usual = "%A, %B %-e, %Y at %-l:%M %P %z";

    public static readonly Dictionary<string, Filter> All = new(StringComparer.Ordinal) { ["date"] = new(Format) };

    /// <summary>A value that is no date is handed on unchanged.</summary>
    private static object? Format(FilterInput input)
    {
        if (Parse(input) is not { } instant)
        {
            return input.Value;
        }

        var (local, zone) = WithinCalendar(input, instant);
        var pattern = input.Argument(0) is null ? Usual : input.TextArgument(0);
        return DatePattern.Format(local, zone, pattern, length => input.Measure(length));
    }

    private static DateTimeOffset? Parse(FilterInput input) => input.Value switch
    {
        "now" or "today" => input.Evaluation.Now,
        double seconds => FromSeconds(seconds),
        string { Length: > 0 } digits when digits.All(char.IsAsciiDigit) => FromSeconds(double.Parse(digits, CultureInfo.InvariantCulture)),
        string text when DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant) => instant,
        _ => null,
    };

    private static DateTimeOffset? FromSeconds(double seconds) =>
        seconds is > -62_135_596_800 and < 253_402_300_800 ? DateTimeOffset.UnixEpoch.AddMilliseconds(Math.Truncate(seconds * 1000)) : null;

    /// <summary>The first and last hours of the calendar don't exist in every zone.</summary>
    private static (DateTimeOffset Local, string Zone) WithinCalendar(FilterInput input, DateTimeOffset instant)
    {
        try
        {
            return InZone(input, instant);
        }
        catch (ArgumentOutOfRangeException)
        {
            throw input.Fault("the date is outside the calendar in that time zone");
        }
    }

    /// <summary>A number is minutes west of UTC, as in JavaScript; a text is the name of a time zone.</summary>
    private static (DateTimeOffset Local, string Zone) InZone(FilterInput input, DateTimeOffset instant)
    {
        switch (input.Argument(1))
        {
            case null:
                return (instant.ToUniversalTime(), "UTC");
            case string name:
                return TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone)
                    ? (TimeZoneInfo.ConvertTime(instant, zone), name)
                    : throw input.Fault($"there is no time zone '{name}'");
            case double west when Math.Abs(west) <= 14 * 60:
                return (instant.ToOffset(TimeSpan.FromMinutes(-Math.Truncate(west))), string.Empty);
            default:
                throw input.Fault("the time zone is a name or minutes west of UTC");
        }
    }
}
