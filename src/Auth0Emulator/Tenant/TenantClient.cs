namespace Auth0Emulator.Tenant;

/// <summary>An application registered with the tenant.</summary>
public sealed record TenantClient
{
    public required string ClientId { get; init; }

    /// <summary>Null for a public client.</summary>
    public string? ClientSecret { get; init; }

    public required string Name { get; init; }

    /// <summary><c>regular_web</c>, <c>spa</c>, <c>native</c> or <c>non_interactive</c>.</summary>
    public required string AppType { get; init; }

    public string? Description { get; init; }

    public string? LogoUri { get; init; }

    /// <summary><c>client_secret_post</c>, <c>client_secret_basic</c> or <c>none</c>.</summary>
    public string TokenEndpointAuthMethod { get; init; } = "client_secret_post";

    public IReadOnlyList<string> GrantTypes { get; init; } = [];

    /// <summary>Exact addresses; <c>*</c> stands for any port of a loopback host.</summary>
    public IReadOnlyList<string> Callbacks { get; init; } = [];

    public IReadOnlyList<string> AllowedLogoutUrls { get; init; } = [];

    public IReadOnlyList<string> WebOrigins { get; init; } = [];

    /// <summary>Where the page after a password reset leads back to.</summary>
    public string? InitiateLoginUri { get; init; }

    public IReadOnlyDictionary<string, string> ClientMetadata { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Lifetime of this client's ID tokens.</summary>
    public int IdTokenLifetimeInSeconds { get; init; } = 36000;
}
