using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;

namespace AdminPortal.Invites;

/// <summary>The list's place in the address bar: everything that decides what is shown stands there, so a link shows the same.</summary>
public static class InviteListAddress
{
    /// <summary>Where the list lives.</summary>
    public const string Path = "/invites";

    /// <summary>Stands in the address for "of no team".</summary>
    public const string NoTeam = "none";

    private static readonly Dictionary<InviteStatusFilter, (string Slug, string Name)> Filters = new()
    {
        [InviteStatusFilter.Pending] = ("pending", "Pending"),
        [InviteStatusFilter.ExpiringSoon] = ("expiring", "Expiring in 48 h"),
        [InviteStatusFilter.Sending] = ("sending", "Sending"),
        [InviteStatusFilter.NotConfirmed] = ("not-confirmed", "Not confirmed"),
        [InviteStatusFilter.NotSent] = ("not-sent", "Not sent"),
        [InviteStatusFilter.Expired] = ("expired", "Expired"),
        [InviteStatusFilter.Accepted] = ("accepted", "Accepted"),
        [InviteStatusFilter.AcceptedLately] = ("accepted-lately", "Accepted in 30 days"),
        [InviteStatusFilter.Revoking] = ("revoking", "Revoking"),
        [InviteStatusFilter.Revoked] = ("revoked", "Revoked"),
    };

    /// <summary>The filter's choices: value in the address, name on the screen.</summary>
    public static IEnumerable<(string Slug, string Name)> Choices => Filters.Values;

    /// <summary>A filter's value in the address.</summary>
    public static string Slug(InviteStatusFilter filter) => Filters[filter].Slug;

    /// <summary>A filter's name on the screen.</summary>
    public static string Name(InviteStatusFilter filter) => Filters[filter].Name;

    /// <summary>Reads an address; what makes no sense in it counts as absent.</summary>
    public static InviteListQuery Read(string? q, string? status, string? team, string? sort, string? order, string? after, string? before, int? from, int? size) => new()
    {
        Search = string.IsNullOrWhiteSpace(q) ? null : q.Trim(),
        Status = Filters.FirstOrDefault(it => it.Value.Slug == status) is { Value.Slug: not null } found ? found.Key : null,
        Team = team is NoTeam ? new TeamFilter(null) : Guid.TryParse(team, out var id) ? new TeamFilter(id) : null,
        Sort = sort switch
        {
            "email" => InviteSort.Email,
            "sent" => InviteSort.Sent,
            "expires" => InviteSort.Expires,
            _ => InviteSort.Newest,
        },
        Descending = order is "desc",
        After = string.IsNullOrEmpty(after) ? null : after,
        Before = string.IsNullOrEmpty(after) && !string.IsNullOrEmpty(before) ? before : null,
        From = from is > 0 ? from.Value : 1,
        Size = size is { } asked && InviteListQuery.Sizes.Contains(asked) ? asked : InviteListQuery.Sizes[0],
    };

    /// <summary>The address of what <paramref name="query"/> shows; defaults are left out.</summary>
    public static string Of(InviteListQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        var parts = new Dictionary<string, string?>();
        Add("q", query.Search);
        Add("status", query.Status is { } status ? Slug(status) : null);
        Add("team", query.Team is { } team ? Slug(team) : null);
        Add("sort", Slug(query.Sort));
        Add("order", query.Descending && query.Sort is not InviteSort.Newest ? "desc" : null);
        Add("size", query.Size == InviteListQuery.Sizes[0] ? null : query.Size.ToString(CultureInfo.InvariantCulture));
        Add("after", query.After);
        Add("before", query.Before);
        Add("from", query.After is null && query.Before is null ? null : query.From.ToString(CultureInfo.InvariantCulture));
        return QueryHelpers.AddQueryString(Path, parts);

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                parts[name] = value;
            }
        }
    }

    /// <summary>A team's value in the address.</summary>
    public static string Slug(TeamFilter team)
    {
        ArgumentNullException.ThrowIfNull(team);
        return team.Id?.ToString() ?? NoTeam;
    }

    /// <summary>The list narrowed to one status, from its first page.</summary>
    public static string Of(InviteStatusFilter filter) => Of(new InviteListQuery { Status = filter });

    /// <summary>The same view from its first row.</summary>
    public static InviteListQuery FromTheTop(this InviteListQuery query) => query with { After = null, Before = null, From = 1 };

    /// <summary>What a click on a column's heading leads to: the useful direction first, the other one on the second click.</summary>
    public static InviteListQuery SortedBy(this InviteListQuery query, InviteSort sort) => query.FromTheTop() with
    {
        Sort = sort,
        Descending = query.Sort == sort ? !query.Descending : sort is InviteSort.Sent,
    };

    /// <summary>A sort's value in the address; nothing for the default.</summary>
    public static string? Slug(InviteSort sort) => sort switch
    {
        InviteSort.Newest => null,
        InviteSort.Email => "email",
        InviteSort.Sent => "sent",
        InviteSort.Expires => "expires",
    };
}
