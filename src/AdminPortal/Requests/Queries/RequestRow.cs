using AdminPortal.Invites;

namespace AdminPortal.Requests;

/// <summary>A request as lists show it.</summary>
public sealed record RequestRow
{
    /// <summary>The public id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The address asked for.</summary>
    public required string Email { get; init; }

    /// <summary>The person's name, when it was given.</summary>
    public string? Name { get; init; }

    /// <summary>The team to join.</summary>
    public required Guid TeamId { get; init; }

    /// <summary>What the team is called now.</summary>
    public required string TeamName { get; init; }

    /// <summary>Nobody is invited into the team any more.</summary>
    public bool TeamIsArchived { get; init; }

    /// <summary>The roles asked for.</summary>
    public required IReadOnlyList<RequestedRole> Roles { get; init; }

    /// <summary>How long the invitation is to stay open.</summary>
    public required TimeSpan Lifetime { get; init; }

    /// <summary>The last moment, when a day was chosen.</summary>
    public DateTimeOffset? EndsBy { get; init; }

    /// <summary>Words for the invitee.</summary>
    public string? Message { get; init; }

    /// <summary>Words for whoever decides.</summary>
    public string? Reason { get; init; }

    /// <summary>Who asks.</summary>
    public required string AskedByName { get; init; }

    /// <summary>Whether they still lead the team.</summary>
    public bool AskerLeads { get; init; }

    /// <summary>Whether the one who looks has asked it.</summary>
    public bool IsOwn { get; init; }

    /// <summary>When it was asked.</summary>
    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>Where it stands.</summary>
    public required RequestStatus Status { get; init; }

    /// <summary>Who answered it.</summary>
    public string? AnsweredByName { get; init; }

    /// <summary>When it was answered.</summary>
    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>What the admin wrote to the asker.</summary>
    public string? Note { get; init; }

    /// <summary>What the admin put right.</summary>
    public string? Correction { get; init; }

    /// <summary>How the invitation stands that it became or was overtaken by.</summary>
    public InviteStatus? InviteStatus { get; init; }

    /// <summary>That invitation, when the one who looks may see it.</summary>
    public Guid? InviteId { get; init; }

    /// <summary>While it waits: that the address was invited another way meanwhile; null when it was not.</summary>
    public string? Meanwhile { get; init; }
}
