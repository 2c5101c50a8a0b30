using System.Text.Json.Nodes;
using Auth0Emulator.Api;
using Auth0Emulator.Hosting;
using Auth0Emulator.Tenant;

namespace Auth0Emulator.Authentication;

/// <summary>What the tenant says about itself: Auth0's fields, as far as they are true here, and its keys.</summary>
public sealed class DiscoveryEndpoint(TenantAddress address, TenantKey key, TenantSwitches switches)
{
    /// <summary>The OpenID configuration.</summary>
    public Task ConfigurationAsync(HttpContext context) => SendAsync(context, new JsonObject
    {
        ["issuer"] = switches.WrongIssuer ?? address.Issuer,
        ["authorization_endpoint"] = address.Root + "/authorize",
        ["token_endpoint"] = address.Root + "/oauth/token",
        ["userinfo_endpoint"] = address.UserinfoAudience,
        ["jwks_uri"] = address.Root + "/.well-known/jwks.json",
        ["end_session_endpoint"] = address.Root + "/oidc/logout",
        ["scopes_supported"] = Words($"openid offline_access {string.Join(' ', PersonClaims.Scopes)}"),
        ["response_types_supported"] = Words("code"),
        ["response_modes_supported"] = Words("query form_post"),
        ["code_challenge_methods_supported"] = Words("S256"),
        ["subject_types_supported"] = Words("public"),
        ["id_token_signing_alg_values_supported"] = Words("RS256"),
        ["token_endpoint_auth_methods_supported"] = Words("client_secret_basic client_secret_post"),
        ["claims_supported"] = Words("aud auth_time created_at email email_verified exp family_name given_name iat identities iss name nickname picture sub updated_at"),
        ["request_parameter_supported"] = false,
        ["request_uri_parameter_supported"] = false,
    });

    /// <summary>The keys tokens are signed with.</summary>
    public Task KeysAsync(HttpContext context) => SendAsync(context, new JsonObject { ["keys"] = new JsonArray(key.Current.ToJsonWebKey()) });

    private static Task SendAsync(HttpContext context, JsonObject body)
    {
        context.Response.Headers.AccessControlAllowOrigin = "*";
        context.Response.Headers.CacheControl = "public, max-age=15, stale-while-revalidate=15, stale-if-error=86400";
        return context.Response.WriteAsync(ApiReply.Ok(body));
    }

    private static JsonArray Words(string words) => [.. words.Split(' ').Select(word => (JsonNode)word)];
}
