namespace Auth0Emulator.Tenant;

/// <summary>A browser signed in to the tenant itself (the cookie on the tenant's own domain).</summary>
public sealed record TenantSession
{
    /// <summary>The <c>sid</c> in ID tokens.</summary>
    public required string Id { get; init; }

    /// <summary>The cookie's value; not the id, which applications get to see.</summary>
    public required string CookieValue { get; init; }

    public required string UserId { get; init; }

    public required DateTimeOffset AuthenticatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }
}

/// <summary>A refresh token, given when <c>offline_access</c> was asked for.</summary>
public sealed record RefreshToken
{
    public required string Token { get; init; }

    public required string ClientId { get; init; }

    public required string UserId { get; init; }

    public required string SessionId { get; init; }

    public required string Scope { get; init; }

    public string? Audience { get; init; }

    public required DateTimeOffset AuthenticatedAt { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}
