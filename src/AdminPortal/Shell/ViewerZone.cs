using Microsoft.AspNetCore.Components;

namespace AdminPortal.Shell;

/// <summary>The time zone of the person at the screen: told by a cookie to plain pages, carried along into live ones.</summary>
public sealed class ViewerZone
{
    /// <summary>The cookie js/zone.js writes.</summary>
    public const string Cookie = "tz";

    private TimeZoneInfo? _zone;
    private string? _id;

    /// <summary>Reads the cookie where there is a request; in a live page <see cref="Id"/> arrives with it.</summary>
    public ViewerZone(IHttpContextAccessor http)
    {
        if (http.HttpContext?.Request.Cookies[Cookie] is { Length: > 0 and < 64 } id)
        {
            Id = id;
        }
    }

    /// <summary>The zone has become known.</summary>
    public event Action? Changed;

    /// <summary>IANA name of the zone; unknown names are dropped.</summary>
    [PersistentState]
    public string? Id
    {
        get => _id;
        set
        {
            if (value is null || value == _id || !TimeZoneInfo.TryFindSystemTimeZoneById(value, out var zone))
            {
                return;
            }

            (_id, _zone) = (value, zone);
            Changed?.Invoke();
        }
    }

    /// <summary>Whether the browser has told its zone; until then times are in UTC and say so.</summary>
    public bool IsKnown => _zone is not null;

    /// <summary>An instant on the viewer's own clock.</summary>
    public DateTimeOffset Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, _zone ?? TimeZoneInfo.Utc);

    /// <summary>When a day begins on the viewer's own clock.</summary>
    public DateTimeOffset At(DateOnly day)
    {
        var zone = _zone ?? TimeZoneInfo.Utc;
        var midnight = day.ToDateTime(TimeOnly.MinValue);

        // Where summer time begins at midnight, that day begins an hour later.
        var begin = zone.IsInvalidTime(midnight) ? midnight.AddHours(1) : midnight;
        return new DateTimeOffset(begin, zone.GetUtcOffset(begin));
    }
}
