using System.Text;
using System.Text.Json.Nodes;
using Auth0Emulator.Api;

namespace Auth0Emulator.Management;

/// <summary>Auth0's three shapes of a list: bare array, object with totals, checkpoint with <c>next</c>.</summary>
public static class Paging
{
    /// <summary>The parameters of offset paging.</summary>
    public static readonly string[] Offset = ["page", "per_page", "include_totals"];

    /// <summary>The parameters of offset and checkpoint paging.</summary>
    public static readonly string[] OffsetAndCheckpoint = ["page", "per_page", "include_totals", "from", "take"];

    private const int Reach = 1000;

    /// <summary>A page of <paramref name="items"/> by number; with <c>include_totals</c> as an object under <paramref name="name"/>.</summary>
    public static ApiReply ByOffset<T>(QueryFields query, string name, IReadOnlyCollection<T> items, Func<T, JsonNode> shape, int perPageByDefault = 50, bool withLength = false)
    {
        var page = query.Whole("page", 0);
        var size = query.Whole("per_page", perPageByDefault);
        if ((page + 1L) * size > Reach)
        {
            return Auth0Errors.Management(400, $"You can only page through the first {Reach} records. See https://auth0.com/docs/users/search/v3/view-search-results-by-page#limitation", "invalid_paging");
        }

        var shown = new JsonArray([.. items.Skip(page * size).Take(size).Select(shape)]);
        if (!query.Flag("include_totals"))
        {
            return ApiReply.Ok(shown);
        }

        var body = new JsonObject { ["start"] = page * size, ["limit"] = size, ["total"] = items.Count };
        if (withLength)
        {
            body["length"] = shown.Count;
        }

        body[name] = shown;
        return ApiReply.Ok(body);
    }

    /// <summary>By checkpoint when <c>from</c> or <c>take</c> is given, by number otherwise; <paramref name="key"/> must order the items.</summary>
    public static ApiReply ByEither<T>(QueryFields query, string name, IEnumerable<T> items, Func<T, string> key, Func<T, JsonNode> shape, bool alwaysByCheckpoint = false)
    {
        var ordered = items.OrderBy(key, StringComparer.Ordinal).ToArray();
        if (!alwaysByCheckpoint && !query.Has("from") && !query.Has("take"))
        {
            return ByOffset(query, name, ordered, shape);
        }

        var after = "";
        if (query.Text("from") is { } from && !TryDecode(from, out after))
        {
            return Auth0Errors.InvalidQuery($"'Object didn't pass validation for format checkpoint: {from}' on property from (Optional Id from which to start selection.)");
        }

        var rest = ordered.Where(item => string.CompareOrdinal(key(item), after) > 0).Take(query.Whole("take", 50) + 1).ToArray();
        var shown = rest.Take(query.Whole("take", 50)).ToArray();
        var body = new JsonObject { [name] = new JsonArray([.. shown.Select(shape)]) };
        if (rest.Length > shown.Length)
        {
            body["next"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(key(shown[^1])));
        }

        return ApiReply.Ok(body);
    }

    private static bool TryDecode(string checkpoint, out string key)
    {
        var bytes = new byte[checkpoint.Length];
        var valid = Convert.TryFromBase64String(checkpoint, bytes, out var length);
        key = valid ? Encoding.UTF8.GetString(bytes, 0, length) : "";
        return valid;
    }
}
