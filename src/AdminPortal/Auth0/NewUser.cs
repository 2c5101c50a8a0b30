using System.Text.Json.Nodes;

namespace AdminPortal.Auth0;

/// <summary>A user to create; the client fills in the connection and keeps Auth0 from sending mails of its own.</summary>
public sealed record NewUser
{
    /// <summary>The part after <c>auth0|</c>; Auth0 stores the user under exactly this id.</summary>
    public required string UserId { get; init; }

    /// <summary>The address, in lower case as Auth0 stores it.</summary>
    public required string Email { get; init; }

    /// <summary>The person's name, if known.</summary>
    public string? Name { get; init; }

    /// <summary>The random first password; nobody ever sees it.</summary>
    public required string Password { get; init; }

    /// <summary>What the mail template reads about the invitation.</summary>
    public JsonObject? AppMetadata { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"NewUser {UserId} (password hidden)";
}
