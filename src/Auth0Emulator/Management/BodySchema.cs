using System.Globalization;
using System.Net.Mail;
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

    /// <summary>The 400 for a body that breaks the schema, or null.</summary>
    public ApiReply? Refusal(JsonNode body)
    {
        if (body is not JsonObject given)
        {
            return Auth0Errors.InvalidBody($"'Expected type object but found type {TypeOf(body)}'");
        }

        if (fields.FirstOrDefault(field => field.Required && !given.ContainsKey(field.Name)) is { } missing)
        {
            return Auth0Errors.InvalidBody($"'Missing required property: {missing.Name}'");
        }

        var unknown = given.Select(field => field.Key).Where(name => !_fields.ContainsKey(name)).ToArray();
        if (unknown.Length > 0)
        {
            return Auth0Errors.InvalidBody($"'Additional properties not allowed: {string.Join(',', unknown)}{UnknownPropertyAdvice}'");
        }

        foreach (var (name, value) in given)
        {
            if (_fields[name].Problem(value) is { } problem)
            {
                var description = _fields[name].Description;
                return Auth0Errors.InvalidBody($"'{problem}' on property {name}{(description is null ? "" : $" ({description})")}");
            }
        }

        return null;
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

/// <summary>One property of a schema.</summary>
public sealed record BodyField(string Name, string Type)
{
    public bool Required { get; init; }

    /// <summary>Whether null is allowed.</summary>
    public bool Nullable { get; init; }

    public int MinLength { get; init; }

    public int MaxLength { get; init; } = int.MaxValue;

    /// <summary>Smallest number of items of an array.</summary>
    public int MinItems { get; init; }

    /// <summary><c>email</c>, <c>absolute-uri</c>, <c>no-whitespace</c> or null.</summary>
    public string? Format { get; init; }

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
        if (found == "null" && Nullable)
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

    /// <summary>Whether a text is an address as the schema's email format wants it.</summary>
    public static bool IsEmail(string text) =>
        text.Length <= 254
        && !text.Any(character => char.IsWhiteSpace(character) || char.IsControl(character) || character is ',' or ';' or '<' or '>' or '(' or ')' or '[' or ']' or '\\' or '"')
        && text.Count(character => character == '@') == 1
        && MailAddress.TryCreate(text, out var address) && address.Address == text && address.Host.Contains('.', StringComparison.Ordinal);

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

        var valid = Format switch
        {
            "email" => IsEmail(text),
            "absolute-uri" => Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps),
            "no-whitespace" => !text.Any(char.IsWhiteSpace),
            _ => true,
        };
        return valid ? null : $"Object didn't pass validation for format {Format}: {text}";
    }

    private string? ProblemOfList(JsonArray items)
    {
        if (items.Count < MinItems)
        {
            return $"Array is too short ({items.Count}), minimum {MinItems}";
        }

        return items.FirstOrDefault(item => BodySchema.TypeOf(item) != "string") is { } other
            ? $"Expected type string but found type {BodySchema.TypeOf(other)}"
            : null;
    }
}
