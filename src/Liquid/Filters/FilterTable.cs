using System.Collections.Frozen;

namespace Liquid.Filters;

/// <summary>Every filter a template can name.</summary>
internal static class FilterTable
{
    public static readonly FrozenDictionary<string, Filter> All =
        TextFilters.All.Concat(HtmlFilters.All).Concat(NumberFilters.All).Concat(ListFilters.All).Concat(DateFilters.All)
            .ToFrozenDictionary(StringComparer.Ordinal);
}
