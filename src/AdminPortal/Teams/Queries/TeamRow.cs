namespace AdminPortal.Teams;

/// <summary>What list and details show of a team.</summary>
public sealed record TeamRow
{
    /// <summary>Its public id.</summary>
    public required Guid Id { get; init; }

    /// <summary>What it is called.</summary>
    public required string Name { get; init; }

    /// <summary>When it was archived; null while it is in use.</summary>
    public DateTimeOffset? ArchivedAt { get; init; }

    /// <summary>Who leads it, by name.</summary>
    public required IReadOnlyList<LeadRow> Leads { get; init; }

    /// <summary>How its invitations stand.</summary>
    public required TeamInviteCounts Invites { get; init; }
}

/// <summary>Somebody who leads a team.</summary>
/// <param name="Subject">Their account in Auth0.</param>
/// <param name="Name">What they are called.</param>
/// <param name="Email">Their address.</param>
/// <param name="MissingRole">The role they need in Auth0 before leading counts; null when nothing is missing, or that can't be told.</param>
public sealed record LeadRow(string Subject, string Name, string Email, string? MissingRole);

/// <summary>A role in one of a team's lists.</summary>
/// <param name="Id">Its id in Auth0.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Administrative">It wears the shield.</param>
/// <param name="IsOffered">Whether it can be given today; a role that is not stays in the list, and nobody gets it.</param>
public sealed record TeamRoleRow(string Id, string Name, bool Administrative, bool IsOffered);
