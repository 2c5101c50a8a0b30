using System.Text.Json.Serialization;
using Auth0Emulator.Hosting;

namespace Auth0Emulator.Control;

/// <summary>What goes wrong.</summary>
public enum FaultKind
{
    /// <summary>Answers with <see cref="Fault.Status"/> and doesn't act.</summary>
    Status,

    /// <summary>Answers 429 with Auth0's headers and doesn't act.</summary>
    Busy,

    /// <summary>Never answers and doesn't act; ends when the caller hangs up or the fault is taken out.</summary>
    Hang,

    /// <summary>Cuts the connection without acting.</summary>
    Drop,

    /// <summary>Acts, then cuts the connection instead of answering.</summary>
    CommitThenDrop,
}

/// <summary>One planned fault: an exact route, how often, and what happens.</summary>
public sealed record Fault
{
    private Fault(RoutePattern route, FaultKind kind)
    {
        Pattern = route;
        Kind = kind;
    }

    /// <summary>Given when it joins the plan.</summary>
    public string Id { get; init; } = "";

    /// <summary>Method and path it waits for.</summary>
    public string Route => Pattern.Text;

    public FaultKind Kind { get; }

    /// <summary>How many calls it still hits; null means all of them.</summary>
    public int? Times { get; init; }

    /// <summary>Hits only calls whose body or decoded path contains this text.</summary>
    public string? Containing { get; init; }

    /// <summary>Status of a <see cref="FaultKind.Status"/> fault.</summary>
    public int Status { get; init; } = 500;

    /// <summary>The message in the answer of a <see cref="FaultKind.Status"/> fault.</summary>
    public string? Message { get; init; }

    /// <summary>The errorCode in the answer of a <see cref="FaultKind.Status"/> fault.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>Headers of the answer; a <see cref="FaultKind.Busy"/> fault sends x-ratelimit headers one second ahead unless told otherwise here.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>How many calls it has hit.</summary>
    public int Hits { get; init; }

    [JsonIgnore]
    internal RoutePattern Pattern { get; }

    /// <summary>An answer with that status, in Auth0's error shape.</summary>
    public static Fault Answer(string route, int status = 500, int? times = null, string? containing = null) =>
        Of(route, FaultKind.Status) with { Status = status, Times = times, Containing = containing };

    /// <summary>429; headers null sends Auth0's own, an empty set sends none.</summary>
    public static Fault Busy(string route, int? times = null, IReadOnlyDictionary<string, string>? headers = null) =>
        Of(route, FaultKind.Busy) with { Times = times, Headers = headers ?? DefaultBusyHeaders };

    /// <summary>No answer at all.</summary>
    public static Fault Hang(string route, int? times = null) => Of(route, FaultKind.Hang) with { Times = times };

    /// <summary>A cut connection, nothing done.</summary>
    public static Fault Drop(string route, int? times = null) => Of(route, FaultKind.Drop) with { Times = times };

    /// <summary>A cut connection after it was done.</summary>
    public static Fault CommitThenDrop(string route, int? times = null) => Of(route, FaultKind.CommitThenDrop) with { Times = times };

    /// <summary>A fault of any kind.</summary>
    public static Fault Of(string route, FaultKind kind) => new(RoutePattern.Parse(route), kind);

    internal static IReadOnlyDictionary<string, string> DefaultBusyHeaders { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["x-ratelimit-limit"] = "10",
        ["x-ratelimit-remaining"] = "0",
        ["x-ratelimit-reset"] = "+1",
    };

    internal bool Concerns(string method, string path, string body) =>
        Pattern.Matches(method, path)
        && (Containing is null || body.Contains(Containing, StringComparison.OrdinalIgnoreCase) || HttpReplies.WithSlashes(path).Contains(Containing, StringComparison.OrdinalIgnoreCase));
}
