using System.Text.Json.Nodes;

namespace Auth0Emulator.Api;

/// <summary>An answer of an operation, before it becomes HTTP.</summary>
public sealed record ApiReply(int Status, JsonNode? Body = null)
{
    /// <summary>What is sent where Auth0 answers in words instead of JSON.</summary>
    public string? Text { get; init; }

    /// <summary>JSON unless it is words.</summary>
    public string ContentType { get; init; } = "application/json; charset=utf-8";

    /// <summary>Further headers.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>200 with a body.</summary>
    public static ApiReply Ok(JsonNode body) => new(200, body);

    /// <summary>201 with a body.</summary>
    public static ApiReply Created(JsonNode body) => new(201, body);

    /// <summary>204.</summary>
    public static ApiReply NoContent() => new(204);
}

/// <summary>Who is calling, as the log wants to know it.</summary>
public sealed record Visitor(string Ip, string? UserAgent);
