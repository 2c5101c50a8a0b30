using System.Text.Json.Nodes;
using Auth0Emulator.Api;
using Auth0Emulator.Tenant;

namespace Auth0Emulator.Management;

/// <summary>Reading users by id and address (immediately consistent) and deleting them.</summary>
public sealed class UserReads(TenantState state, TenantClock clock, TenantLog log)
{
    /// <summary>GET /users/{id}.</summary>
    public ApiReply Get(ManagementCall call)
    {
        if ((UserSchemas.RefusalOfId(call.Id) ?? call.Query.Refusal("fields", "include_fields")) is { } malformed)
        {
            return malformed;
        }

        return state.Read(tenant => tenant.User(call.Id)) is { } user ? ApiReply.Ok(UserJson.Chosen(UserJson.Of(user), call.Query)) : Auth0Errors.NoSuchUser();
    }

    /// <summary>GET /users-by-email: a bare array; the address is compared as it comes, so the caller folds it first.</summary>
    public ApiReply ByEmail(ManagementCall call)
    {
        if (call.Query.Refusal("email", "fields", "include_fields") is { } malformed)
        {
            return malformed;
        }

        if (call.Query.Text("email") is not { } email)
        {
            return Auth0Errors.InvalidQuery("'Missing required property: email'");
        }

        var users = state.Read(tenant => tenant.Users.Values.Where(user => user.Email == email).ToArray());
        return ApiReply.Ok(new JsonArray([.. users.Select(user => UserJson.Chosen(UserJson.Of(user), call.Query))]));
    }

    /// <summary>DELETE /users/{id}: 204 whether or not there was such a user.</summary>
    public ApiReply Delete(ManagementCall call)
    {
        if (UserSchemas.RefusalOfId(call.Id) is { } malformed)
        {
            return malformed;
        }

        return state.Change(tenant =>
        {
            if (tenant.User(call.Id) is { } user)
            {
                log.Write(tenant, new LogEntry
                {
                    Type = "sdu",
                    ClientId = call.Caller.ClientId,
                    Connection = user.Connection,
                    UserId = user.UserId,
                    UserName = user.Email,
                    Ip = call.Visitor.Ip,
                    UserAgent = call.Visitor.UserAgent,
                });
                tenant.RemoveUser(call.Id, clock.GetUtcNow());
            }

            return ApiReply.NoContent();
        });
    }
}
