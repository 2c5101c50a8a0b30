namespace AdminPortal.Invites;

/// <summary>What the invite dialog offers, from settings and the snapshot of the tenant; answers at once.</summary>
public sealed class InviteChoices
{
    /// <summary>The offer of this moment.</summary>
    public InviteOffer Read() => throw new NotSupportedException("arrives with the next landing");
}

/// <summary>Roles, expiries and limits the dialog offers.</summary>
public sealed record InviteOffer
{
    /// <summary>The roles a person may be given; only those the tenant has.</summary>
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
}

/// <summary>A role on offer.</summary>
public sealed record RoleChoice(string Id, string Name, string? Description, bool Administrative);
