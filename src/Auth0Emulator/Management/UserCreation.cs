using System.Text.Json.Nodes;
using Auth0Emulator.Api;
using Auth0Emulator.Mail;
using Auth0Emulator.Tenant;

namespace Auth0Emulator.Management;

/// <summary>POST /users.</summary>
public sealed class UserCreation(TenantState state, TenantClock clock, TenantLog log, NewUserMails mails, TenantMailer mailer)
{
    /// <summary>Creates a user of a database connection: 201, or the first thing that is wrong.</summary>
    public ApiReply Create(ManagementCall call)
    {
        if ((UserSchemas.Create.Refusal(call.Body) ?? call.DomainConflict) is { } refused)
        {
            return refused;
        }

        var body = call.Fields;
        // Hashing is slow on purpose; it happens outside the lock.
        var hash = UserSchemas.Text(body, "password") is { } password ? PasswordHash.Of(password) : null;
        MailMaterial? mail = null;
        var reply = state.Change(tenant =>
        {
            if (Refusal(tenant, call) is { } refusal)
            {
                return refusal;
            }

            var user = Shape(body, hash!);
            if (tenant.User(user.UserId) is not null || tenant.UserByEmail(user.Email, user.Connection) is not null)
            {
                log.Write(tenant, Entry("fs", call, user) with { Description = "The user already exists." });
                return Auth0Errors.Management(409, "The user already exists.", "auth0_idp_error");
            }

            tenant.PutUser(user, user.CreatedAt);
            log.Write(tenant, Entry("ss", call, user));
            mail = mails.OfCreation(tenant, user, tenant.Client(call.Caller.ClientId), verify: UserSchemas.Flag(body, "verify_email") ?? !user.EmailVerified);
            return ApiReply.Created(UserJson.Of(user));
        });

        // Rendered outside the change: a slow template must not hold up the whole tenant.
        if (mail is not null)
        {
            mailer.Send(mail);
        }

        return reply;
    }

    private static ApiReply? Refusal(TenantData tenant, ManagementCall call)
    {
        var body = call.Fields;
        var name = UserSchemas.Text(body, "connection")!;
        if (tenant.ConnectionNamed(name) is not { } connection)
        {
            return Auth0Errors.Management(400, "The connection does not exist.", "inexistent_connection");
        }

        if (!connection.IsDatabase)
        {
            return Auth0Errors.Management(400, "Connection does not support user creation through the API. It must either be a database or passwordless connection.");
        }

        if (connection.EnabledClients.Count == 0)
        {
            return Auth0Errors.Management(400, "Connection is disabled.", "auth0_idp_error");
        }

        if (!connection.IsEnabledFor(call.Caller.ClientId))
        {
            return Auth0Errors.Management(
                400, $"Connection must be enabled for this client to perform single user creation and signup operations (client_id: {call.Caller.ClientId} - connection: {name})", "auth0_idp_error");
        }

        if (!body.ContainsKey("email"))
        {
            return Auth0Errors.InvalidBody("'Missing required property: email'");
        }

        if (UserSchemas.Text(body, "password") is not { } password)
        {
            return Auth0Errors.InvalidBody("'Missing required property: password'");
        }

        if (body.ContainsKey("username") && !connection.RequiresUsername)
        {
            return Auth0Errors.Management(400, "Cannot set username for connection without requires_username");
        }

        return connection.Takes(password) ? null : Auth0Errors.Management(400, "PasswordStrengthError: Password is too weak");
    }

    private TenantUser Shape(JsonObject body, string hash)
    {
        var plain = NewUsers.Shape(UserSchemas.Text(body, "email")!, UserSchemas.Text(body, "connection")!, hash, clock.GetUtcNow());
        return plain with
        {
            UserId = UserSchemas.Text(body, "user_id") is { Length: > 0 } id ? $"auth0|{id}" : plain.UserId,
            EmailVerified = UserSchemas.Flag(body, "email_verified") ?? false,
            Username = UserSchemas.Text(body, "username"),
            PhoneNumber = UserSchemas.Text(body, "phone_number"),
            PhoneVerified = UserSchemas.Flag(body, "phone_verified"),
            Name = UserSchemas.Text(body, "name") ?? plain.Name,
            Nickname = UserSchemas.Text(body, "nickname") ?? plain.Nickname,
            GivenName = UserSchemas.Text(body, "given_name"),
            FamilyName = UserSchemas.Text(body, "family_name"),
            Picture = UserSchemas.Text(body, "picture") ?? plain.Picture,
            Blocked = UserSchemas.Flag(body, "blocked"),
            AppMetadata = body["app_metadata"]?.DeepClone().AsObject(),
            UserMetadata = body["user_metadata"]?.DeepClone().AsObject(),
        };
    }

    private static LogEntry Entry(string type, ManagementCall call, TenantUser user) => new()
    {
        Type = type,
        ClientId = call.Caller.ClientId,
        Connection = user.Connection,
        UserId = user.UserId,
        UserName = user.Email,
        Ip = call.Visitor.Ip,
        UserAgent = call.Visitor.UserAgent,
        Details = new JsonObject
        {
            ["body"] = new JsonObject
            {
                ["email"] = user.Email,
                ["connection"] = user.Connection,
                ["client_id"] = call.Caller.ClientId,
                ["is_signup"] = false,
                ["password"] = "*****",
                ["app_metadata"] = user.AppMetadata?.DeepClone(),
            },
        },
    };
}
