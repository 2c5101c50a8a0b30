using System.Globalization;
using Auth0Emulator.Api;

namespace Auth0Emulator.Management;

/// <summary>The query of a call; unknown parameters are refused, as everything else in Auth0's schemas.</summary>
public sealed class QueryFields(IReadOnlyDictionary<string, IReadOnlyList<string>> query)
{
    private const int LargestTake = 100;

    /// <summary>A parameter, or null when it is absent or empty.</summary>
    public string? Text(string name) => query.TryGetValue(name, out var values) && string.Join(',', values) is { Length: > 0 } text ? text : null;

    /// <summary>Every value of a parameter that may come more than once.</summary>
    public IReadOnlyList<string> Texts(string name) => [.. query.GetValueOrDefault(name, []).SelectMany(value => value.Split(',', StringSplitOptions.RemoveEmptyEntries))];

    /// <summary>Whether a parameter was given.</summary>
    public bool Has(string name) => query.ContainsKey(name);

    /// <summary>A flag; the schema has made sure it is one.</summary>
    public bool Flag(string name, bool otherwise = false) => Text(name) is { } text ? text == "true" : otherwise;

    /// <summary>A whole number; the schema has made sure it is one.</summary>
    public int Whole(string name, int otherwise) => Text(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    /// <summary>The 400 for a query with anything but <paramref name="known"/> in it, or with malformed paging; null when it is in order.</summary>
    public ApiReply? Refusal(params string[] known) => Refusal(LargestTake, known);

    /// <summary>The same, where a checkpoint page may hold more.</summary>
    public ApiReply? Refusal(int largestTake, params string[] known)
    {
        var unknown = query.Keys.Where(name => !known.Contains(name, StringComparer.Ordinal)).ToArray();
        if (unknown.Length > 0)
        {
            return Auth0Errors.InvalidQuery($"'Additional properties not allowed: {string.Join(',', unknown)}'");
        }

        return RefusalOfNumber("page", 0, int.MaxValue, "Page index of the results to return. First page is 0.")
            ?? RefusalOfNumber("per_page", 0, 100, "Number of results per page.")
            ?? RefusalOfNumber("take", 1, largestTake, "Number of results per page.")
            ?? RefusalOfFlag("include_totals")
            ?? RefusalOfFlag("include_fields")
            ?? RefusalOfFlag("is_global")
            ?? RefusalOfFlag("is_first_party")
            ?? RefusalOfFlag("allow_any_organization")
            ?? RefusalOfFlag("primary_order");
    }

    private ApiReply? RefusalOfNumber(string name, int min, int max, string description)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            return Auth0Errors.InvalidQuery($"'Expected type integer but found type string' on property {name} ({description})");
        }

        if (number < min)
        {
            return Auth0Errors.InvalidQuery($"'Value {number} is less than minimum {min}' on property {name} ({description})");
        }

        return number > max ? Auth0Errors.InvalidQuery($"'Value {number} is greater than maximum {max}' on property {name} ({description})") : null;
    }

    private ApiReply? RefusalOfFlag(string name) =>
        Text(name) is null or "true" or "false" ? null : Auth0Errors.InvalidQuery($"'Expected type boolean but found type string' on property {name}");
}
