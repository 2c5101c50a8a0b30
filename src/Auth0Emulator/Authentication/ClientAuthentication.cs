using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Auth0Emulator.Api;
using Auth0Emulator.Tenant;

namespace Auth0Emulator.Authentication;

/// <summary>Finds out which client calls /oauth/token: secret in the body, secret in the Authorization header, or none for a public client.</summary>
public sealed class ClientAuthentication(TenantState state)
{
    /// <summary>The client, or the error to answer with.</summary>
    public (TenantClient? Client, ApiReply? Refusal) Authenticate(IReadOnlyDictionary<string, string> fields, string? authorization)
    {
        var (clientId, secret) = FromHeader(authorization) ?? (fields.GetValueOrDefault("client_id"), fields.GetValueOrDefault("client_secret"));
        if (string.IsNullOrEmpty(clientId))
        {
            return (null, Auth0Errors.OAuth(400, "invalid_request", "Missing required parameter: client_id"));
        }

        if (state.Read(tenant => tenant.Client(clientId)) is not { } client)
        {
            return (null, Auth0Errors.OAuth(401, "invalid_client", "Client authentication failed"));
        }

        if (client.ClientSecret is null || client.TokenEndpointAuthMethod == "none")
        {
            return (client, null);
        }

        return secret is not null && SameSecret(client.ClientSecret, secret) ? (client, null) : (client, Auth0Errors.OAuth(401, "access_denied", "Unauthorized"));
    }

    private static bool SameSecret(string expected, string given) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(expected)), SHA256.HashData(Encoding.UTF8.GetBytes(given)));

    // RFC 6749 §2.3.1: id and secret are form-encoded before they are joined.
    private static (string? Id, string? Secret)? FromHeader(string? authorization)
    {
        if (!AuthenticationHeaderValue.TryParse(authorization, out var header)
            || !string.Equals(header.Scheme, "Basic", StringComparison.OrdinalIgnoreCase)
            || header.Parameter is null)
        {
            return null;
        }

        var bytes = new byte[header.Parameter.Length];
        if (!Convert.TryFromBase64String(header.Parameter, bytes, out var length) || Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2) is not [var id, var secret])
        {
            return ("", "");
        }

        return (Uri.UnescapeDataString(id.Replace('+', ' ')), Uri.UnescapeDataString(secret.Replace('+', ' ')));
    }
}
