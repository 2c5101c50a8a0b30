using System.Text.Json.Nodes;
using Auth0Emulator.Api;

namespace Auth0Emulator.Management;

/// <summary>Who calls the Management API, as its token says.</summary>
public sealed record ManagementCaller(string ClientId, IReadOnlySet<string> Scopes)
{
    /// <summary>Whether the token carries the scope.</summary>
    public bool Has(string scope) => Scopes.Contains(scope);
}

/// <summary>A call whose token and scopes are in order.</summary>
public sealed record ManagementCall
{
    public required ManagementCaller Caller { get; init; }

    public required Visitor Visitor { get; init; }

    /// <summary>The id in the path, decoded; empty when the path has none.</summary>
    public string Id { get; init; } = "";

    public required QueryFields Query { get; init; }

    /// <summary>The 409 for a call that would have to name a custom domain and doesn't; null when it does, or need not.</summary>
    public ApiReply? DomainConflict { get; init; }

    /// <summary>An empty object when nothing was sent.</summary>
    public JsonNode Body { get; init; } = new JsonObject();

    /// <summary>The body's fields; the schema has made sure that it is an object.</summary>
    public JsonObject Fields => (JsonObject)Body;
}

/// <summary>Answers calls on one route.</summary>
public delegate ApiReply ManagementOperation(ManagementCall call);

/// <summary>One line of the Management API: method, path below /api/v2, who may, what the log calls it, what answers.</summary>
public sealed record ManagementRoute(string Method, string Path, ScopeRule Scopes, string Description, ManagementOperation Operation);
