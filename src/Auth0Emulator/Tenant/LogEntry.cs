using System.Text.Json.Nodes;

namespace Auth0Emulator.Tenant;

/// <summary>An entry of the tenant log; what Auth0 leaves out for a type is null.</summary>
public sealed record LogEntry
{
    /// <summary>Long, numeric, growing, starting with 900.</summary>
    public string LogId { get; init; } = "";

    public DateTimeOffset Date { get; init; }

    /// <summary>The code: <c>ss</c>, <c>scpr</c>, <c>scp</c>, <c>s</c>, <c>f</c> and so on.</summary>
    public required string Type { get; init; }

    public string? Description { get; init; }

    public string? Connection { get; init; }

    public string? ConnectionId { get; init; }

    public string? ClientId { get; init; }

    public string? ClientName { get; init; }

    public string? Ip { get; init; }

    public string? UserAgent { get; init; }

    public string? UserId { get; init; }

    public string? UserName { get; init; }

    public string? Audience { get; init; }

    public string? Scope { get; init; }

    public string? Strategy { get; init; }

    public string? StrategyType { get; init; }

    public string? Hostname { get; init; }

    public JsonObject? Details { get; init; }
}
