using AdminPortal.Shell;

namespace AdminPortal.Invites;

/// <summary>The days on which an invitation sent now may end, on the viewer's own calendar: from tomorrow to the last day of the link.</summary>
public sealed class ExpiryDays
{
    private readonly DateTimeOffset _now;
    private readonly DateTimeOffset _linkEnds;
    private readonly ViewerZone _zone;

    /// <summary>The days of this moment.</summary>
    public ExpiryDays(InviteOffer offer, DateTimeOffset now, ViewerZone zone)
    {
        ArgumentNullException.ThrowIfNull(offer);
        ArgumentNullException.ThrowIfNull(zone);
        (_now, _linkEnds, _zone) = (now, now + offer.LongestLifetime, zone);
        First = DayOf(now).AddDays(1);
        Last = DayOf(_linkEnds);
    }

    /// <summary>The first day: today's end is what a short lifetime is for.</summary>
    public DateOnly First { get; }

    /// <summary>The last one: on it the link stops working.</summary>
    public DateOnly Last { get; }

    /// <summary>Whether the link lives into another day at all.</summary>
    public bool Any => First <= Last;

    /// <summary>The nearest possible day to where this lifetime ends.</summary>
    public DateOnly Nearest(TimeSpan lifetime)
    {
        var day = DayOf(_now + lifetime);
        return day > Last ? Last : day < First ? First : day;
    }

    /// <summary>When an invitation that ends with this day does so: in its last minute, but never later than the link.</summary>
    public DateTimeOffset EndOf(DateOnly day)
    {
        var end = _zone.At(day.AddDays(1)) - TimeSpan.FromMinutes(1);
        return end < _linkEnds ? end : _linkEnds;
    }

    /// <summary>How long that is from now.</summary>
    public TimeSpan LifetimeTo(DateOnly day) => EndOf(day) - _now;

    /// <summary>Until when it stays open, in words.</summary>
    public string Told(DateOnly day)
    {
        var end = EndOf(day);
        return $"Open until {TimeWords.Exact(end, _now, _zone)}{(end == _linkEnds ? ", as long as the link in the mail works" : "")}.";
    }

    /// <summary>What is wrong with a day, and which ones are right; null when it can be taken.</summary>
    public string? WhyNot(DateOnly? day) => day switch
    {
        null => $"Choose a day from {TimeWords.Day(First)} to {TimeWords.Day(Last)}.",
        { } it when it < First => $"That day is too early; choose {TimeWords.Day(First)} or a later one.",
        { } it when it > Last => $"The link in the mail stops working on {TimeWords.Day(Last)}; choose that day or an earlier one.",
        _ => null,
    };

    private DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(_zone.Local(at).DateTime);
}
