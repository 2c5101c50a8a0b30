namespace Auth0Emulator.Tenant;

/// <summary>A link with which a person sets a password, once.</summary>
public sealed record PasswordTicket
{
    /// <summary>32 letters or digits; whoever holds it can set the password.</summary>
    public required string Id { get; init; }

    public required string UserId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>True for mailed links: completing one proves the mailbox.</summary>
    public bool MarkEmailAsVerified { get; init; }

    public string? ClientId { get; init; }

    public string? ResultUrl { get; init; }

    public bool IncludeEmailInRedirect { get; init; }

    /// <summary>When it set a password.</summary>
    public DateTimeOffset? UsedAt { get; init; }

    /// <summary>When a newer ticket for the same user took its place.</summary>
    public DateTimeOffset? ReplacedAt { get; init; }
}
