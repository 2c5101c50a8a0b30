using System.Text.Json.Nodes;
using Auth0Emulator.Api;
using Auth0Emulator.Tenant;

namespace Auth0Emulator.Management;

/// <summary>PATCH /clients/{id}: what is given replaces, null takes out.</summary>
public sealed class ClientChange(TenantState state)
{
    private static readonly string[] AppTypes = ["native", "spa", "regular_web", "non_interactive"];

    private static readonly string[] AuthenticationMethods = ["none", "client_secret_post", "client_secret_basic"];

    private static readonly string[] NotKept =
    [
        "client_secret", "allowed_origins", "allowed_clients", "client_aliases", "cross_origin_authentication", "cross_origin_loc", "custom_login_page", "custom_login_page_on", "form_template",
        "is_first_party", "is_token_endpoint_ip_header_trusted", "mobile", "native_social_login", "oidc_backchannel_logout", "oidc_conformant", "oidc_logout", "organization_require_behavior",
        "organization_usage", "refresh_token", "sso", "sso_disabled", "addons", "encryption_key", "require_pushed_authorization_requests", "session_transfer", "default_organization",
    ];

    private static readonly BodySchema Schema = new(
    [
        BodyField.Text("name", min: 1) with { Description = "The name of the client. Must contain at least one character. Does not allow '<' or '>'." },
        BodyField.Text("description", max: 140) with { Nullable = true, Description = "Free text description of the purpose of the Client." },
        BodyField.Text("logo_uri") with { Nullable = true, Format = TextFormats.AbsoluteUri, Description = "The URL of the client logo." },
        Addresses("callbacks", "A set of URLs that are valid to call back from Auth0 when authenticating users."),
        Addresses("allowed_logout_urls", "URLs that are valid to redirect to after logout from Auth0."),
        Addresses("web_origins", "A set of URLs that represents valid web origins for use with web message response mode."),
        BodyField.List("grant_types", min: 0) with { Description = "A set of grant types that the client is authorized to use." },
        BodyField.Text("token_endpoint_auth_method") with { Nullable = true, OneOf = AuthenticationMethods, Description = "Defines the requested authentication method for the token endpoint." },
        BodyField.Text("app_type") with { OneOf = AppTypes, Description = "The type of application this client represents." },
        BodyField.Text("initiate_login_uri") with { Nullable = true, Format = TextFormats.LoginRoute, Description = "Initiate login uri, must be https." },
        BodyField.Map("client_metadata") with { Nullable = true, Description = "Metadata associated with the client." },
        BodyField.Map("jwt_configuration") with
        {
            Nullable = true,
            Schema = new BodySchema(BodyField.Whole("lifetime_in_seconds"), BodyField.Text("alg") with { OneOf = ["RS256"] }, BodyField.Flag("secret_encoded"), BodyField.Map("scopes")),
            Description = "Configuration related to JWTs for the client.",
        },
        .. NotKept.Select(name => new BodyField(name, BodyField.AnyType)),
    ]);

    /// <summary>Changes a client: 200 with the whole client, or the first thing that is wrong.</summary>
    public ApiReply Change(ManagementCall call)
    {
        if ((Schema.Refusal(call.Body) ?? RefusalOfTexts(call.Fields)) is { } malformed)
        {
            return malformed;
        }

        if (NotKept.FirstOrDefault(call.Fields.ContainsKey) is { } name)
        {
            return Auth0Errors.NotEmulated($"The property {name} of a client");
        }

        return state.Change(tenant =>
        {
            var at = tenant.Clients.FindIndex(client => client.ClientId == call.Id);
            if (at < 0)
            {
                return Auth0Errors.NoSuchClient();
            }

            tenant.Clients[at] = Changed(tenant.Clients[at], call.Fields);
            return ApiReply.Ok(Clients.Json(tenant.Clients[at], call.Caller));
        });
    }

    private static BodyField Addresses(string name, string description) => BodyField.List(name, min: 0) with { MaxItems = 100, Format = TextFormats.Callback, Description = description };

    private static ApiReply? RefusalOfTexts(JsonObject body)
    {
        if (UserSchemas.Text(body, "name")?.IndexOfAny(['<', '>']) >= 0)
        {
            return Auth0Errors.InvalidBody($"'String does not match pattern ^[^<>]+$: {UserSchemas.Text(body, "name")}' on property name (The name of the client.)");
        }

        return body["client_metadata"] is JsonObject metadata && metadata.FirstOrDefault(entry => BodySchema.TypeOf(entry.Value) is not ("string" or "null")) is { Key: { } odd }
            ? Auth0Errors.InvalidBody($"'Expected type string but found type {BodySchema.TypeOf(metadata[odd])}' on property client_metadata.{odd}")
            : null;
    }

    private static TenantClient Changed(TenantClient had, JsonObject body) => had with
    {
        Name = UserSchemas.Text(body, "name") ?? had.Name,
        Description = Replaced(body, "description", had.Description),
        LogoUri = Replaced(body, "logo_uri", had.LogoUri),
        Callbacks = Texts(body, "callbacks") ?? had.Callbacks,
        AllowedLogoutUrls = Texts(body, "allowed_logout_urls") ?? had.AllowedLogoutUrls,
        WebOrigins = Texts(body, "web_origins") ?? had.WebOrigins,
        GrantTypes = Texts(body, "grant_types") ?? had.GrantTypes,
        TokenEndpointAuthMethod = UserSchemas.Text(body, "token_endpoint_auth_method") ?? had.TokenEndpointAuthMethod,
        AppType = UserSchemas.Text(body, "app_type") ?? had.AppType,
        InitiateLoginUri = Replaced(body, "initiate_login_uri", had.InitiateLoginUri) is { Length: > 0 } login ? login : null,
        ClientMetadata = body.ContainsKey("client_metadata") ? Merged(had.ClientMetadata, body["client_metadata"] as JsonObject) : had.ClientMetadata,
        IdTokenLifetimeInSeconds = (body["jwt_configuration"] as JsonObject)?["lifetime_in_seconds"]?.GetValue<int>() ?? had.IdTokenLifetimeInSeconds,
    };

    private static string? Replaced(JsonObject body, string name, string? had) => body.ContainsKey(name) ? UserSchemas.Text(body, name) : had;

    private static string[]? Texts(JsonObject body, string name) => body[name] is JsonArray items ? [.. items.Select(item => item!.GetValue<string>())] : null;

    private static Dictionary<string, string> Merged(IReadOnlyDictionary<string, string> had, JsonObject? given)
    {
        var merged = given is null ? new Dictionary<string, string>(StringComparer.Ordinal) : new Dictionary<string, string>(had, StringComparer.Ordinal);
        foreach (var (name, value) in given ?? [])
        {
            if (value is null)
            {
                merged.Remove(name);
            }
            else
            {
                merged[name] = value.GetValue<string>();
            }
        }

        return merged;
    }
}
