using System.Text.Json.Nodes;

namespace AdminPortal.Auth0;

/// <summary>An account as Auth0 shows it.</summary>
public sealed record Auth0User
{
    /// <summary>The whole id, such as <c>auth0|0199c2…</c>.</summary>
    public required string UserId { get; init; }

    /// <summary>The address, in lower case in a database connection.</summary>
    public string Email { get; init; } = "";

    /// <summary>The name; Auth0 fills in the address when none was given.</summary>
    public string Name { get; init; } = "";

    /// <summary>Whether the address is known to be the user's own.</summary>
    public bool EmailVerified { get; init; }

    /// <summary>Whether the user is kept from signing in.</summary>
    public bool Blocked { get; init; }

    /// <summary>When the password was last set; null while the first random one stands.</summary>
    public DateTimeOffset? LastPasswordReset { get; init; }

    /// <summary>Successful (and blocked) sign-ins so far.</summary>
    public int LoginsCount { get; init; }

    /// <summary>The latest sign-in.</summary>
    public DateTimeOffset? LastLogin { get; init; }

    /// <summary>What applications keep with the user.</summary>
    public JsonObject? AppMetadata { get; init; }

    /// <summary>When the account was made.</summary>
    public DateTimeOffset? CreatedAt { get; init; }
}

/// <summary>A role of the tenant.</summary>
public sealed record Auth0Role(string Id, string Name, string? Description);

/// <summary>Somebody who holds a role.</summary>
public sealed record RoleMember(string UserId, string Email, string Name);

/// <summary>A mail template of the tenant, as far as the portal needs it; <paramref name="LinkLifetime"/> is null when the tenant leaves it at Auth0's default.</summary>
public sealed record EmailTemplate(string Name, string Body, string Subject, string From, bool Enabled, TimeSpan? LinkLifetime);
