using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;

namespace AdminPortal.LookUp;

/// <summary>The look-up's place in the address bar.</summary>
public static class LookUpAddress
{
    /// <summary>Where the search is.</summary>
    public const string Path = "/lookup";

    /// <summary>Where one invitation is opened.</summary>
    public static string Of(Guid id) => $"{Path}/{id}";

    /// <summary>Where a search goes on.</summary>
    public static string Of(string? search, LookUpCursor? after)
    {
        var parts = new Dictionary<string, string?>();
        if (!string.IsNullOrWhiteSpace(search))
        {
            parts["q"] = search.Trim();
        }

        if (after is not null)
        {
            parts["after"] = after.ToString();
        }

        return QueryHelpers.AddQueryString(Path, parts);
    }
}

/// <summary>The place of a row in a look-up: exact matches come first, each kind newest first.</summary>
/// <param name="IsExact">Whether the row is one of the address that was typed.</param>
/// <param name="Number">The row's number.</param>
public sealed record LookUpCursor(bool IsExact, long Number)
{
    /// <summary>Reads the word back; what was tampered with counts as none.</summary>
    public static LookUpCursor? Read(string? word)
    {
        var isExact = word?.StartsWith('x') is true;
        return long.TryParse(word.AsSpan(isExact ? 1 : 0), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? new LookUpCursor(isExact, number) : null;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(IsExact ? "x" : "")}{Number}");
}
