using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;

namespace Auth0Emulator.Api;

/// <summary>The one place that writes error bodies, in each of Auth0's shapes.</summary>
public static class Auth0Errors
{
    /// <summary>The Management API's shape; many errors carry no code.</summary>
    public static ApiReply Management(int status, string message, string? errorCode = null)
    {
        var body = new JsonObject
        {
            ["statusCode"] = status,
            ["error"] = ReasonPhrases.GetReasonPhrase(status),
            ["message"] = message,
        };
        if (errorCode is not null)
        {
            body["errorCode"] = errorCode;
        }

        return new ApiReply(status, body);
    }

    /// <summary>400 for a body that breaks the schema.</summary>
    public static ApiReply InvalidBody(string problem) => Management(400, $"Payload validation error: {problem}.", "invalid_body");

    /// <summary>400 for a query string that breaks the schema.</summary>
    public static ApiReply InvalidQuery(string problem) => Management(400, $"Query validation error: {problem}.", "invalid_query_string");

    /// <summary>400 for an id that breaks the schema.</summary>
    public static ApiReply InvalidPath(string problem) => Management(400, $"Path validation error: {problem}.", "invalid_uri");

    /// <summary>401 that names the problem twice, as the bearer check does.</summary>
    public static ApiReply Unauthorized(string problem)
    {
        var reply = Management(401, problem);
        reply.Body!["attributes"] = new JsonObject { ["error"] = problem };
        return reply with
        {
            Headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["WWW-Authenticate"] = $"Token error=\"{problem}\"" },
        };
    }

    /// <summary>403 naming the scopes that would do.</summary>
    public static ApiReply InsufficientScope(IEnumerable<string> expected) =>
        Management(403, $"Insufficient scope, expected any of: {string.Join(',', expected)}", "insufficient_scope");

    /// <summary>404 of a user.</summary>
    public static ApiReply NoSuchUser() => Management(404, "The user does not exist.", "inexistent_user");

    /// <summary>404 of a role; it carries no code.</summary>
    public static ApiReply NoSuchRole() => Management(404, "The role does not exist.");

    /// <summary>404 of a client.</summary>
    public static ApiReply NoSuchClient() => Management(404, "The client does not exist", "inexistent_client");

    /// <summary>404 of a connection.</summary>
    public static ApiReply NoSuchConnection() => Management(404, "The connection does not exist", "inexistent_connection");

    /// <summary>409 where it isn't said for which of several custom domains a link is to be.</summary>
    public static ApiReply CustomDomainConflict() => Management(409, "The tenant has multiple verified custom domains.", "custom_domain_conflict");

    /// <summary>429 as the Management API words it; the pipeline adds the headers.</summary>
    public static ApiReply GlobalLimit() => Management(429, "Global limit has been reached", "too_many_requests");

    /// <summary>429 as the Authentication API words it.</summary>
    public static ApiReply TooManyRequests(string description = "Global limit has been reached") => OAuth(429, "too_many_requests", description);

    /// <summary>501 for what this tenant does not emulate.</summary>
    public static ApiReply NotEmulated(string what) =>
        Management(501, $"{what} is not emulated by the local Auth0 tenant; see the coverage table in src/Auth0Emulator/README.md.", "not_emulated");

    /// <summary>The OAuth shape of /oauth/token and its neighbours.</summary>
    public static ApiReply OAuth(int status, string error, string? description = null, string? uri = null)
    {
        var body = new JsonObject { ["error"] = error };
        if (description is not null)
        {
            body["error_description"] = description;
        }

        if (uri is not null)
        {
            body["error_uri"] = uri;
        }

        return new ApiReply(status, body);
    }

    /// <summary>The shape in which the database connection's own endpoints tell of a field.</summary>
    public static ApiReply Database(string error) => new(400, new JsonObject { ["error"] = error });

    /// <summary>401 of /userinfo, which is no JSON.</summary>
    public static ApiReply InvalidUserinfoToken() => new(401)
    {
        Text = "Unauthorized",
        ContentType = "text/plain; charset=utf-8",
        Headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["WWW-Authenticate"] = "Bearer error=\"invalid_token\"" },
    };
}
