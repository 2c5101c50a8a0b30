using System.Text.Json;
using System.Text.Json.Nodes;
using Auth0Emulator.Api;
using Auth0Emulator.Hosting;
using Auth0Emulator.Tenant;

namespace Auth0Emulator.Authentication;

/// <summary>POST /dbconnections/change_password: mails a link, and answers the same whether or not anybody has that address.</summary>
public sealed class ChangePasswordEndpoint(TenantState state, ResetMails mails, ChangePasswordLimit limit)
{
    private const string Answer = "We've just sent you an email to reset your password.";

    /// <summary>Answers a request.</summary>
    public async Task AnswerAsync(HttpContext context)
    {
        if (await context.Request.FieldsAsync() is not { } fields)
        {
            await context.Response.WriteAsync(new ApiReply(400, new JsonObject { ["error"] = "The request body is neither a form nor a JSON object" }));
            return;
        }

        context.Note().Client = fields.GetValueOrDefault("client_id");
        var (refusal, order) = Check(fields);
        if (order is null)
        {
            await context.Response.WriteAsync(refusal!);
            return;
        }

        var visitor = context.Visitor();
        var standing = limit.Take(visitor.Ip, order.Email);
        if (standing is { Allowed: false })
        {
            var busy = Auth0Errors.OAuth(429, "too_many_requests", "You have reached the limit on password change attempts. Please wait before trying again.");
            await context.Response.WriteAsync(busy with { Headers = standing.Headers });
            return;
        }

        mails.Send(order, visitor);
        foreach (var (name, value) in standing?.Headers ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            context.Response.Headers[name] = value;
        }

        context.Response.ContentType = "text/html; charset=utf-8";
        await context.Response.WriteAsync(Answer);
    }

    private (ApiReply? Refusal, ResetMailOrder? Order) Check(IReadOnlyDictionary<string, string> fields)
    {
        foreach (var name in (string[])["email", "connection"])
        {
            if (string.IsNullOrWhiteSpace(fields.GetValueOrDefault(name)))
            {
                return (new ApiReply(400, new JsonObject { ["error"] = $"{name} is required" }), null);
            }
        }

        if (fields.ContainsKey("password"))
        {
            return (new ApiReply(400, new JsonObject { ["error"] = "Password is not allowed" }), null);
        }

        var email = fields["email"].Trim().ToLowerInvariant();
        if (email.IndexOf('@', StringComparison.Ordinal) is < 1 || email.EndsWith('@'))
        {
            return (Auth0Errors.OAuth(400, "invalid_request", "email is not a valid email address"), null);
        }

        var (connection, client) = state.Read(tenant => (tenant.ConnectionNamed(fields["connection"]), tenant.Client(fields.GetValueOrDefault("client_id"))));
        if (fields.TryGetValue("client_id", out var clientId) && client is null)
        {
            return (Auth0Errors.OAuth(400, "invalid_request", $"Unknown client: {clientId}"), null);
        }

        if (connection is null)
        {
            return (Auth0Errors.OAuth(400, "invalid_request", "the connection was not found"), null);
        }

        return client is not null && !connection.EnabledClients.Contains(client.ClientId, StringComparer.Ordinal)
            ? (Auth0Errors.OAuth(400, "invalid_request", "the connection is not enabled for the client"), null)
            : (null, new ResetMailOrder(email, connection, client));
    }
}
