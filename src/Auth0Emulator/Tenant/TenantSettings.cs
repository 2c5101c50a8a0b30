namespace Auth0Emulator.Tenant;

/// <summary>Settings of the tenant as a whole.</summary>
public sealed record TenantSettings
{
    /// <summary>The tenant's short name, <c>tenant</c> in mails.</summary>
    public string Name { get; init; } = "local";

    public string FriendlyName { get; init; } = "Acme";

    public string? SupportEmail { get; init; }

    public string? SupportUrl { get; init; }

    public string? LogoUrl { get; init; }

    public string? FaviconUrl { get; init; }

    /// <summary>A font file.</summary>
    public string? FontUrl { get; init; }

    /// <summary>Three or six hexadecimal digits behind a #.</summary>
    public string? PrimaryColor { get; init; }

    public PageBackground? PageBackground { get; init; }

    public string? DefaultRedirectionUri { get; init; }

    /// <summary>Where /v2/logout may lead when it names no client.</summary>
    public IReadOnlyList<string> AllowedLogoutUrls { get; init; } = [];

    /// <summary>Seconds a Management token lives.</summary>
    public int ManagementTokenLifetimeInSeconds { get; init; } = 86400;

    /// <summary>Longest time a browser stays signed in to the tenant.</summary>
    public int SessionLifetimeInSeconds { get; init; } = 604800;
}
