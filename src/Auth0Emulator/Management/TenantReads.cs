using System.Text.Json.Nodes;
using Auth0Emulator.Api;
using Auth0Emulator.Tenant;

namespace Auth0Emulator.Management;

/// <summary>What the tenant says of itself: its settings and its custom domains; read only.</summary>
public sealed class TenantReads(TenantState state, CustomDomains domains, TenantAddress address)
{
    /// <summary>GET /tenants/settings.</summary>
    public ApiReply Settings(ManagementCall call) => call.Query.Refusal("fields", "include_fields") is { } malformed
        ? malformed
        : ApiReply.Ok(UserJson.Chosen(Json(state.Read(tenant => tenant.Settings)), call.Query));

    /// <summary>GET /custom-domains.</summary>
    public ApiReply Domains(ManagementCall call) => call.Query.Refusal("from", "take", "fields", "include_fields") is { } malformed
        ? malformed
        : Paging.ByEither(call.Query, "custom_domains", Custom, domain => domain.Id, domain => UserJson.Chosen(Json(domain), call.Query));

    /// <summary>GET /custom-domains/default: the chosen one, which may be the tenant's own; 404 in a tenant that conflicts.</summary>
    public ApiReply DefaultDomain(ManagementCall call) => call.Query.Refusal() is { } malformed
        ? malformed
        : domains.Conflict ? Auth0Errors.Management(404, "There is no default domain.")
        : ApiReply.Ok(Custom.FirstOrDefault(domain => domain.IsDefault) is { } chosen ? Json(chosen) : new JsonObject { ["domain"] = address.Host });

    // The tenant's own domain may be chosen as the default; it stands in no list of custom ones.
    private IReadOnlyList<CustomDomain> Custom => [.. domains.All.Where(domain => domain.Domain != address.Host)];

    private static JsonObject Json(TenantSettings settings)
    {
        var json = new JsonObject
        {
            ["friendly_name"] = settings.FriendlyName,
            ["support_email"] = settings.SupportEmail ?? "",
            ["support_url"] = settings.SupportUrl ?? "",
            ["picture_url"] = settings.LogoUrl ?? "",
            ["allowed_logout_urls"] = new JsonArray([.. settings.AllowedLogoutUrls.Select(url => (JsonNode)url)]),
            ["session_lifetime"] = settings.SessionLifetimeInSeconds / 3600.0,
            ["enabled_locales"] = new JsonArray("en"),
            ["default_audience"] = "",
            ["default_directory"] = "",
            ["oidc_logout"] = new JsonObject { ["rp_logout_end_session_endpoint_discovery"] = true },
        };
        if (settings.DefaultRedirectionUri is { } redirection)
        {
            json["default_redirection_uri"] = redirection;
        }

        return json;
    }

    private static JsonObject Json(CustomDomain domain) => new()
    {
        ["custom_domain_id"] = domain.Id,
        ["domain"] = domain.Domain,
        ["primary"] = domain.IsDefault,
        ["is_default"] = domain.IsDefault,
        ["status"] = domain.Status,
        ["type"] = "auth0_managed_certs",
        ["tls_policy"] = "recommended",
        ["verification"] = new JsonObject { ["methods"] = new JsonArray(new JsonObject { ["name"] = "CNAME", ["record"] = $"local-{domain.Id.ToLowerInvariant()}.edge.tenants.example" }) },
    };
}
