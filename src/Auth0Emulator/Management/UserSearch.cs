using System.Collections.Frozen;
using System.Text.Json.Nodes;
using Auth0Emulator.Api;
using Auth0Emulator.Tenant;

namespace Auth0Emulator.Management;

/// <summary>GET /users: Lucene over an index that lags behind, at most 1000 results deep.</summary>
public sealed class UserSearch(TenantState state, TenantClock clock, LocalTenantOptions options)
{
    private static readonly string[] Normalised = ["email", "name", "given_name", "family_name", "nickname"];

    private static readonly FrozenSet<string> Hidden = FrozenSet.Create(StringComparer.Ordinal, "last_password_reset", "picture", "blocked_for", "multifactor");

    /// <summary>The users a query finds.</summary>
    public ApiReply Find(ManagementCall call)
    {
        if (Refusal(call.Query) is { } malformed)
        {
            return malformed;
        }

        LuceneQuery query;
        try
        {
            query = LuceneParser.Parse(call.Query.Text("q") ?? "");
        }
        catch (FormatException problem)
        {
            return Auth0Errors.Management(400, $"Failed to parse query: {problem.Message}", "invalid_query_string");
        }

        var indexed = state.Read(tenant => tenant.Index.At(clock.GetUtcNow(), options.SearchDelay).ToArray());
        var found = indexed.Select(UserJson.Of).Where(user => query.Matches(new SearchDocument(user, Normalised, Hidden))).ToArray();
        return Paging.ByOffset(call.Query, "users", Sorted(found, call.Query.Text("sort")), user => UserJson.Chosen(user, call.Query), withLength: true);
    }

    private static ApiReply? Refusal(QueryFields query)
    {
        if (query.Refusal([.. Paging.Offset, "q", "sort", "fields", "include_fields", "search_engine", "primary_order", "connection"]) is { } malformed)
        {
            return malformed;
        }

        if (query.Text("search_engine") is { } engine and not "v3")
        {
            return engine is "v1" or "v2"
                ? Auth0Errors.NotEmulated($"The search engine {engine}")
                : Auth0Errors.InvalidQuery($"'No enum match for: {engine}' on property search_engine (The version of the search engine)");
        }

        if (query.Has("connection"))
        {
            return Auth0Errors.NotEmulated("The connection parameter, which belongs to search engine v1 (use q=identities.connection:\"name\"),");
        }

        return query.Text("sort") is { } sort && !IsSort(sort)
            ? Auth0Errors.InvalidQuery($"'String does not match pattern ^[a-z_\\.]+:(1|-1)$: {sort}' on property sort (Field to sort by.)")
            : null;
    }

    private static bool IsSort(string sort) =>
        sort.Split(':') is [var field, "1" or "-1"] && field.Length > 0 && !field.StartsWith("app_metadata", StringComparison.Ordinal) && !field.StartsWith("user_metadata", StringComparison.Ordinal);

    private static JsonObject[] Sorted(JsonObject[] users, string? sort)
    {
        if (sort?.Split(':') is not [var field, var direction])
        {
            return users;
        }

        var byField = Comparer<JsonObject>.Create((left, right) => SearchDocument.Compare(left[field]?.ToString() ?? "", right[field]?.ToString() ?? ""));
        return [.. direction == "1" ? users.OrderBy(user => user, byField) : users.OrderByDescending(user => user, byField)];
    }
}
