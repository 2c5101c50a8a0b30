using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Auth0Emulator.Management;

/// <summary>A document as the search sees it: values by dotted field, some of them folded to lower case.</summary>
public sealed class SearchDocument(JsonObject json, IReadOnlyList<string> normalisedFields, IReadOnlySet<string> hiddenFields)
{
    /// <summary>Fields whose case doesn't matter.</summary>
    public IReadOnlyList<string> NormalisedFields => normalisedFields;

    /// <summary>The indexed values of a field; null and empty values aren't indexed.</summary>
    public IEnumerable<string> Values(string field)
    {
        if (hiddenFields.Contains(field))
        {
            return [];
        }

        if (field == "email.domain")
        {
            return Values("email").Select(email => email[(email.IndexOf('@', StringComparison.Ordinal) + 1)..]);
        }

        return Collect(json, field).Where(value => value.Length > 0).Select(value => Normalise(field, value));
    }

    /// <summary>A value as the index keeps it.</summary>
    public string Normalise(string field, string value) =>
        normalisedFields.Contains(field, StringComparer.Ordinal) || field == "email.domain" ? value.ToLowerInvariant() : value;

    /// <summary>Numbers as numbers, instants as instants, everything else by character.</summary>
    public static int Compare(string left, string right)
    {
        if (decimal.TryParse(left, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && decimal.TryParse(right, NumberStyles.Float, CultureInfo.InvariantCulture, out var other))
        {
            return number.CompareTo(other);
        }

        return TryInstant(left, out var at) && TryInstant(right, out var otherAt) ? at.CompareTo(otherAt) : string.CompareOrdinal(left, right);
    }

    private static bool TryInstant(string text, out DateTimeOffset at) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out at);

    private static IEnumerable<string> Collect(JsonNode? node, string path)
    {
        if (node is JsonArray items)
        {
            return items.SelectMany(item => Collect(item, path));
        }

        if (path.Length == 0)
        {
            return node is JsonValue value && value.GetValueKind() is not JsonValueKind.Null ? [value.GetValueKind() is JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString()] : [];
        }

        if (node is not JsonObject fields)
        {
            return [];
        }

        // A key may itself contain dots, so the longest one that is there wins.
        var end = path.Length;
        while (end > 0)
        {
            if (fields.TryGetPropertyValue(path[..end], out var child))
            {
                return Collect(child, end == path.Length ? "" : path[(end + 1)..]);
            }

            end = path.LastIndexOf('.', end - 1);
        }

        return [];
    }
}
