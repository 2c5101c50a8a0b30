using System.Text.Json.Nodes;
using Auth0Emulator.Api;
using Auth0Emulator.Mail;
using Auth0Emulator.Tenant;

namespace Auth0Emulator.Management;

/// <summary>PATCH /users/{id}: root values replace, metadata merges one level deep, null takes a key out.</summary>
public sealed class UserChange(TenantState state, TenantClock clock, PasswordChanges passwords, NewUserMails mails, TenantMailer mailer)
{
    private static readonly (string First, string Second)[] NeverTogether =
    [
        ("password", "email"), ("password", "email_verified"), ("username", "email"), ("username", "email_verified"), ("username", "password"),
    ];

    /// <summary>Changes a user: 200 with the whole user, or the first thing that is wrong.</summary>
    public ApiReply Change(ManagementCall call)
    {
        if (ScopeRefusal(call) is { } tooLittle)
        {
            return tooLittle;
        }

        if ((UserSchemas.RefusalOfId(call.Id) ?? UserSchemas.Change.Refusal(call.Body) ?? RefusalOfCombination(call.Fields) ?? call.DomainConflict) is { } refused)
        {
            return refused;
        }

        // Hashing is slow on purpose; it happens outside the lock.
        var passwordHash = UserSchemas.Text(call.Fields, "password") is { } password ? PasswordHash.Of(password) : null;
        MailMaterial? mail = null;
        var reply = state.Change(tenant =>
        {
            if (tenant.User(call.Id) is not { } user)
            {
                return Auth0Errors.NoSuchUser();
            }

            if (Refusal(tenant, user, call.Fields) is { } refusal)
            {
                return refusal;
            }

            var changed = Apply(tenant, user, call.Fields, passwordHash);
            mail = UserSchemas.Flag(call.Fields, "verify_email") == true ? mails.Verification(tenant, changed, tenant.Client(call.Caller.ClientId)) : null;
            return ApiReply.Ok(UserJson.Of(changed));
        });
        if (mail is not null)
        {
            mailer.Send(mail);
        }

        return reply;
    }

    private TenantUser Apply(TenantData tenant, TenantUser user, JsonObject body, string? passwordHash)
    {
        var now = clock.GetUtcNow();
        var changed = Changed(user, body) with { UpdatedAt = now };
        if (passwordHash is not null)
        {
            // Setting a password lifts an administrator's block: Auth0 does, so whoever blocks must not set passwords.
            changed = passwords.Apply(tenant, changed with { Blocked = changed.Blocked is null ? null : UserSchemas.Flag(body, "blocked") ?? false }, passwordHash);
        }

        if (changed.Blocked == true && user.Blocked != true)
        {
            tenant.EndSessions(user.UserId);
        }

        tenant.PutUser(changed, now);
        return changed;
    }

    private static TenantUser Changed(TenantUser user, JsonObject body)
    {
        var plain = NewUsers.Shape(UserSchemas.Text(body, "email") ?? user.Email, user.Connection, user.PasswordHash, user.CreatedAt);
        return user with
        {
            Email = plain.Email,
            EmailVerified = UserSchemas.Flag(body, "email_verified") ?? user.EmailVerified,
            Username = UserSchemas.Text(body, "username") ?? user.Username,
            PhoneNumber = Replaced(body, "phone_number", user.PhoneNumber),
            PhoneVerified = UserSchemas.Flag(body, "phone_verified") ?? user.PhoneVerified,
            Name = Replaced(body, "name", user.Name) ?? plain.Name,
            Nickname = Replaced(body, "nickname", user.Nickname) ?? plain.Nickname,
            GivenName = Replaced(body, "given_name", user.GivenName),
            FamilyName = Replaced(body, "family_name", user.FamilyName),
            Picture = Replaced(body, "picture", user.Picture) ?? plain.Picture,
            Blocked = UserSchemas.Flag(body, "blocked") ?? user.Blocked,
            AppMetadata = Merged(body, "app_metadata", user.AppMetadata),
            UserMetadata = Merged(body, "user_metadata", user.UserMetadata),
        };
    }

    private static string? Replaced(JsonObject body, string name, string? had) => body.TryGetPropertyValue(name, out var value) ? value?.GetValue<string>() : had;

    private static JsonObject? Merged(JsonObject body, string name, JsonObject? had)
    {
        if (!body.TryGetPropertyValue(name, out var given))
        {
            return had;
        }

        if (given is null)
        {
            return [];
        }

        var merged = had?.DeepClone().AsObject() ?? [];
        foreach (var (key, value) in given.AsObject())
        {
            if (value is null)
            {
                merged.Remove(key);
            }
            else
            {
                merged[key] = value.DeepClone();
            }
        }

        return merged;
    }

    private static ApiReply? ScopeRefusal(ManagementCall call)
    {
        var onlyAppMetadata = call.Body is JsonObject body && body.Count > 0 && body.All(field => field.Key == "app_metadata");
        return call.Caller.Has("update:users") || onlyAppMetadata ? null : Auth0Errors.InsufficientScope(["update:users"]);
    }

    private static ApiReply? RefusalOfCombination(JsonObject body) =>
        NeverTogether.FirstOrDefault(pair => body.ContainsKey(pair.First) && body.ContainsKey(pair.Second)) is { First: { } first, Second: var second }
            ? Auth0Errors.Management(400, $"Cannot update {first} and {second} simultaneously")
            : null;

    private static ApiReply? Refusal(TenantData tenant, TenantUser user, JsonObject body)
    {
        var connection = tenant.ConnectionNamed(UserSchemas.Text(body, "connection") ?? user.Connection);
        if (connection is null || connection.Name != user.Connection)
        {
            return Auth0Errors.Management(400, "The connection does not exist.", "inexistent_connection");
        }

        if (UserSchemas.Text(body, "client_id") is { } clientId && tenant.Client(clientId) is null)
        {
            return Auth0Errors.Management(400, "The client does not exist", "inexistent_client");
        }

        if (UserSchemas.Text(body, "email")?.ToLowerInvariant() is { } email && tenant.UserByEmail(email, user.Connection) is { } other && other.UserId != user.UserId)
        {
            return Auth0Errors.Management(400, "The specified new email already exists", "auth0_idp_error");
        }

        if (body.ContainsKey("username") && !connection.RequiresUsername)
        {
            return Auth0Errors.Management(400, "Cannot set username for connection without requires_username");
        }

        return UserSchemas.Text(body, "password") is { } password && !connection.Takes(password)
            ? Auth0Errors.Management(400, "PasswordStrengthError: Password is too weak")
            : null;
    }
}
