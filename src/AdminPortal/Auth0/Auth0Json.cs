using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AdminPortal.Auth0;

/// <summary>Reads what Auth0 sends; a field may be missing or of another kind than documented, only an id may not.</summary>
internal static class Auth0Json
{
    private static readonly Done Nought = new();

    public static Done? Nothing(string body) => Nought;

    public static Auth0User? User(string body)
    {
        using var json = JsonDocument.Parse(body);
        return User(json.RootElement);
    }

    public static IReadOnlyList<Auth0User>? Users(string body) => List(body, "users", User);

    public static IReadOnlyList<Auth0Role>? Roles(string body) => List(body, "roles", Role);

    public static RoleMemberPage? RoleMembers(string body)
    {
        var members = List(body, "users", Member);
        if (members is null)
        {
            return null;
        }

        using var json = JsonDocument.Parse(body);
        var next = json.RootElement.ValueKind == JsonValueKind.Object ? Text(json.RootElement, "next") : null;
        return new RoleMemberPage(members, string.IsNullOrEmpty(next) ? null : next);
    }

    public static EmailTemplate? Template(string body)
    {
        using var json = JsonDocument.Parse(body);
        var root = json.RootElement;
        if (Text(root, "template") is not { } name)
        {
            return null;
        }

        var lifetime = Number(root, "urlLifetimeInSeconds") is > 0 and <= 10 * 365 * 86400.0 and var seconds ? TimeSpan.FromSeconds(seconds) : (TimeSpan?)null;
        return new EmailTemplate(name, Text(root, "body") ?? "", Text(root, "subject") ?? "", Text(root, "from") ?? "", Flag(root, "enabled") ?? true, lifetime);
    }

    public static TenantBranding? Branding(string body)
    {
        using var json = JsonDocument.Parse(body);
        var root = json.RootElement;
        if (root.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var colors = Part(root, "colors");
        var background = Part(colors, "page_background");
        return new TenantBranding
        {
            LogoUrl = Text(root, "logo_url") ?? "",
            FaviconUrl = Text(root, "favicon_url") ?? "",
            PrimaryColor = Text(colors, "primary") ?? "",
            PageBackground = Text(colors, "page_background") ?? "",
            Gradient = background.ValueKind == JsonValueKind.Object ? JsonNode.Parse(background.GetRawText()) as JsonObject : null,
        };
    }

    public static IReadOnlyList<TenantLogEntry>? Logs(string body) => List(body, "logs", LogEntry);

    // The address and the error, and nothing else of the details. An entry whose date can't be read still has a place in the order.
    private static TenantLogEntry? LogEntry(JsonElement json)
    {
        if ((Text(json, "log_id") ?? Text(json, "_id")) is not { Length: > 0 } id)
        {
            return null;
        }

        var details = Part(json, "details");
        var type = Text(json, "type") ?? "";
        return new TenantLogEntry
        {
            Id = id,
            Type = type,
            Date = Instant(json, "date") ?? DateTimeOffset.MinValue,
            UserId = Text(json, "user_id") is { Length: > 0 } userId ? userId : null,
            Email = (Address(details, "to") ?? Address(Part(details, "body"), "email") ?? Address(details, "email") ?? Address(json, "user_name"))?.ToLowerInvariant(),
            Connection = Text(json, "connection") ?? Text(Part(details, "body"), "connection"),
            EmailType = Text(details, "email_type"),
            Error = type.StartsWith('f') ? Text(details, "error") ?? Text(Part(details, "error"), "message") ?? Text(json, "description") : null,
        };
    }

    private static JsonElement Part(JsonElement json, string name) => json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var part) ? part : default;

    private static string? Address(JsonElement json, string name) => Text(json, name) is { } text && text.Contains('@', StringComparison.Ordinal) ? text : null;

    private static Auth0User? User(JsonElement json) => Text(json, "user_id") is not { Length: > 0 } id ? null : new Auth0User
    {
        UserId = id,
        Email = Text(json, "email") ?? "",
        Name = Text(json, "name") ?? "",
        EmailVerified = Flag(json, "email_verified") ?? false,
        Blocked = Flag(json, "blocked") ?? false,
        LastPasswordReset = Instant(json, "last_password_reset"),
        LoginsCount = (int)Math.Clamp(Number(json, "logins_count") ?? 0, 0, int.MaxValue),
        LastLogin = Instant(json, "last_login"),
        CreatedAt = Instant(json, "created_at"),
        AppMetadata = json.TryGetProperty("app_metadata", out var metadata) && metadata.ValueKind == JsonValueKind.Object
            ? JsonNode.Parse(metadata.GetRawText()) as JsonObject
            : null,
    };

    private static Auth0Role? Role(JsonElement json) =>
        Text(json, "id") is { Length: > 0 } id && Text(json, "name") is { } name ? new Auth0Role(id, name, Text(json, "description")) : null;

    private static RoleMember? Member(JsonElement json) =>
        Text(json, "user_id") is { Length: > 0 } id ? new RoleMember(id, Text(json, "email") ?? "", Text(json, "name") ?? "") : null;

    // Lists come bare, or under their name when totals or checkpoints were asked for.
    private static List<T>? List<T>(string body, string name, Func<JsonElement, T?> read)
        where T : class
    {
        using var json = JsonDocument.Parse(body);
        var list = json.RootElement;
        if (list.ValueKind == JsonValueKind.Object && !list.TryGetProperty(name, out list))
        {
            return null;
        }

        if (list.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        var items = list.EnumerateArray().Select(read).OfType<T>().ToList();
        return items.Count == list.GetArrayLength() ? items : null;
    }

    private static string? Text(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static double? Number(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;

    private static bool? Flag(JsonElement json, string name) =>
        !json.TryGetProperty(name, out var value) ? null : value.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => null,
        };

    private static DateTimeOffset? Instant(JsonElement json, string name) =>
        Text(json, name) is { } text && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) ? at : null;
}

/// <summary>One page of a role's members.</summary>
internal sealed record RoleMemberPage(IReadOnlyList<RoleMember> Members, string? Next);
