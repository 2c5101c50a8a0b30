using System.Text.Json.Nodes;
using Auth0Emulator.Api;
using Auth0Emulator.Tenant;

namespace Auth0Emulator.Management;

/// <summary>Database connections and the clients they are enabled for; read only.</summary>
public sealed class Connections(TenantState state)
{
    private const int LargestTake = 1000;

    /// <summary>GET /connections.</summary>
    public ApiReply List(ManagementCall call)
    {
        if (call.Query.Refusal(LargestTake, [.. Paging.OffsetAndCheckpoint, "strategy", "name", "fields", "include_fields"]) is { } malformed)
        {
            return malformed;
        }

        var strategies = call.Query.Texts("strategy");
        var name = call.Query.Text("name");
        var connections = state.Read(tenant => tenant.Connections
            .Where(connection => (strategies.Count == 0 || strategies.Contains(connection.Strategy, StringComparer.Ordinal)) && (name is null || connection.Name == name))
            .ToArray());
        return call.Query.Has("from") || call.Query.Has("take")
            ? Paging.ByEither(call.Query, "connections", connections, connection => connection.Id, Shape)
            : Paging.ByOffset(call.Query, "connections", connections, Shape, perPageByDefault: 100);

        JsonNode Shape(TenantConnection connection) => UserJson.Chosen(Json(connection, call.Caller), call.Query);
    }

    /// <summary>GET /connections/{id}.</summary>
    public ApiReply Get(ManagementCall call)
    {
        if (call.Query.Refusal("fields", "include_fields") is { } malformed)
        {
            return malformed;
        }

        return Find(call.Id) is { } connection ? ApiReply.Ok(UserJson.Chosen(Json(connection, call.Caller), call.Query)) : Auth0Errors.NoSuchConnection();
    }

    /// <summary>GET /connections/{id}/clients: always by checkpoint.</summary>
    public ApiReply Clients(ManagementCall call)
    {
        if (call.Query.Refusal(LargestTake, "from", "take") is { } malformed)
        {
            return malformed;
        }

        return Find(call.Id) is { } connection
            ? Paging.ByEither(call.Query, "clients", connection.EnabledClients, id => id, id => new JsonObject { ["client_id"] = id }, alwaysByCheckpoint: true)
            : Auth0Errors.NoSuchConnection();
    }

    private TenantConnection? Find(string id) => state.Read(tenant => tenant.Connections.Find(connection => connection.Id == id));

    private static JsonObject Json(TenantConnection connection, ManagementCaller caller)
    {
        var json = new JsonObject { ["id"] = connection.Id, ["name"] = connection.Name, ["strategy"] = connection.Strategy };
        if (caller.Has("read:connections_options"))
        {
            json["options"] = new JsonObject
            {
                ["mfa"] = new JsonObject { ["active"] = true, ["return_enroll_settings"] = true },
                ["import_mode"] = false,
                ["passwordPolicy"] = connection.PasswordPolicy.ApiName(),
                ["password_complexity_options"] = new JsonObject { ["min_length"] = MinimumLength(connection.PasswordPolicy) },
                ["requires_username"] = connection.RequiresUsername,
                ["disable_signup"] = connection.DisableSignup,
                ["disable_self_service_change_password"] = connection.DisableSelfServiceChangePassword,
                ["brute_force_protection"] = true,
            };
        }

        json["realms"] = new JsonArray(connection.Name);
        json["is_domain_connection"] = false;
        return json;
    }

    private static int MinimumLength(PasswordPolicy policy) => policy switch
    {
        PasswordPolicy.None => 1,
        PasswordPolicy.Low => 6,
        PasswordPolicy.Fair or PasswordPolicy.Good => 8,
        PasswordPolicy.Excellent => 10,
    };
}
