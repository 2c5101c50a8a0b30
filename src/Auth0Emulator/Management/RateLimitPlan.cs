using Auth0Emulator.Hosting;

namespace Auth0Emulator.Management;

/// <summary>The Management API's limits under one of Auth0's plans: groups of routes with a bucket each, and one bucket for everything else.</summary>
public sealed record RateLimitPlan
{
    public required string Name { get; init; }

    /// <summary>Routes with a bucket of their own.</summary>
    public IReadOnlyList<RateLimitGroup> Groups { get; init; } = [];

    /// <summary>The bucket of all other routes.</summary>
    public required RateLimit Others { get; init; }

    /// <summary>2 at once, 2 a second.</summary>
    public static RateLimitPlan Free { get; } = new() { Name = "free", Others = PerSecond(2, 2) };

    /// <summary>Essentials and Professional: by group of endpoints, per minute.</summary>
    public static RateLimitPlan Professional { get; } = new()
    {
        Name = "professional",
        Groups =
        [
            new("read users", PerMinute(40, 500), "GET /api/v2/users", "GET /api/v2/users/{id}", "GET /api/v2/users-by-email"),
            new("write users", PerMinute(20, 200), "POST /api/v2/users", "PATCH /api/v2/users/{id}"),
            new("delete users", PerMinute(20, 200), "DELETE /api/v2/users/{id}"),
            new("read logs", PerMinute(10, 100), "GET /api/v2/logs", "GET /api/v2/logs/{id}", "GET /api/v2/users/{id}/logs"),
            new("read clients", PerMinute(5, 100), "GET /api/v2/clients", "GET /api/v2/clients/{id}"),
            new("read connections", PerMinute(5, 50), "GET /api/v2/connections", "GET /api/v2/connections/{id}", "GET /api/v2/connections/{id}/clients"),
            new("read email templates", PerMinute(10, 50), "GET /api/v2/email-templates/{id}"),
            new("read email provider", PerMinute(5, 25), "GET /api/v2/emails/provider"),
        ],
        Others = PerMinute(10, 150),
    };

    /// <summary>50 at once, 16 a second.</summary>
    public static RateLimitPlan Enterprise { get; } = new() { Name = "enterprise", Others = PerSecond(50, 16) };

    /// <summary>10 at once, 2 a second.</summary>
    public static RateLimitPlan EnterpriseNonProduction { get; } = new() { Name = "enterprise-nonproduction", Others = PerSecond(10, 2) };

    /// <summary>Every plan Auth0 sells.</summary>
    public static IReadOnlyList<RateLimitPlan> All { get; } = [Free, Professional, Enterprise, EnterpriseNonProduction];

    /// <summary>The same plan with rates <paramref name="factor"/> times as high, so that a long bulk can be measured in little time with a true clock.</summary>
    public RateLimitPlan Scaled(int factor) => this with
    {
        Groups = [.. Groups.Select(group => group with { Limit = Scaled(group.Limit, factor) })],
        Others = Scaled(Others, factor),
    };

    internal (string Group, RateLimit Limit) For(string method, string path) =>
        Groups.FirstOrDefault(group => group.Concerns(method, path)) is { } group ? (group.Name, group.Limit) : ("others", Others);

    private static RateLimit Scaled(RateLimit limit, int factor) => limit with { Burst = limit.Burst * factor, Refill = limit.Refill * factor };

    // Limits per second refill once a second, limits per minute a token at a time.
    private static RateLimit PerSecond(int burst, int rate) => new(burst, rate, TimeSpan.FromSeconds(1));

    private static RateLimit PerMinute(int burst, int rate) => new(burst, 1, TimeSpan.FromMinutes(1) / rate);
}

/// <summary>Routes that share a bucket.</summary>
public sealed record RateLimitGroup
{
    private readonly RoutePattern[] _routes;

    /// <summary>A bucket for those routes.</summary>
    public RateLimitGroup(string name, RateLimit limit, params string[] routes)
    {
        Name = name;
        Limit = limit;
        _routes = [.. routes.Select(RoutePattern.Parse)];
    }

    public string Name { get; }

    public RateLimit Limit { get; init; }

    internal bool Concerns(string method, string path) => _routes.Any(route => route.Matches(method, path));
}
