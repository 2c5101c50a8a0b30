using System.Text.Json.Nodes;
using Auth0Emulator.Api;
using Auth0Emulator.Tenant;

namespace Auth0Emulator.Authentication;

/// <summary>The machine's way in: a Management token with every scope of the client's grant, baked in until it expires.</summary>
public sealed class ClientCredentialsGrant(TenantState state, TenantAddress address, TokenMinter minter, TenantLog log) : ITokenGrant
{
    internal const string Name = "client_credentials";

    /// <inheritdoc/>
    public string GrantType => Name;

    /// <inheritdoc/>
    public ApiReply Exchange(TokenRequest request)
    {
        // Whoever can't keep a secret could be anybody.
        if (request.Client.ClientSecret is null || request.Client.TokenEndpointAuthMethod == "none")
        {
            return Refuse(request, OAuthTokenEndpoint.GrantTypeNotAllowed(Name));
        }

        if (request.Field("organization") is not null)
        {
            return Auth0Errors.NotEmulated("The parameter organization of /oauth/token");
        }

        if (request.Field("audience") is not { } audience)
        {
            return Refuse(request, Auth0Errors.OAuth(400, "invalid_request", "Missing required parameter: audience"));
        }

        var (grant, settings, known) = state.Read(tenant => (
            tenant.Grants.Find(grant => grant.ClientId == request.Client.ClientId && grant.Audience == audience),
            tenant.Settings,
            audience == address.ManagementAudience || tenant.Grants.Exists(grant => grant.Audience == audience)));
        if (!known)
        {
            return Denied(request, $"Service not enabled within domain: {audience}");
        }

        if (grant is null)
        {
            return Denied(request, $"Client is not authorized to access \"{audience}\". You need to create a \"client-grant\" associated to this API. See: https://auth0.com/docs/api/v2#!/Client_Grants/post_client_grants");
        }

        if (Scopes(request, grant) is not { } scope)
        {
            return Refuse(request, Auth0Errors.OAuth(400, "invalid_scope", $"Client has not been granted scopes: {request.Field("scope")}"));
        }

        log.Write(Entry("seccft", request.Client, request.Visitor) with { Audience = audience, Scope = scope });
        return ApiReply.Ok(Answer(request.Client, audience, scope, settings.ManagementTokenLifetimeInSeconds));
    }

    internal static LogEntry Failure(TenantClient client, Visitor visitor, string description) =>
        Entry("feccft", client, visitor) with { Description = description };

    private static LogEntry Entry(string type, TenantClient client, Visitor visitor) =>
        new() { Type = type, ClientId = client.ClientId, Ip = visitor.Ip, UserAgent = visitor.UserAgent };

    private static string? Scopes(TokenRequest request, ClientGrant grant)
    {
        if (request.Field("scope") is not { } asked)
        {
            return string.Join(' ', grant.Scope);
        }

        var scopes = asked.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return scopes.All(scope => grant.Scope.Contains(scope, StringComparer.Ordinal)) ? string.Join(' ', scopes) : null;
    }

    private JsonObject Answer(TenantClient client, string audience, string scope, int seconds) => new()
    {
        ["access_token"] = minter.Mint(
            new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["sub"] = $"{client.ClientId}@clients",
                ["aud"] = audience,
                ["azp"] = client.ClientId,
                ["gty"] = "client-credentials",
                ["scope"] = scope,
            },
            seconds),
        ["scope"] = scope,
        ["expires_in"] = seconds,
        ["token_type"] = "Bearer",
    };

    private ApiReply Denied(TokenRequest request, string description) => Refuse(request, Auth0Errors.OAuth(403, "access_denied", description));

    private ApiReply Refuse(TokenRequest request, ApiReply refusal)
    {
        log.Write(Failure(request.Client, request.Visitor, (string)refusal.Body!["error_description"]!));
        return refusal;
    }
}
