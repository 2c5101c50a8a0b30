using System.Text.Json.Nodes;

namespace Auth0Emulator.Tenant;

/// <summary>A user of the database connection, as the tenant keeps it; a field Auth0 would leave out of its answers is null here.</summary>
public sealed record TenantUser
{
    /// <summary><c>auth0|</c> and 24 hex digits, or what the caller asked for.</summary>
    public required string UserId { get; init; }

    /// <summary>The connection's name, not its id.</summary>
    public required string Connection { get; init; }

    /// <summary>Always lower case: the database connection folds it on saving.</summary>
    public required string Email { get; init; }

    public bool EmailVerified { get; init; }

    public string? Username { get; init; }

    public string? PhoneNumber { get; init; }

    public bool? PhoneVerified { get; init; }

    public required string Name { get; init; }

    public required string Nickname { get; init; }

    public string? GivenName { get; init; }

    public string? FamilyName { get; init; }

    public required string Picture { get; init; }

    /// <summary>Absent until somebody sets it, as in Auth0.</summary>
    public bool? Blocked { get; init; }

    /// <summary>Never changed in place: a new object replaces it.</summary>
    public JsonObject? AppMetadata { get; init; }

    /// <summary>Never changed in place: a new object replaces it.</summary>
    public JsonObject? UserMetadata { get; init; }

    public required string PasswordHash { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Absent until the password was set by a link or by the API after creation.</summary>
    public DateTimeOffset? LastPasswordReset { get; init; }

    public DateTimeOffset? LastLogin { get; init; }

    public string? LastIp { get; init; }

    /// <summary>Absent until the first login; counts blocked attempts too.</summary>
    public int? LoginsCount { get; init; }

    /// <summary>The part after <c>auth0|</c>.</summary>
    public string IdentityId => UserId[(UserId.IndexOf('|', StringComparison.Ordinal) + 1)..];
}
