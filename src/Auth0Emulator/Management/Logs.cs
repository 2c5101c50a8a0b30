using System.Collections.Frozen;
using System.Text.Json.Nodes;
using Auth0Emulator.Api;
using Auth0Emulator.Tenant;

namespace Auth0Emulator.Management;

/// <summary>The tenant log: by page, newest first, or by checkpoint, oldest first.</summary>
public sealed class Logs(TenantState state, TenantClock clock, TenantSwitches switches)
{
    private static readonly FrozenSet<string> NothingHidden = FrozenSet<string>.Empty;

    private static readonly string[] Parameters = [.. Paging.OffsetAndCheckpoint, "sort", "fields", "include_fields", "q", "search"];

    /// <summary>GET /logs.</summary>
    public ApiReply List(ManagementCall call) => List(call, _ => true);

    /// <summary>GET /users/{id}/logs; a user who never was has none.</summary>
    public ApiReply OfUser(ManagementCall call) => UserSchemas.RefusalOfId(call.Id) ?? List(call, entry => entry.UserId == call.Id);

    /// <summary>GET /logs/{id}.</summary>
    public ApiReply Get(ManagementCall call) => Shown().FirstOrDefault(entry => entry.LogId == call.Id) is { } entry
        ? ApiReply.Ok(Json(entry))
        : Auth0Errors.Management(404, "Log event not found");

    private ApiReply List(ManagementCall call, Func<LogEntry, bool> wanted)
    {
        if (call.Query.Refusal(Parameters) is { } malformed)
        {
            return malformed;
        }

        var entries = Shown().Where(wanted);

        // By checkpoint everything else in the query is ignored.
        return call.Query.Has("from") || call.Query.Has("take") ? After(entries, call.Query) : Page(entries, call.Query);
    }

    private static ApiReply After(IEnumerable<LogEntry> entries, QueryFields query)
    {
        var from = query.Text("from");
        var next = entries.Where(entry => from is null || string.CompareOrdinal(Number(entry.LogId), Number(from)) > 0).Take(query.Whole("take", 50));
        return ApiReply.Ok(new JsonArray([.. next.Select(Json)]));
    }

    private static ApiReply Page(IEnumerable<LogEntry> entries, QueryFields query)
    {
        LuceneQuery wanted;
        try
        {
            wanted = LuceneParser.Parse(query.Text("q") ?? query.Text("search") ?? "");
        }
        catch (FormatException problem)
        {
            return Auth0Errors.Management(400, $"Failed to parse query: {problem.Message}", "invalid_query_string");
        }

        var found = entries.Select(Json).Where(entry => wanted.Matches(new SearchDocument(entry, [], NothingHidden)));
        var ordered = query.Text("sort") == "date:1" ? found : found.Reverse();
        return Paging.ByOffset(query, "logs", ordered.ToArray(), entry => UserJson.Chosen(entry, query), withLength: true);
    }

    // An entry from the future was written before the clock was set back: it has waited long enough.
    private LogEntry[] Shown()
    {
        var now = clock.GetUtcNow();
        return state.Read(tenant => tenant.Logs
            .Where(entry => entry.Date + switches.LogDelay <= now || entry.Date > now)
            .Where(entry => entry.Date >= now - switches.LogRetention)
            .ToArray());
    }

    // Behind 900 and the instant stands a number that grows even when the clock is set back.
    private static string Number(string logId) => logId.Length > 20 ? logId[20..] : logId;

    private static JsonObject Json(LogEntry entry)
    {
        var json = new JsonObject { ["date"] = UserJson.Instant(entry.Date), ["type"] = entry.Type };
        Add(json, "description", entry.Description);
        Add(json, "connection", entry.Connection);
        Add(json, "connection_id", entry.ConnectionId);
        Add(json, "client_id", entry.ClientId);
        Add(json, "client_name", entry.ClientName);
        Add(json, "ip", entry.Ip);
        Add(json, "user_agent", entry.UserAgent);
        Add(json, "details", entry.Details?.DeepClone());
        Add(json, "hostname", entry.Hostname);
        Add(json, "user_id", entry.UserId);
        Add(json, "user_name", entry.UserName);
        Add(json, "audience", entry.Audience);
        Add(json, "scope", entry.Scope);
        Add(json, "strategy", entry.Strategy);
        Add(json, "strategy_type", entry.StrategyType);
        json["log_id"] = entry.LogId;
        json["_id"] = entry.LogId;
        json["isMobile"] = false;
        return json;
    }

    private static void Add(JsonObject json, string name, JsonNode? value)
    {
        if (value is not null)
        {
            json[name] = value;
        }
    }
}
