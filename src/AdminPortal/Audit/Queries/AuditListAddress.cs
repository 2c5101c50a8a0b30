using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;

namespace AdminPortal.Audit;

/// <summary>The audit's place in the address bar: everything that decides what is shown stands there.</summary>
public static class AuditListAddress
{
    /// <summary>Where the audit lives.</summary>
    public const string Path = "/audit";

    /// <summary>Where it is taken away as a file.</summary>
    public const string ExportPath = "/audit/export";

    private const string DayFormat = "yyyy-MM-dd";

    /// <summary>The stretches of time on offer: value in the address, name on the screen.</summary>
    public static IReadOnlyList<(AuditSpan Span, string Slug, string Name)> Spans { get; } =
    [
        (AuditSpan.Day, "24h", "last 24 hours"),
        (AuditSpan.Week, "7d", "last 7 days"),
        (AuditSpan.Month, "30d", "last 30 days"),
    ];

    /// <summary>Reads an address; what makes no sense in it counts as absent.</summary>
    public static AuditListQuery Read(IReadOnlyDictionary<string, string?> address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return new AuditListQuery
        {
            Search = Text("q"),
            Who = Text("who"),
            What = Text("what"),
            Outcome = Text("outcome") switch
            {
                "allowed" => AuditOutcome.Allowed,
                "refused" => AuditOutcome.Refused,
                _ => null,
            },
            When = Spans.FirstOrDefault(it => it.Slug == Text("when")) is { Slug: not null } found ? found.Span : null,
            Since = Day("since"),
            Until = Day("until"),
            Invite = Guid.TryParse(Text("invite"), out var invite) ? invite.ToString() : null,
            Person = Text("person"),
            Older = Number("older"),
            Newer = Number("older") is null ? Number("newer") : null,
            From = Number("from") is > 0 and < int.MaxValue and var from ? (int)from : 1,
        };

        string? Text(string name) => address.GetValueOrDefault(name)?.Trim() is { Length: > 0 and <= 400 } text ? text : null;

        long? Number(string name) => long.TryParse(Text(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

        DateOnly? Day(string name) => DateOnly.TryParseExact(Text(name), DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
    }

    /// <summary>The address of what <paramref name="query"/> shows; defaults are left out.</summary>
    public static string Of(AuditListQuery query, string path = Path)
    {
        ArgumentNullException.ThrowIfNull(query);
        var parts = new Dictionary<string, string?>
        {
            ["q"] = query.Search,
            ["who"] = query.Who,
            ["what"] = query.What,
            ["outcome"] = query.Outcome switch
            {
                AuditOutcome.Allowed => "allowed",
                AuditOutcome.Refused => "refused",
                null => null,
            },
            ["when"] = query.When is { } when ? Spans.Single(it => it.Span == when).Slug : null,
            ["since"] = query.Since?.ToString(DayFormat, CultureInfo.InvariantCulture),
            ["until"] = query.Until?.ToString(DayFormat, CultureInfo.InvariantCulture),
            ["invite"] = query.Invite,
            ["person"] = query.Person,
            ["older"] = query.Older?.ToString(CultureInfo.InvariantCulture),
            ["newer"] = query.Newer?.ToString(CultureInfo.InvariantCulture),
            ["from"] = query.Older is null && query.Newer is null ? null : query.From.ToString(CultureInfo.InvariantCulture),
        };
        return QueryHelpers.AddQueryString(path, parts.Where(part => part.Value is not null).ToDictionary());
    }

    /// <summary>What one invitation has been through.</summary>
    public static string OfInvite(Guid invite) => Of(new AuditListQuery { Invite = invite.ToString() });

    /// <summary>What one person did, and what was done to them.</summary>
    public static string OfPerson(string subject) => Of(new AuditListQuery { Person = subject });

    /// <summary>One entry.</summary>
    public static string OfEntry(long number) => string.Create(CultureInfo.InvariantCulture, $"{Path}/{number}");
}
