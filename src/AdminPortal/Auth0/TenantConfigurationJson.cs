using System.Text.Json;
using System.Text.Json.Nodes;

namespace AdminPortal.Auth0;

/// <summary>Reads the tenant's configuration; a field may be missing or of another kind than documented, only what names the thing may not.</summary>
internal static class TenantConfigurationJson
{
    public static DiscoveryFacts? Discovery(string body) => Object(body) is { } json && Text(json, "issuer") is { Length: > 0 } issuer ? new DiscoveryFacts(issuer) : null;

    public static IReadOnlyList<ConnectionFacts>? Connections(string body) => List(body, "connections", Connection);

    public static ConnectionFacts? Connection(string body) => Object(body) is { } json ? Connection(json) : null;

    public static ConnectionClientsPage? ConnectionClients(string body)
    {
        var clients = List(body, "clients", client => Text(client, "client_id") is { Length: > 0 } id ? id : null);
        return clients is null ? null : new ConnectionClientsPage(clients, Object(body) is { } json && Text(json, "next") is { Length: > 0 } next ? next : null);
    }

    public static ApplicationFacts? Application(string body) => Object(body) is not { } json || Text(json, "client_id") is not { Length: > 0 } id ? null : new ApplicationFacts
    {
        ClientId = id,
        Name = Text(json, "name") ?? id,
        Callbacks = Texts(json, "callbacks"),
        LogoutUrls = Texts(json, "allowed_logout_urls"),
        LoginRoute = Text(json, "initiate_login_uri") ?? "",
    };

    public static IReadOnlyList<GrantFacts>? Grants(string body) => List(body, "client_grants", grant => new GrantFacts(Texts(grant, "scope"), Flag(grant, "allow_all_scopes") ?? false));

    public static MailProviderFacts? Provider(string body) => Object(body) is not { } json || Text(json, "name") is not { Length: > 0 } name
        ? null
        : new MailProviderFacts(name, Flag(json, "enabled") ?? true, Text(json, "default_from_address") ?? "", json["credentials"] is JsonObject credentials ? Text(credentials, "smtp_host") ?? "" : "");

    public static TenantNames? Names(string body) => Object(body) is { } json ? new TenantNames(Text(json, "friendly_name") ?? "", Text(json, "support_email") ?? "") : null;

    public static IReadOnlyList<CustomDomainFacts>? CustomDomains(string body) => List(body, "custom_domains", domain => Text(domain, "domain") is { Length: > 0 } name
        ? new CustomDomainFacts(name, Text(domain, "status") ?? "", Flag(domain, "is_default") ?? Flag(domain, "primary") ?? false)
        : null);

    public static string? DefaultDomain(string body) => Object(body) is { } json ? Text(json, "domain") : null;

    private static ConnectionFacts? Connection(JsonObject json) => Text(json, "id") is { Length: > 0 } id && Text(json, "name") is { } name
        ? new ConnectionFacts(id, name, Text(json, "strategy") ?? "", json["options"] as JsonObject)
        : null;

    // Lists come bare, or under their name when totals or checkpoints were asked for.
    private static List<T>? List<T>(string body, string name, Func<JsonObject, T?> read)
        where T : class
    {
        var root = JsonNode.Parse(body);
        if ((root as JsonArray ?? (root as JsonObject)?[name] as JsonArray) is not { } list)
        {
            return null;
        }

        var items = list.Select(item => item is JsonObject json ? read(json) : null).OfType<T>().ToList();
        return items.Count == list.Count ? items : null;
    }

    private static JsonObject? Object(string body) => JsonNode.Parse(body) as JsonObject;

    private static string? Text(JsonObject json, string name) => json[name] is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    private static bool? Flag(JsonObject json, string name) => json[name] is not JsonValue value ? null : value.GetValueKind() switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    private static IReadOnlyList<string> Texts(JsonObject json, string name) =>
        json[name] is JsonArray list ? [.. list.OfType<JsonValue>().Where(item => item.GetValueKind() == JsonValueKind.String).Select(item => item.GetValue<string>())] : [];
}

/// <summary>One page of the applications a connection is enabled for.</summary>
internal sealed record ConnectionClientsPage(IReadOnlyList<string> ClientIds, string? Next);
