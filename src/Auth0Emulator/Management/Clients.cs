using System.Text.Json.Nodes;
using Auth0Emulator.Api;
using Auth0Emulator.Tenant;

namespace Auth0Emulator.Management;

/// <summary>The tenant's applications and their grants, to read; grants change through the control API.</summary>
public sealed class Clients(TenantState state)
{
    /// <summary>GET /clients.</summary>
    public ApiReply List(ManagementCall call)
    {
        if (call.Query.Refusal([.. Paging.OffsetAndCheckpoint, "fields", "include_fields", "is_global", "is_first_party", "app_type"]) is { } malformed)
        {
            return malformed;
        }

        if (call.Query.Flag("is_global"))
        {
            return Auth0Errors.NotEmulated("The global client (is_global=true)");
        }

        // Every client here is the tenant's own.
        var types = call.Query.Texts("app_type");
        var firstParty = call.Query.Flag("is_first_party", otherwise: true);
        var clients = state.Read(tenant => tenant.Clients.Where(client => firstParty && (types.Count == 0 || types.Contains(client.AppType, StringComparer.Ordinal))).ToArray());
        return Paging.ByEither(call.Query, "clients", clients, client => client.ClientId, client => UserJson.Chosen(Json(client, call.Caller), call.Query));
    }

    /// <summary>GET /clients/{id}.</summary>
    public ApiReply Get(ManagementCall call)
    {
        if (call.Query.Refusal("fields", "include_fields") is { } malformed)
        {
            return malformed;
        }

        return state.Read(tenant => tenant.Client(call.Id)) is { } client
            ? ApiReply.Ok(UserJson.Chosen(Json(client, call.Caller), call.Query))
            : Auth0Errors.NoSuchClient();
    }

    /// <summary>GET /client-grants.</summary>
    public ApiReply Grants(ManagementCall call)
    {
        if (call.Query.Refusal([.. Paging.OffsetAndCheckpoint, "client_id", "audience", "subject_type", "allow_any_organization"]) is { } malformed)
        {
            return malformed;
        }

        var client = call.Query.Text("client_id");
        var audience = call.Query.Text("audience");

        // No grant here is a person's or for organizations.
        var ofClients = (call.Query.Text("subject_type") is null or "client") && !call.Query.Flag("allow_any_organization");
        var grants = state.Read(tenant => tenant.Grants
            .Where(grant => ofClients && (client is null || grant.ClientId == client) && (audience is null || grant.Audience == audience))
            .ToArray());
        return Paging.ByEither(call.Query, "client_grants", grants, grant => grant.Id, GrantJson);
    }

    internal static JsonNode GrantJson(ClientGrant grant) => new JsonObject
    {
        ["id"] = grant.Id,
        ["client_id"] = grant.ClientId,
        ["audience"] = grant.Audience,
        ["scope"] = new JsonArray([.. grant.Scope.Select(scope => (JsonNode)scope)]),
        ["subject_type"] = "client",
    };

    internal static JsonObject Json(TenantClient client, ManagementCaller caller)
    {
        var json = new JsonObject { ["client_id"] = client.ClientId, ["name"] = client.Name, ["app_type"] = client.AppType };
        if (!caller.Has("read:clients"))
        {
            return json;
        }

        if (client.Description is { } description)
        {
            json["description"] = description;
        }

        if (client.LogoUri is { } logo)
        {
            json["logo_uri"] = logo;
        }

        if (client.ClientSecret is { } secret && caller.Has("read:client_keys"))
        {
            json["client_secret"] = secret;
        }

        json["callbacks"] = Texts(client.Callbacks);
        json["allowed_logout_urls"] = Texts(client.AllowedLogoutUrls);
        json["web_origins"] = Texts(client.WebOrigins);
        json["grant_types"] = Texts(client.GrantTypes);
        json["token_endpoint_auth_method"] = client.TokenEndpointAuthMethod;
        json["oidc_conformant"] = true;
        json["is_first_party"] = true;
        json["jwt_configuration"] = new JsonObject { ["lifetime_in_seconds"] = client.IdTokenLifetimeInSeconds, ["alg"] = "RS256", ["secret_encoded"] = false };
        if (client.ClientMetadata.Count > 0)
        {
            json["client_metadata"] = new JsonObject(client.ClientMetadata.Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)entry.Value)));
        }

        if (client.InitiateLoginUri is { } login)
        {
            json["initiate_login_uri"] = login;
        }

        return json;
    }

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);
}
