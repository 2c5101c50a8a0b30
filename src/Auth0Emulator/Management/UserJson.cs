using System.Globalization;
using System.Text.Json.Nodes;
using Auth0Emulator.Tenant;

namespace Auth0Emulator.Management;

/// <summary>Users as the Management API shows them: what a user hasn't got is left out, never null.</summary>
public static class UserJson
{
    /// <summary>The whole user.</summary>
    public static JsonObject Of(TenantUser user)
    {
        var json = new JsonObject
        {
            ["created_at"] = Instant(user.CreatedAt),
            ["email"] = user.Email,
            ["email_verified"] = user.EmailVerified,
        };
        Add(json, "family_name", user.FamilyName);
        Add(json, "given_name", user.GivenName);
        json["identities"] = new JsonArray(new JsonObject
        {
            ["connection"] = user.Connection,
            ["user_id"] = user.IdentityId,
            ["provider"] = "auth0",
            ["isSocial"] = false,
        });
        json["name"] = user.Name;
        json["nickname"] = user.Nickname;
        Add(json, "phone_number", user.PhoneNumber);
        Add(json, "phone_verified", user.PhoneVerified);
        json["picture"] = user.Picture;
        json["updated_at"] = Instant(user.UpdatedAt);
        json["user_id"] = user.UserId;
        Add(json, "username", user.Username);
        Add(json, "blocked", user.Blocked);
        Add(json, "app_metadata", user.AppMetadata?.DeepClone());
        Add(json, "user_metadata", user.UserMetadata?.DeepClone());
        Add(json, "last_ip", user.LastIp);
        Add(json, "last_login", user.LastLogin is { } login ? Instant(login) : null);
        Add(json, "last_password_reset", user.LastPasswordReset is { } reset ? Instant(reset) : null);
        Add(json, "logins_count", user.LoginsCount);
        return json;
    }

    /// <summary>Only, or all but, the fields named by <c>fields</c> and <c>include_fields</c>.</summary>
    public static JsonNode Chosen(JsonObject whole, QueryFields query)
    {
        if (!query.Has("fields"))
        {
            return whole;
        }

        var named = query.Texts("fields").ToHashSet(StringComparer.Ordinal);
        var include = query.Flag("include_fields", otherwise: true);
        foreach (var name in whole.Select(field => field.Key).Where(name => named.Contains(name) != include).ToArray())
        {
            whole.Remove(name);
        }

        return whole;
    }

    /// <summary>An instant as Auth0 writes it.</summary>
    public static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static void Add(JsonObject json, string name, JsonNode? value)
    {
        if (value is not null)
        {
            json[name] = value;
        }
    }
}
