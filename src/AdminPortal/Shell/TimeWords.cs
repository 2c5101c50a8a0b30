using System.Globalization;

namespace AdminPortal.Shell;

/// <summary>Instants and spans in words.</summary>
public static class TimeWords
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    /// <summary>"2 min ago", "in 31 hours", "5 days ago"; hours up to two days, because then hours matter.</summary>
    public static string Relative(DateTimeOffset at, DateTimeOffset now)
    {
        var distance = (at - now).Duration();
        return at <= now
            ? distance < TimeSpan.FromSeconds(45) ? "just now" : $"{Elapsed(distance)} ago"
            : $"in {Span(distance)}";
    }

    /// <summary>"40 s", "2 min", "31 hours", "5 days".</summary>
    public static string Span(TimeSpan span) => span switch
    {
        { TotalSeconds: < 59.5 } => $"{Math.Max(1, Math.Round(span.TotalSeconds)):0} s",
        { TotalMinutes: < 59.5 } => $"{Math.Round(span.TotalMinutes):0} min",
        { TotalHours: < 47.5 } => Counted(Math.Round(span.TotalHours), "hour"),
        _ => Counted(Math.Round(span.TotalDays), "day"),
    };

    /// <summary>"0:42", "12:05", for what counts down; a second that has begun counts whole.</summary>
    public static string Countdown(TimeSpan span)
    {
        var seconds = Math.Max(0, (long)Math.Ceiling(span.TotalSeconds));
        return string.Create(CultureInfo.InvariantCulture, $"{seconds / 60}:{seconds % 60:00}");
    }

    /// <summary>"27 November, 09:12", with the year when it is another one and "UTC" while the viewer's zone is unknown.</summary>
    public static string Exact(DateTimeOffset at, DateTimeOffset now, ViewerZone zone)
    {
        var local = zone.Local(at);
        var date = local.Year == zone.Local(now).Year ? "d MMMM" : "d MMMM yyyy";
        return local.ToString($"{date}, HH:mm", English) + Suffix(zone);
    }

    /// <summary>"Friday 27 November 2026, 09:12".</summary>
    public static string Full(DateTimeOffset at, ViewerZone zone) =>
        zone.Local(at).ToString("dddd d MMMM yyyy, HH:mm", English) + Suffix(zone);

    /// <summary>"27 November".</summary>
    public static string Day(DateTimeOffset at, ViewerZone zone) => zone.Local(at).ToString("d MMMM", English);

    /// <summary>"27 November", of a day on a calendar.</summary>
    public static string Day(DateOnly day) => day.ToString("d MMMM", English);

    /// <summary>"09:12".</summary>
    public static string Clock(DateTimeOffset at, ViewerZone zone) => zone.Local(at).ToString("HH:mm", English) + Suffix(zone);

    /// <summary>The form for machines.</summary>
    public static string Machine(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss'Z'", CultureInfo.InvariantCulture);

    // What has passed is not rounded up: "5 days ago" until the sixth is full.
    private static string Elapsed(TimeSpan span) => span switch
    {
        { TotalSeconds: < 60 } => Span(TimeSpan.FromSeconds(Math.Floor(span.TotalSeconds))),
        { TotalMinutes: < 60 } => Span(TimeSpan.FromMinutes(Math.Floor(span.TotalMinutes))),
        { TotalHours: < 48 } => Counted(Math.Floor(span.TotalHours), "hour"),
        _ => Counted(Math.Floor(span.TotalDays), "day"),
    };

    private static string Suffix(ViewerZone zone) => zone.IsKnown ? "" : " UTC";

    private static string Counted(double count, string noun) => $"{count:0} {noun}{(count is 1 ? "" : "s")}";
}
