using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Auth0Emulator.Api;

namespace Auth0Emulator.Management;

/// <summary>A body's schema; what breaks it is told as Auth0's JSON-schema validator does, one problem at a time.</summary>
public sealed class BodySchema(params BodyField[] fields)
{
    private readonly Dictionary<string, BodyField> _fields = fields.ToDictionary(field => field.Name, StringComparer.Ordinal);

    /// <summary>Added to the text about unknown properties.</summary>
    public string UnknownPropertyAdvice { get; init; } = "";

    /// <summary>Whether properties the schema doesn't name are let through.</summary>
    public bool Open { get; init; }

    /// <summary>The 400 for a body that breaks the schema, or null.</summary>
    public ApiReply? Refusal(JsonNode body) => Problem(body) is { } problem ? Auth0Errors.InvalidBody(problem.ToString()) : null;

    /// <summary>What is wrong with the object at a path of the body, or null.</summary>
    internal SchemaProblem? Problem(JsonNode? body, string path = "", string? description = null)
    {
        if (body is not JsonObject given)
        {
            return new($"Expected type object but found type {TypeOf(body)}", path, description);
        }

        if (fields.FirstOrDefault(field => field.Required && !given.ContainsKey(field.Name)) is { } missing)
        {
            return new($"Missing required property: {missing.Name}", path, description);
        }

        var unknown = Open ? [] : given.Select(field => field.Key).Where(name => !_fields.ContainsKey(name)).ToArray();
        return unknown.Length > 0
            ? new($"Additional properties not allowed: {string.Join(',', unknown)}{UnknownPropertyAdvice}", path, description)
            : given.Where(field => _fields.ContainsKey(field.Key))
                .Select(field => ProblemOfField(_fields[field.Key], field.Value, path.Length == 0 ? field.Key : $"{path}.{field.Key}"))
                .FirstOrDefault(problem => problem is not null);
    }

    private static SchemaProblem? ProblemOfField(BodyField field, JsonNode? value, string path)
    {
        if (field.Problem(value) is { } problem)
        {
            return new(problem, path, field.Description);
        }

        return value is JsonObject ? field.Schema?.Problem(value, path, field.Description) : null;
    }

    internal static string TypeOf(JsonNode? value) => value?.GetValueKind() switch
    {
        null or JsonValueKind.Null or JsonValueKind.Undefined => "null",
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Number => value.AsValue().TryGetValue<long>(out _) ? "integer" : "number",
        _ => "null",
    };
}

/// <summary>What is wrong with a body, and where in it; the body itself has no path.</summary>
internal sealed record SchemaProblem(string What, string Path, string? Description)
{
    public override string ToString() => Path.Length == 0 ? $"'{What}'" : $"'{What}' on property {Path}{(Description is null ? "" : $" ({Description})")}";
}

/// <summary>One property of a schema.</summary>
public sealed record BodyField(string Name, string Type)
{
    /// <summary>The type of a property that may hold whatever it likes.</summary>
    public const string AnyType = "any";

    public bool Required { get; init; }

    /// <summary>Whether null is allowed.</summary>
    public bool Nullable { get; init; }

    public int MinLength { get; init; }

    public int MaxLength { get; init; } = int.MaxValue;

    /// <summary>Smallest number of items of an array.</summary>
    public int MinItems { get; init; }

    /// <summary>Largest number of items of an array.</summary>
    public int MaxItems { get; init; } = int.MaxValue;

    /// <summary>What a text, or each text of an array, has to be; one of <see cref="TextFormats"/>, or null.</summary>
    public string? Format { get; init; }

    /// <summary>The only texts allowed; empty allows any.</summary>
    public IReadOnlyList<string> OneOf { get; init; } = [];

    /// <summary>What an object has to look like; null allows any.</summary>
    public BodySchema? Schema { get; init; }

    /// <summary>What a text must look like, or null.</summary>
    public Regex? Pattern { get; init; }

    /// <summary>What the messages put in brackets.</summary>
    public string? Description { get; init; }

    public static BodyField Text(string name, int min = 0, int max = int.MaxValue) => new(name, "string") { MinLength = min, MaxLength = max };

    public static BodyField Flag(string name) => new(name, "boolean");

    public static BodyField Map(string name) => new(name, "object");

    public static BodyField Whole(string name) => new(name, "integer");

    public static BodyField List(string name, int min) => new(name, "array") { MinItems = min };

    /// <summary>What is wrong with a value, or null.</summary>
    public string? Problem(JsonNode? value)
    {
        var found = BodySchema.TypeOf(value);
        if (Type == AnyType || (found == "null" && Nullable))
        {
            return null;
        }

        if (found != Type)
        {
            return $"Expected type {Type} but found type {found}";
        }

        return Type switch
        {
            "string" => ProblemOfText(value!.GetValue<string>()),
            "array" => ProblemOfList((JsonArray)value!),
            "integer" => ProblemOfNumber(value!.GetValue<long>()),
            _ => null,
        };
    }

    private static string? ProblemOfNumber(long number) => number switch
    {
        < 0 => string.Create(CultureInfo.InvariantCulture, $"Value {number} is less than minimum 0"),
        > int.MaxValue => string.Create(CultureInfo.InvariantCulture, $"Value {number} is greater than maximum {int.MaxValue}"),
        _ => null,
    };

    private string? ProblemOfText(string text)
    {
        if (text.Length < MinLength)
        {
            return $"String is too short ({text.Length} chars), minimum {MinLength}";
        }

        if (text.Length > MaxLength)
        {
            return $"String is too long ({text.Length} chars), maximum {MaxLength}";
        }

        if (Pattern?.IsMatch(text) == false)
        {
            return $"String does not match pattern {Pattern}: {text}";
        }

        if (OneOf.Count > 0 && !OneOf.Contains(text, StringComparer.Ordinal))
        {
            return $"No enum match for: {text}";
        }

        return ProblemOfFormat(text);
    }

    private string? ProblemOfFormat(string text) => Format is null || TextFormats.Fits(Format, text) ? null : $"Object didn't pass validation for format {Format}: {text}";

    private string? ProblemOfList(JsonArray items)
    {
        if (items.Count < MinItems)
        {
            return $"Array is too short ({items.Count}), minimum {MinItems}";
        }

        if (items.Count > MaxItems)
        {
            return $"Array is too long ({items.Count}), maximum {MaxItems}";
        }

        return items.Select(item => BodySchema.TypeOf(item) is var type and not "string" ? $"Expected type string but found type {type}" : ProblemOfFormat(item!.GetValue<string>()))
            .FirstOrDefault(problem => problem is not null);
    }
}
