using System.Text.Json;
using System.Text.Json.Nodes;
using Auth0Emulator.Api;
using Auth0Emulator.Control;
using Auth0Emulator.Hosting;
using Auth0Emulator.Limits;
using Auth0Emulator.Tenant;

namespace Auth0Emulator.Management;

/// <summary>What every Management call passes, in Auth0's order: rate limit, token, scope, JSON; then the operation; then the log.</summary>
public sealed class ManagementGateway(TenantLimits limits, BearerCheck bearer, CustomDomains domains, TenantLog log)
{
    /// <summary>Answers a call on a route; under a plan every answer says how much of the limit is left.</summary>
    public async Task<ApiReply> AnswerAsync(HttpContext context, ManagementRoute route)
    {
        if (limits.TakeManagement(context.Request.Method, context.Request.RoutePath(), context.Visitor()) is not { } standing)
        {
            return await AnswerUnlimitedAsync(context, route);
        }

        var reply = standing.Allowed ? await AnswerUnlimitedAsync(context, route) : Auth0Errors.GlobalLimit();
        return reply with { Headers = Joined(reply.Headers, standing.Headers) };
    }

    private static Dictionary<string, string> Joined(IReadOnlyDictionary<string, string> some, IReadOnlyDictionary<string, string> more) =>
        some.Concat(more).ToDictionary(header => header.Key, header => header.Value, StringComparer.OrdinalIgnoreCase);

    private async Task<ApiReply> AnswerUnlimitedAsync(HttpContext context, ManagementRoute route)
    {
        var (caller, refusal) = await bearer.CheckAsync(context.Request.Headers.Authorization.ToString());
        if (caller is null)
        {
            return refusal!;
        }

        var note = context.Note();
        note.Client = caller.ClientId;
        note.Scope = string.Join(' ', caller.Scopes);
        var body = await BodyAsync(context.Request);
        var reply = route.Scopes.Refusal(caller) ?? Answer(context, route, caller, body);
        if (route.Method != "GET")
        {
            log.Write(Entry(context, route, caller, body, reply));
        }

        return reply;
    }

    private ApiReply Answer(HttpContext context, ManagementRoute route, ManagementCaller caller, RequestBody body) => body switch
    {
        RequestBody.NotJson => Auth0Errors.Management(415, "Unsupported Media Type"),
        RequestBody.Malformed => Auth0Errors.Management(400, "Invalid request payload JSON format"),
        RequestBody.Json json => route.Operation(new ManagementCall
        {
            Caller = caller,
            Visitor = context.Visitor(),
            Id = HttpReplies.WithSlashes(context.Request.RouteValues["id"]?.ToString() ?? ""),
            Query = new QueryFields(context.Request.Query.ToDictionary(
                field => field.Key, IReadOnlyList<string> (field) => [.. field.Value.OfType<string>()], StringComparer.Ordinal)),
            Body = json.Node,
            DomainConflict = domains.Conflict && context.Request.Headers[CustomDomains.Header].ToString() is "" ? Auth0Errors.CustomDomainConflict() : null,
        }),
        _ => throw new InvalidOperationException($"{body} is no kind of body."),
    };

    private static async Task<RequestBody> BodyAsync(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body);
        var text = await reader.ReadToEndAsync();
        if (text.Length == 0)
        {
            return new RequestBody.Json(new JsonObject());
        }

        if (!request.HasJsonContentType())
        {
            return new RequestBody.NotJson();
        }

        try
        {
            // A name that comes twice throws only when the object is first looked into.
            var node = JsonNode.Parse(text);
            Unfold(node);
            return node is null ? new RequestBody.Malformed() : new RequestBody.Json(node);
        }
        catch (Exception malformed) when (malformed is JsonException or ArgumentException)
        {
            return new RequestBody.Malformed();
        }
    }

    private static void Unfold(JsonNode? node)
    {
        foreach (var child in node switch { JsonObject fields => fields.Select(field => field.Value), JsonArray items => items, _ => [] })
        {
            Unfold(child);
        }
    }

    private static LogEntry Entry(HttpContext context, ManagementRoute route, ManagementCaller caller, RequestBody body, ApiReply reply) => new()
    {
        Type = reply.Status < 400 ? "sapi" : "fapi",
        Description = route.Description,
        ClientId = caller.ClientId,
        Ip = context.Visitor().Ip,
        UserAgent = context.Visitor().UserAgent,
        Details = new JsonObject
        {
            ["request"] = new JsonObject
            {
                ["method"] = route.Method.ToLowerInvariant(),
                ["path"] = context.Request.DecodedPath(),
                ["body"] = body is RequestBody.Json json ? WithoutSecrets(json.Node) : null,
            },
            ["response"] = new JsonObject { ["statusCode"] = reply.Status },
        },
    };

    // Auth0 hides the password and a provider's credentials: what applications keep in metadata under names like "code" stays readable.
    private static JsonNode WithoutSecrets(JsonNode body)
    {
        var copy = ProviderKinds.WithoutSecrets(body);
        if (copy is JsonObject fields && fields.ContainsKey("password"))
        {
            fields["password"] = "*****";
        }

        return copy;
    }

    private abstract record RequestBody
    {
        private RequestBody()
        {
        }

        public sealed record Json(JsonNode Node) : RequestBody;

        public sealed record NotJson : RequestBody;

        public sealed record Malformed : RequestBody;
    }
}
