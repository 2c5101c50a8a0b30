using System.Text.Json.Nodes;
using Auth0Emulator.Api;
using Auth0Emulator.Tenant;

namespace Auth0Emulator.Management;

/// <summary>The roles a user holds: /users/{id}/roles.</summary>
public sealed class UserRoles(TenantState state)
{
    private static readonly BodySchema Schema = new(BodyField.List("roles", min: 1) with { Required = true, Description = "List of roles IDs to associate with the user." });

    /// <summary>GET.</summary>
    public ApiReply List(ManagementCall call)
    {
        if ((UserSchemas.RefusalOfId(call.Id) ?? call.Query.Refusal(Paging.Offset)) is { } malformed)
        {
            return malformed;
        }

        var held = state.Read(tenant => tenant.User(call.Id) is null
            ? null
            : tenant.Roles.Where(role => tenant.RoleMembers.Contains(new RoleMember(role.Id, call.Id))).ToArray());
        return held is null ? Auth0Errors.NoSuchUser() : Paging.ByOffset(call.Query, "roles", held, Roles.Json);
    }

    /// <summary>POST: 204, also for roles already held.</summary>
    public ApiReply Assign(ManagementCall call) => Change(call, (tenant, members) =>
        tenant.RoleMembers.AddRange(members.Where(member => !tenant.RoleMembers.Contains(member))));

    /// <summary>DELETE with a body: 204.</summary>
    public ApiReply Remove(ManagementCall call) => Change(call, (tenant, members) => tenant.RoleMembers.RemoveAll(members.Contains));

    private ApiReply Change(ManagementCall call, Action<TenantData, RoleMember[]> change)
    {
        if ((UserSchemas.RefusalOfId(call.Id) ?? Schema.Refusal(call.Body)) is { } malformed)
        {
            return malformed;
        }

        var ids = call.Fields["roles"]!.AsArray().Select(id => id!.GetValue<string>()).Distinct(StringComparer.Ordinal).ToArray();
        return state.Change(tenant =>
        {
            if (tenant.User(call.Id) is null)
            {
                return Auth0Errors.NoSuchUser();
            }

            if (ids.Any(id => !tenant.Roles.Exists(role => role.Id == id)))
            {
                return Auth0Errors.NoSuchRole();
            }

            change(tenant, [.. ids.Select(id => new RoleMember(id, call.Id))]);
            return ApiReply.NoContent();
        });
    }
}
