using AdminPortal.Auth0;
using AdminPortal.Teams;
using Microsoft.Extensions.Options;

namespace AdminPortal.Invites;

/// <summary>What the invite dialog offers, from settings and the snapshot of the tenant; answers at once.</summary>
public sealed class InviteChoices(TenantState tenant, OfferedRoles offered, IOptions<InvitesOptions> invites)
{
    private static readonly TimeSpan[] UsualLifetimes = [TimeSpan.FromDays(1), TimeSpan.FromDays(3), TimeSpan.FromDays(7), TimeSpan.FromDays(14), TimeSpan.FromDays(30)];

    /// <summary>The offer of this moment.</summary>
    public InviteOffer Read()
    {
        var roles = offered.Read();
        var longest = Longest(tenant.Facts.LinkLifetime);
        var lifetimes = UsualLifetimes.Append(invites.Value.Lifetime).Where(lifetime => lifetime <= longest).Distinct().Order().ToList();
        if (lifetimes.Count == 0 || (lifetimes[^1] < longest && longest < UsualLifetimes[^1]))
        {
            lifetimes.Add(longest);
        }

        return new InviteOffer
        {
            Roles = roles.Roles,
            RolesReadAt = roles.ReadAt,
            RolesNotInTenant = roles.NotInTenant,
            Lifetimes = lifetimes,
            DefaultLifetime = invites.Value.Lifetime < longest ? invites.Value.Lifetime : longest,
            ShortestLifetime = InvitesOptions.ShortestLifetime < longest ? InvitesOptions.ShortestLifetime : longest,
            LongestLifetime = longest,
            MessageLimit = InvitesOptions.MessageLimit,
            AddressLimit = InvitesOptions.AddressLimit,
        };
    }

    /// <summary>When an invitation mailed at that moment ends: after its own lifetime or with the day somebody chose, but never later than the link in the mail.</summary>
    public DateTimeOffset ExpiryIfSentAt(DateTimeOffset mailedAt, Invite invite)
    {
        ArgumentNullException.ThrowIfNull(invite);
        return Expiry(mailedAt, invite.Lifetime, invite.EndsBy);
    }

    /// <summary>When a lifetime that begins at that moment ends: with the day somebody chose, but never later than a link that begins with it.</summary>
    public DateTimeOffset Expiry(DateTimeOffset from, TimeSpan lifetime, DateTimeOffset? endsBy)
    {
        var link = tenant.Facts.LinkLifetime;
        var end = from + (lifetime < link ? lifetime : link);
        if (endsBy is not { } chosen || chosen >= end)
        {
            return end;
        }

        // Sending has waited until the chosen day was nearly over: whoever gets the mail still needs time to use it.
        var soonest = from + (InvitesOptions.ShortestLifetime < link ? InvitesOptions.ShortestLifetime : link);
        return chosen > soonest ? chosen : soonest;
    }

    private static TimeSpan Longest(TimeSpan linkLifetime) => linkLifetime < InvitesOptions.LongestLifetime ? linkLifetime : InvitesOptions.LongestLifetime;
}

/// <summary>Roles, expiries and limits the dialog offers.</summary>
public sealed record InviteOffer
{
    /// <summary>The roles a person may be given, in the order of the settings, without them the administrative ones last; only those the tenant has.</summary>
    public required IReadOnlyList<RoleChoice> Roles { get; init; }

    /// <summary>When the tenant's roles were read; null while they never were.</summary>
    public DateTimeOffset? RolesReadAt { get; init; }

    /// <summary>Roles that settings offer and the tenant does not have.</summary>
    public required IReadOnlyList<string> RolesNotInTenant { get; init; }

    /// <summary>The expiries on offer, shortest first; none is longer than the link lives.</summary>
    public required IReadOnlyList<TimeSpan> Lifetimes { get; init; }

    /// <summary>The one chosen beforehand.</summary>
    public required TimeSpan DefaultLifetime { get; init; }

    /// <summary>The shortest expiry that can be typed in.</summary>
    public required TimeSpan ShortestLifetime { get; init; }

    /// <summary>The longest expiry: as long as the link in the mail lives.</summary>
    public required TimeSpan LongestLifetime { get; init; }

    /// <summary>Longest message, in characters.</summary>
    public required int MessageLimit { get; init; }

    /// <summary>How many addresses the dialog takes at once.</summary>
    public required int AddressLimit { get; init; }

    /// <summary>The teams this person may invite into, by name; none while nobody was asked for.</summary>
    public IReadOnlyList<TeamChoice> Teams { get; init; } = [];

    /// <summary>Whether one of <see cref="Teams"/> must be chosen.</summary>
    public bool TeamRequired { get; init; }

    /// <summary>How many more invitations of 24 hours there are for the person and the company; null when that was not asked or can't be told.</summary>
    public DailyRoom? Room { get; init; }
}
