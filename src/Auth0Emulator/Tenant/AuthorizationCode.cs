namespace Auth0Emulator.Tenant;

/// <summary>A code from /authorize, exchanged once at /oauth/token.</summary>
public sealed record AuthorizationCode
{
    public required string Code { get; init; }

    public required string ClientId { get; init; }

    public required string UserId { get; init; }

    public required string SessionId { get; init; }

    public required string RedirectUri { get; init; }

    public required string Scope { get; init; }

    public string? Nonce { get; init; }

    public string? Audience { get; init; }

    public string? CodeChallenge { get; init; }

    public string? CodeChallengeMethod { get; init; }

    /// <summary>When the person entered the password; sent as <c>auth_time</c> when <c>max_age</c> was asked for.</summary>
    public required DateTimeOffset AuthenticatedAt { get; init; }

    public bool IncludeAuthTime { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }
}
