using System.Text.Json.Nodes;
using Auth0Emulator.Api;
using Auth0Emulator.Tenant;

namespace Auth0Emulator.Management;

/// <summary>The tenant's roles and who holds them: /roles.</summary>
public sealed class Roles(TenantState state)
{
    private static readonly BodySchema CreateSchema = new(
        BodyField.Text("name", min: 1) with { Required = true, Description = "Name of the role." },
        BodyField.Text("description") with { Description = "Description of the role." });

    private static readonly BodySchema AssignSchema = new(BodyField.List("users", min: 1) with { Required = true, Description = "user_id's of the users to assign the role to." });

    /// <summary>GET /roles, narrowed by <c>name_filter</c> whatever its case.</summary>
    public ApiReply List(ManagementCall call)
    {
        if (call.Query.Refusal([.. Paging.Offset, "name_filter"]) is { } malformed)
        {
            return malformed;
        }

        var filter = call.Query.Text("name_filter");
        var roles = state.Read(tenant => tenant.Roles.Where(role => filter is null || role.Name.Contains(filter, StringComparison.OrdinalIgnoreCase)).ToArray());
        return Paging.ByOffset(call.Query, "roles", roles, Json);
    }

    /// <summary>GET /roles/{id}.</summary>
    public ApiReply Get(ManagementCall call) => Find(call.Id) is { } role ? ApiReply.Ok(Json(role)) : Auth0Errors.NoSuchRole();

    /// <summary>POST /roles: 200, not 201.</summary>
    public ApiReply Create(ManagementCall call)
    {
        if (CreateSchema.Refusal(call.Body) is { } malformed)
        {
            return malformed;
        }

        var name = call.Fields["name"]!.GetValue<string>();
        return state.Change(tenant =>
        {
            if (tenant.Roles.Exists(role => role.Name == name))
            {
                return Auth0Errors.Management(409, $"A role with name {name} already exists.");
            }

            var role = new TenantRole { Id = "rol_" + RandomText.Of(16), Name = name, Description = call.Fields["description"]?.GetValue<string>() };
            tenant.Roles.Add(role);
            return ApiReply.Ok(Json(role));
        });
    }

    /// <summary>DELETE /roles/{id}: 200 with an empty object.</summary>
    public ApiReply Delete(ManagementCall call) => state.Change(tenant =>
    {
        if (tenant.Roles.RemoveAll(role => role.Id == call.Id) == 0)
        {
            return Auth0Errors.NoSuchRole();
        }

        tenant.RoleMembers.RemoveAll(member => member.RoleId == call.Id);
        return ApiReply.Ok(new JsonObject());
    });

    /// <summary>GET /roles/{id}/users, in any of the three paging shapes.</summary>
    public ApiReply Members(ManagementCall call)
    {
        if (call.Query.Refusal(Paging.OffsetAndCheckpoint) is { } malformed)
        {
            return malformed;
        }

        var members = state.Read(tenant => tenant.Roles.Exists(role => role.Id == call.Id)
            ? tenant.RoleMembers.Where(member => member.RoleId == call.Id).Select(member => tenant.User(member.UserId)).OfType<TenantUser>().ToArray()
            : null);
        return members is null ? Auth0Errors.NoSuchRole() : Paging.ByEither(call.Query, "users", members, user => user.UserId, MemberJson);
    }

    /// <summary>POST /roles/{id}/users: 200 with an empty object.</summary>
    public ApiReply Assign(ManagementCall call)
    {
        if (AssignSchema.Refusal(call.Body) is { } malformed)
        {
            return malformed;
        }

        var ids = call.Fields["users"]!.AsArray().Select(id => id!.GetValue<string>()).Distinct(StringComparer.Ordinal).ToArray();
        return state.Change(tenant =>
        {
            if (!tenant.Roles.Exists(role => role.Id == call.Id))
            {
                return Auth0Errors.NoSuchRole();
            }

            if (ids.Any(id => tenant.User(id) is null))
            {
                return Auth0Errors.NoSuchUser();
            }

            tenant.RoleMembers.AddRange(ids.Select(id => new RoleMember(call.Id, id)).Where(member => !tenant.RoleMembers.Contains(member)));
            return ApiReply.Ok(new JsonObject());
        });
    }

    internal static JsonNode Json(TenantRole role) => new JsonObject { ["id"] = role.Id, ["name"] = role.Name, ["description"] = role.Description };

    private static JsonNode MemberJson(TenantUser user) =>
        new JsonObject { ["user_id"] = user.UserId, ["email"] = user.Email, ["picture"] = user.Picture, ["name"] = user.Name };

    private TenantRole? Find(string id) => state.Read(tenant => tenant.Roles.Find(role => role.Id == id));
}
