using System.Text.Json;
using System.Text.Json.Nodes;
using Auth0Emulator.Api;
using Auth0Emulator.Hosting;
using Auth0Emulator.Tenant;

namespace Auth0Emulator.Authentication;

/// <summary>POST /oauth/token: reads form or JSON, authenticates the client, hands over to the grant.</summary>
public sealed class OAuthTokenEndpoint(ClientAuthentication clients, IEnumerable<ITokenGrant> grants, TenantLog log)
{
    private readonly Dictionary<string, ITokenGrant> _grants = grants.ToDictionary(grant => grant.GrantType, StringComparer.Ordinal);

    /// <summary>The answer to a request.</summary>
    public async Task<ApiReply> AnswerAsync(HttpContext context)
    {
        if (await context.Request.FieldsAsync() is not { } fields)
        {
            return Auth0Errors.OAuth(400, "invalid_request", "The request body is neither a form nor a JSON object of strings");
        }

        var visitor = context.Visitor();
        var reply = Answer(fields, context.Request.Headers.Authorization.ToString(), visitor, context.Note());
        return reply with { Headers = new Dictionary<string, string>(reply.Headers, StringComparer.OrdinalIgnoreCase) { ["Cache-Control"] = "no-store", ["Pragma"] = "no-cache" } };
    }

    private ApiReply Answer(IReadOnlyDictionary<string, string> fields, string authorization, Visitor visitor, CallNote note)
    {
        if (!fields.TryGetValue("grant_type", out var grantType) || grantType.Length == 0)
        {
            return Auth0Errors.OAuth(400, "invalid_request", "Missing required parameter: grant_type");
        }

        if (!_grants.TryGetValue(grantType, out var grant))
        {
            return Auth0Errors.OAuth(400, "unsupported_grant_type", $"Unsupported grant type: {grantType}");
        }

        var (client, refusal) = clients.Authenticate(fields, authorization);
        note.Client = client?.ClientId ?? fields.GetValueOrDefault("client_id");
        refusal ??= client!.GrantTypes.Contains(grantType, StringComparer.Ordinal) ? null : GrantTypeNotAllowed(grantType);
        if (refusal is null)
        {
            return grant.Exchange(new TokenRequest { Client = client!, Fields = fields, Visitor = visitor });
        }

        if (client is not null && grantType == ClientCredentialsGrant.Name)
        {
            log.Write(ClientCredentialsGrant.Failure(client, visitor, (string)refusal.Body!["error_description"]!));
        }

        return refusal;
    }

    internal static ApiReply GrantTypeNotAllowed(string grantType) =>
        Auth0Errors.OAuth(403, "unauthorized_client", $"Grant type '{grantType}' not allowed for the client.", "https://auth0.com/docs/clients/client-grant-types");
}
