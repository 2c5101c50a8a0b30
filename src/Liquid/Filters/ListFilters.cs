using Liquid.Rendering;

namespace Liquid.Filters;

/// <summary>Filters over lists.</summary>
internal static class ListFilters
{
    public static readonly Dictionary<string, Filter> All = new(StringComparer.Ordinal)
    {
        ["join"] = new(input => input.Evaluation.Join(input.List, input.TextArgument(0, " "), input.Offset)),
        ["first"] = new(First),
        ["last"] = new(Last),
        ["size"] = new(input => Size(input.Value)),
        ["reverse"] = new(input => input.List.Reverse().ToList()),
        ["sort"] = new(Sort),
        ["uniq"] = new(Unique),
        ["map"] = new(input => input.List.Select(item => Property(input, item)).ToList(), Required: 1),
        ["concat"] = new(Concatenate),
        ["compact"] = new(input => input.List.Where(item => item is not null).ToList()),
    };

    private static object? First(FilterInput input) => input.Value switch
    {
        IReadOnlyList<object?> list => list.Count > 0 ? list[0] : null,
        string { Length: > 0 } text => text[..1],
        _ => string.Empty,
    };

    private static object? Last(FilterInput input) => input.Value switch
    {
        IReadOnlyList<object?> list => list.Count > 0 ? list[^1] : null,
        string { Length: > 0 } text => text[^1..],
        _ => string.Empty,
    };

    private static double Size(object? value) => value switch
    {
        IReadOnlyList<object?> list => list.Count,
        string text => text.Length,
        _ => 0,
    };

    private static List<object?> Sort(FilterInput input) =>
        [.. input.List.OrderBy(item => input.Has(0) ? Property(input, item) : item, Order.Instance)];

    private static List<object?> Unique(FilterInput input) =>
        [.. input.List.Select(item => (Item: item, Key: (item, item is null))).DistinctBy(pair => pair.Key).Select(pair => pair.Item)];

    private static List<object?> Concatenate(FilterInput input)
    {
        var (first, second) = (input.List, input.ListArgument(0));
        input.Measure((long)first.Count + second.Count);
        return [.. first, .. second];
    }

    /// <summary>A path may have dots: "name.first".</summary>
    private static object? Property(FilterInput input, object? item) =>
        input.TextArgument(0).Split('.').Aggregate(item, (value, key) => input.Evaluation.Property(value, key, input.Offset));

    /// <summary>nil comes last; what can't be compared stays where it is.</summary>
    private sealed class Order : IComparer<object?>
    {
        public static readonly Order Instance = new();

        public int Compare(object? x, object? y) => (x, y) switch
        {
            (null, null) => 0,
            (null, _) => 1,
            (_, null) => -1,
            _ => Value.Compare(x, y) ?? 0,
        };
    }
}
