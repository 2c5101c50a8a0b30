using Auth0Emulator.Hosting;

namespace Auth0Emulator.Limits;

/// <summary>What one of Auth0's plans allows: in the Management API groups of routes with a bucket each and one bucket for everything else, in the Authentication API one for all and some beside it.</summary>
public sealed record RateLimitPlan
{
    /// <summary>How it is said that there are no limits.</summary>
    public const string Off = "off";

    private const int LargestFactor = 10_000;

    public required string Name { get; init; }

    /// <summary>Routes of the Management API with a bucket of their own.</summary>
    public IReadOnlyList<RateLimitGroup> Groups { get; init; } = [];

    /// <summary>The bucket of all other routes of the Management API.</summary>
    public required RateLimit Others { get; init; }

    /// <summary>The bucket of the whole Authentication API.</summary>
    public required RateLimit Authentication { get; init; }

    /// <summary>Routes of the Authentication API that have a bucket of their own beside the one they share.</summary>
    public IReadOnlyList<RateLimitGroup> AuthenticationGroups { get; init; } = [];

    /// <summary>/userinfo, for each user, beside the shared bucket.</summary>
    public RateLimit Userinfo { get; init; } = PerMinute(10, 5);

    /// <summary>How many times as high as Auth0's these limits are.</summary>
    public int Factor { get; private init; } = 1;

    /// <summary>Management API: 2 at once, 2 a second.</summary>
    public static RateLimitPlan Free { get; } = new()
    {
        Name = "free",
        Others = PerSecond(2, 2),
        Authentication = PerMinute(300, 300),
        AuthenticationGroups = [new("tokens", PerSecond(30, 30), "POST /oauth/token"), new("keys", PerSecond(20, 20), "GET /.well-known/jwks.json")],
    };

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
            new("write email templates", PerMinute(5, 25), "POST /api/v2/email-templates", "PUT /api/v2/email-templates/{id}", "PATCH /api/v2/email-templates/{id}"),
            new("read email provider", PerMinute(5, 25), "GET /api/v2/emails/provider"),
            new("write email provider", PerMinute(5, 25), "POST /api/v2/emails/provider", "PATCH /api/v2/emails/provider", "DELETE /api/v2/emails/provider"),
        ],
        Others = PerMinute(10, 150),
        Authentication = PerSecond(25, 25),
    };

    /// <summary>Management API: 50 at once, 16 a second; templates by the minute.</summary>
    public static RateLimitPlan Enterprise { get; } = new()
    {
        Name = "enterprise",
        Groups =
        [
            new("read email templates", PerMinute(15, 150), "GET /api/v2/email-templates/{id}"),
            new("write email templates", PerMinute(10, 100), "POST /api/v2/email-templates", "PUT /api/v2/email-templates/{id}", "PATCH /api/v2/email-templates/{id}"),
        ],
        Others = PerSecond(50, 16),
        Authentication = PerSecond(100, 100),
    };

    /// <summary>Management API: 10 at once, 2 a second; sign-in as in production.</summary>
    public static RateLimitPlan EnterpriseNonProduction { get; } = Enterprise with { Name = "enterprise-nonproduction", Others = PerSecond(10, 2) };

    /// <summary>Every plan Auth0 sells.</summary>
    public static IReadOnlyList<RateLimitPlan> All { get; } = [Free, Professional, Enterprise, EnterpriseNonProduction];

    /// <summary>What may be chosen, <see cref="Off"/> included.</summary>
    public static IReadOnlyList<string> Names { get; } = [Off, .. All.Select(plan => plan.Name)];

    /// <summary>The plan of that name with its limits multiplied; null for <see cref="Off"/>.</summary>
    /// <exception cref="FormatException">There is no such plan, or the factor makes no sense.</exception>
    public static RateLimitPlan? Named(string? name, int factor = 1)
    {
        if (factor is < 1 or > LargestFactor)
        {
            throw new FormatException($"The factor must be a whole number from 1 to {LargestFactor}; it is {factor}.");
        }

        if (name == Off)
        {
            return factor == 1 ? null : throw new FormatException("Without a plan there is nothing to multiply: leave the factor out, or choose a plan.");
        }

        return All.FirstOrDefault(plan => plan.Name == name)?.Scaled(factor)
            ?? throw new FormatException($"The plan must be one of {string.Join(", ", Names)}; it is {(string.IsNullOrEmpty(name) ? "empty" : name)}.");
    }

    /// <summary>The same plan with rates and bursts <paramref name="factor"/> times as high, so that a long bulk can be measured in little time with a true clock.</summary>
    public RateLimitPlan Scaled(int factor) => this with
    {
        Factor = Factor * factor,
        Groups = [.. Groups.Select(group => group with { Limit = Scaled(group.Limit, factor) })],
        Others = Scaled(Others, factor),
        Authentication = Scaled(Authentication, factor),
        AuthenticationGroups = [.. AuthenticationGroups.Select(group => group with { Limit = Scaled(group.Limit, factor) })],
        Userinfo = Scaled(Userinfo, factor),
    };

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

    /// <summary>As they were written.</summary>
    public IEnumerable<string> Routes => _routes.Select(route => route.Text);

    internal bool Concerns(string method, string path) => _routes.Any(route => route.Matches(method, path));
}
