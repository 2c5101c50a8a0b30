using System.Collections.Frozen;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;

namespace Auth0Emulator.Control;

/// <summary>Takes secrets out of bodies before the journal keeps them.</summary>
public static class Redaction
{
    private const string Hidden = "(hidden)";

    private static readonly FrozenSet<string> Secrets = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "password", "newpassword", "new_password", "confirm", "confirmpassword", "confirm_password", "repassword", "client_secret", "client_assertion",
        "code", "code_verifier", "refresh_token", "access_token", "id_token", "id_token_hint", "ticket", "smtp_pass",
        "api_key", "accesskeyid", "secretaccesskey", "connectionstring", "clientsecret");

    private static readonly JsonSerializerOptions Format = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The body with every secret value replaced; a body of a kind it doesn't know is left out.</summary>
    public static string? OfBody(string? contentType, string body)
    {
        if (body.Length == 0)
        {
            return null;
        }

        if (contentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) == true)
        {
            return OfForm(body);
        }

        try
        {
            return OfJson(JsonNode.Parse(body))?.ToJsonString(Format);
        }
        catch (Exception unreadable) when (unreadable is JsonException or ArgumentException)
        {
            return $"(a body of {body.Length} characters that is neither JSON nor a form)";
        }
    }

    /// <summary>A copy of some JSON with every secret value replaced.</summary>
    public static JsonNode? OfJson(JsonNode? json)
    {
        var copy = json?.DeepClone();
        Hide(copy);
        return copy;
    }

    /// <summary>The query with every secret value replaced.</summary>
    public static string? OfQuery(string? query) => string.IsNullOrEmpty(query) ? null : "?" + OfForm(query.TrimStart('?'));

    private static string OfForm(string form) => string.Join('&', QueryHelpers.ParseQuery(form).SelectMany(field =>
        field.Value.Select(value => $"{Uri.EscapeDataString(field.Key)}={(Secrets.Contains(field.Key) ? Hidden : Uri.EscapeDataString(value ?? ""))}")));

    private static void Hide(JsonNode? node)
    {
        if (node is JsonArray array)
        {
            foreach (var item in array)
            {
                Hide(item);
            }
        }

        if (node is JsonObject fields)
        {
            foreach (var (name, value) in fields.ToArray())
            {
                if (Secrets.Contains(name) && value is not null)
                {
                    fields[name] = Hidden;
                }
                else
                {
                    Hide(value);
                }
            }
        }
    }
}
