using System.Globalization;
using System.Text.Json.Nodes;
using Auth0Emulator.Api;
using Auth0Emulator.Tenant;

namespace Auth0Emulator.Management;

/// <summary>Connections, their options, and the clients they are enabled for.</summary>
public sealed class Connections(TenantState state)
{
    private static readonly string[] NotKept = ["is_domain_connection", "show_as_button", "realms", "metadata", "authentication", "connected_accounts", "cross_app_access_requesting_app"];

    private const int LargestTake = 1000;
    private const int MostClients = 50;

    private static readonly BodySchema ChangeSchema = new(
    [
        BodyField.Map("options") with { Nullable = true, Schema = ConnectionOptions.Schema, Description = "The connection's options." },
        BodyField.Text("display_name", max: 128) with { Description = "The connection name used in the new universal login experience." },
        .. NotKept.Select(name => new BodyField(name, BodyField.AnyType)),
    ]);

    private static readonly BodySchema ClientSchema = new(
        BodyField.Text("client_id", min: 1) with { Required = true, Description = "The client_id of the client to be the subject to change status." },
        BodyField.Flag("status") with { Required = true, Description = "Whether the connection is enabled or not for this client_id." });

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

    /// <summary>PATCH /connections/{id}: options are replaced whole.</summary>
    public ApiReply Change(ManagementCall call)
    {
        if (ChangeSchema.Refusal(call.Body) is { } malformed)
        {
            return malformed;
        }

        if (NotKept.FirstOrDefault(call.Fields.ContainsKey) is { } name)
        {
            return Auth0Errors.NotEmulated($"The property {name} of a connection");
        }

        return state.Change(tenant =>
        {
            var at = tenant.Connections.FindIndex(connection => connection.Id == call.Id);
            if (at < 0)
            {
                return Auth0Errors.NoSuchConnection();
            }

            var had = tenant.Connections[at];
            var changed = had with { DisplayName = UserSchemas.Text(call.Fields, "display_name") ?? had.DisplayName };
            tenant.Connections[at] = call.Fields["options"] is JsonObject options ? ConnectionOptions.Written(changed, options) : changed;
            return ApiReply.Ok(Json(tenant.Connections[at], call.Caller));
        });
    }

    /// <summary>PATCH /connections/{id}/clients: enables it for clients, or no longer; all of them or none.</summary>
    public ApiReply ChangeClients(ManagementCall call)
    {
        if (RefusalOfClients(call.Body) is { } malformed)
        {
            return malformed;
        }

        return state.Change(tenant =>
        {
            var at = tenant.Connections.FindIndex(connection => connection.Id == call.Id);
            if (at < 0)
            {
                return Auth0Errors.NoSuchConnection();
            }

            var wanted = call.Body.AsArray().Select(item => (ClientId: UserSchemas.Text(item!.AsObject(), "client_id")!, On: UserSchemas.Flag(item.AsObject(), "status")!.Value)).ToArray();
            if (wanted.Any(client => tenant.Client(client.ClientId) is null))
            {
                return Auth0Errors.NoSuchClient();
            }

            tenant.Connections[at] = tenant.Connections[at] with { EnabledClients = Enabled(tenant.Connections[at].EnabledClients, wanted) };
            return ApiReply.NoContent();
        });
    }

    private static IReadOnlyList<string> Enabled(IReadOnlyList<string> had, (string ClientId, bool On)[] wanted) =>
    [
        .. had.Except(wanted.Where(client => !client.On).Select(client => client.ClientId), StringComparer.Ordinal)
            .Union(wanted.Where(client => client.On).Select(client => client.ClientId), StringComparer.Ordinal),
    ];

    private static ApiReply? RefusalOfClients(JsonNode body)
    {
        if (body is not JsonArray items)
        {
            return Auth0Errors.InvalidBody($"'Expected type array but found type {BodySchema.TypeOf(body)}'");
        }

        if (items.Count is 0 or > MostClients)
        {
            return Auth0Errors.InvalidBody(items.Count == 0 ? "'Array is too short (0), minimum 1'" : $"'Array is too long ({items.Count}), maximum {MostClients}'");
        }

        return items.Select((item, at) => ClientSchema.Problem(item, at.ToString(CultureInfo.InvariantCulture))).FirstOrDefault(problem => problem is not null) is { } found
            ? Auth0Errors.InvalidBody(found.ToString())
            : null;
    }

    private TenantConnection? Find(string id) => state.Read(tenant => tenant.Connections.Find(connection => connection.Id == id));

    private static JsonObject Json(TenantConnection connection, ManagementCaller caller)
    {
        var json = new JsonObject { ["id"] = connection.Id, ["name"] = connection.Name };
        if (connection.DisplayName is { } name)
        {
            json["display_name"] = name;
        }

        json["strategy"] = connection.Strategy;
        if (caller.Has("read:connections_options"))
        {
            json["options"] = ConnectionOptions.Of(connection);
        }

        json["realms"] = new JsonArray(connection.Name);
        json["is_domain_connection"] = false;
        return json;
    }
}
