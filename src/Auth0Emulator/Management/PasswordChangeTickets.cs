using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Auth0Emulator.Api;
using Auth0Emulator.Tenant;

namespace Auth0Emulator.Management;

/// <summary>POST /tickets/password-change: makes a link and sends nothing.</summary>
public sealed partial class PasswordChangeTickets(TenantState state, PasswordTickets tickets, TenantLog log)
{
    private static readonly BodySchema Schema = new(
        BodyField.Text("result_url") with { Format = TextFormats.AbsoluteUri, Description = "URL the user will be redirected to in the classic Universal Login experience once the ticket is used." },
        BodyField.Text("user_id") with { Description = "user_id of for whom the ticket should be created." },
        BodyField.Text("client_id") with { Description = "ID of the client (application)." },
        BodyField.Text("organization_id") with { Description = "(Optional) Organization ID." },
        BodyField.Text("connection_id") with { Pattern = ConnectionId(), Description = "ID of the connection." },
        BodyField.Text("email") with { Format = TextFormats.Email, Description = "Email address of the user for whom the tickets should be created." },
        BodyField.Whole("ttl_sec") with { Description = "Number of seconds for which the ticket is valid before expiration." },
        BodyField.Flag("mark_email_as_verified") with { Description = "Whether to set the email_verified attribute to true once the password is changed." },
        BodyField.Flag("includeEmailInRedirect") with { Description = "Whether to include the email address as part of the returnUrl in the reset_email." },
        BodyField.Map("identity") with { Description = "This must be provided to verify primary social, enterprise and passwordless email identities." });

    /// <summary>201 with the link, whose trailing # is part of it. Every older link of the user stops working.</summary>
    public ApiReply Create(ManagementCall call)
    {
        if ((Schema.Refusal(call.Body) ?? RefusalOfCombination(call.Fields) ?? call.DomainConflict) is { } refused)
        {
            return refused;
        }

        return state.Change(tenant => Create(tenant, call));
    }

    private ApiReply Create(TenantData tenant, ManagementCall call)
    {
        var body = call.Fields;
        if (Text(body, "client_id") is { } clientId && tenant.Client(clientId) is null)
        {
            return Auth0Errors.Management(400, "The client does not exist", "inexistent_client");
        }

        if (Text(body, "organization_id") is not null)
        {
            return Auth0Errors.Management(400, "The organization does not exist");
        }

        var connectionId = Text(body, "connection_id");
        var connection = tenant.Connections.Find(connection => connection.Id == connectionId);
        if (connectionId is not null && connection is null)
        {
            return Auth0Errors.Management(400, $"The connection with id {connectionId} does not exist.");
        }

        var user = Text(body, "user_id") is { } id ? tenant.User(id) : tenant.UserByEmail(Text(body, "email")!.ToLowerInvariant(), connection!.Name);
        if (user is null)
        {
            log.Write(tenant, Entry("fcpr", tenant, call, null) with { Description = "User does not exist." });
            return Auth0Errors.NoSuchUser();
        }

        if (body["identity"] is JsonObject identity && (identity["user_id"]?.ToString() != user.IdentityId || identity["provider"]?.ToString() != "auth0"))
        {
            return Auth0Errors.Management(400, "The user does not have an identity with the given provider and user_id");
        }

        var ticket = tickets.Issue(tenant, new TicketOrder
        {
            UserId = user.UserId,
            LifetimeInSeconds = body["ttl_sec"]?.GetValue<int>(),
            MarkEmailAsVerified = UserSchemas.Flag(body, "mark_email_as_verified") ?? false,
            ClientId = Text(body, "client_id"),
            ResultUrl = Text(body, "result_url"),
            IncludeEmailInRedirect = UserSchemas.Flag(body, "includeEmailInRedirect") ?? false,
        });
        var link = tickets.Link(ticket);
        log.Write(tenant, WithLink(Entry("scpr", tenant, call, user), link));
        return ApiReply.Created(new JsonObject { ["ticket"] = link });
    }

    private static ApiReply? RefusalOfCombination(JsonObject body)
    {
        var byUser = Text(body, "user_id") is not null;
        var byAddress = body.ContainsKey("email") || body.ContainsKey("connection_id");
        if (byUser && byAddress)
        {
            return Auth0Errors.InvalidBody("'user_id can not be combined with email or connection_id'");
        }

        if (!byUser && Text(body, "email") is null)
        {
            return Auth0Errors.InvalidBody("'Missing required property: user_id'");
        }

        if (!byUser && Text(body, "connection_id") is null)
        {
            return Auth0Errors.InvalidBody("'Missing required property: connection_id'");
        }

        // Together they want a custom reset page and a post-challenge Action, which this tenant hasn't got.
        return body.ContainsKey("result_url") && (body.ContainsKey("client_id") || body.ContainsKey("organization_id"))
            ? Auth0Errors.InvalidBody("'result_url can not be combined with client_id or organization_id'")
            : null;
    }

    [GeneratedRegex("^con_[A-Za-z0-9]{16}$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex ConnectionId();

    private static string? Text(JsonObject body, string name) => UserSchemas.Text(body, name);

    private static LogEntry Entry(string type, TenantData tenant, ManagementCall call, TenantUser? user) => new()
    {
        Type = type,
        ClientId = Text(call.Fields, "client_id") ?? call.Caller.ClientId,
        Connection = user?.Connection,
        UserId = user?.UserId,
        UserName = user?.Email ?? Text(call.Fields, "email"),
        Ip = call.Visitor.Ip,
        UserAgent = call.Visitor.UserAgent,
        Details = new JsonObject
        {
            ["body"] = new JsonObject
            {
                ["client_id"] = Text(call.Fields, "client_id"),
                ["connection"] = user?.Connection,
                ["email"] = user?.Email ?? Text(call.Fields, "email"),
                ["ttl_sec"] = call.Fields["ttl_sec"]?.DeepClone(),
                ["markEmailAsVerified"] = UserSchemas.Flag(call.Fields, "mark_email_as_verified") ?? false,
                ["includeEmailInRedirect"] = UserSchemas.Flag(call.Fields, "includeEmailInRedirect") ?? false,
                ["resultUrl"] = Text(call.Fields, "result_url"),
                ["tenant"] = tenant.Settings.Name,
                ["verify"] = true,
            },
        },
    };

    private static LogEntry WithLink(LogEntry entry, string link)
    {
        entry.Details!["resetUrl"] = link;
        return entry;
    }
}
