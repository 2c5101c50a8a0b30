using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace AdminPortal.Auth0;

/// <summary>What an error reply says, in whichever of Auth0's shapes it comes: the Management API's, OAuth's, the database connections', plain text, a web page, nothing.</summary>
internal sealed partial record Auth0Error(string? Code, string Message, bool IsAuth0s)
{
    private const int LongestMessage = 500;

    public static Auth0Error Read(HttpStatusCode status, string? reason, string body)
    {
        if (ReadJson(body) is { } known)
        {
            return known;
        }

        var text = body.TrimStart().StartsWith('<') ? WebUtility.HtmlDecode(Title().Match(body).Groups["title"].Value) : body;
        return new Auth0Error(null, Shorten(text) ?? reason ?? status.ToString(), IsAuth0s: false);
    }

    private static Auth0Error? ReadJson(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            var root = json.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
            {
                return null;
            }

            var error = Text(root, "error");

            // In the Management API's shape "error" is only the status in words; elsewhere it is the code.
            var code = Text(root, "errorCode") ?? Text(root, "code") ?? (root.TryGetProperty("statusCode", out _) ? null : error);
            var message = Text(root, "message") ?? Text(root, "error_description") ?? Text(root, "description") ?? error ?? Text(root, "name") ?? code;
            return message is null ? null : new Auth0Error(code, Shorten(message) ?? "", IsAuth0s: true);
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement json, string name)
    {
        if (!json.TryGetProperty(name, out var value))
        {
            return null;
        }

        return value.ValueKind switch
        {
            JsonValueKind.String => value.GetString() is { Length: > 0 } text ? text : null,
            // A password policy's refusal describes itself as an object.
            JsonValueKind.Object or JsonValueKind.Array => value.GetRawText(),
            _ => null,
        };
    }

    private static string? Shorten(string text) =>
        text.Trim() is { Length: > 0 } trimmed ? trimmed[..Math.Min(trimmed.Length, LongestMessage)] : null;

    [GeneratedRegex("<title[^>]*>(?<title>[^<]*)</title>", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Title();
}
