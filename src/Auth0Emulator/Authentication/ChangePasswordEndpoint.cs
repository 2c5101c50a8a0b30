using Auth0Emulator.Api;
using Auth0Emulator.Hosting;
using Auth0Emulator.Limits;
using Auth0Emulator.Tenant;

namespace Auth0Emulator.Authentication;

/// <summary>POST /dbconnections/change_password: mails a link, and answers the same whether or not anybody has that address.</summary>
public sealed class ChangePasswordEndpoint(TenantState state, ResetMails mails, TenantLimits limits)
{
    private static readonly ApiReply Sent = new(200) { Text = "We've just sent you an email to reset your password.", ContentType = "text/html; charset=utf-8" };

    /// <summary>The answer to a request.</summary>
    public async Task<ApiReply> AnswerAsync(HttpContext context)
    {
        if (await context.Request.FieldsAsync() is not { } fields)
        {
            return Auth0Errors.Database("The request body is neither a form nor a JSON object");
        }

        context.Note().Client = fields.GetValueOrDefault("client_id");
        var (refusal, order) = Check(fields);
        if (order is null)
        {
            return refusal!;
        }

        var visitor = context.Visitor();
        var standing = limits.TakeResetMail(order.Email, visitor);
        LimitedRoutes.TellAlso(context, standing);
        if (standing is { Allowed: false })
        {
            return Auth0Errors.TooManyRequests("You have reached the limit on password change attempts. Please wait before trying again.");
        }

        mails.Send(order, visitor);
        return Sent;
    }

    private (ApiReply? Refusal, ResetMailOrder? Order) Check(IReadOnlyDictionary<string, string> fields)
    {
        foreach (var name in (string[])["email", "connection"])
        {
            if (string.IsNullOrWhiteSpace(fields.GetValueOrDefault(name)))
            {
                return (Auth0Errors.Database($"{name} is required"), null);
            }
        }

        if (fields.ContainsKey("organization"))
        {
            return (Auth0Errors.NotEmulated("The parameter organization of /dbconnections/change_password"), null);
        }

        if (fields.ContainsKey("password"))
        {
            return (Auth0Errors.Database("Password is not allowed"), null);
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

        if (connection is not { IsDatabase: true })
        {
            return (Auth0Errors.OAuth(400, "invalid_request", "the connection was not found"), null);
        }

        return client is not null && !connection.IsEnabledFor(client.ClientId)
            ? (Auth0Errors.OAuth(400, "invalid_request", "the connection is not enabled for the client"), null)
            : (null, new ResetMailOrder(email, connection, client));
    }
}
