using System.Text.Json.Nodes;

namespace AdminPortal.Auth0;

/// <summary>What to change on a user; what is null stays as it is.</summary>
public sealed record UserChanges
{
    /// <summary>Whether the user is kept from signing in.</summary>
    public bool? Blocked { get; init; }

    /// <summary>Whether the address is known to be the user's own.</summary>
    public bool? EmailVerified { get; init; }

    /// <summary>Merged one level deep; a key whose value is null is deleted.</summary>
    public JsonObject? AppMetadata { get; init; }
}
