using Auth0Emulator.Api;
using Auth0Emulator.Tenant;

namespace Auth0Emulator.Authentication;

/// <summary>One grant type of /oauth/token.</summary>
public interface ITokenGrant
{
    /// <summary>The value of <c>grant_type</c> it answers to.</summary>
    string GrantType { get; }

    /// <summary>Answers a request whose client has been authenticated and may use this grant type.</summary>
    ApiReply Exchange(TokenRequest request);
}

/// <summary>A request to /oauth/token.</summary>
public sealed record TokenRequest
{
    public required TenantClient Client { get; init; }

    /// <summary>The fields of the form or JSON body.</summary>
    public required IReadOnlyDictionary<string, string> Fields { get; init; }

    public required Visitor Visitor { get; init; }

    /// <summary>A field, or null when it is absent or empty.</summary>
    public string? Field(string name) => Fields.TryGetValue(name, out var value) && value.Length > 0 ? value : null;
}
