namespace AdminPortal.Auth0;

/// <summary>A limit as Auth0 has them: so many at once, and so many more each time a period is over.</summary>
public sealed record RateLimit(int Burst, int Refill, TimeSpan Every);

/// <summary>What one of Auth0's plans allows: the figures of its rate limit configuration pages, 2026.</summary>
public sealed record LimitPlan
{
    /// <summary>The bucket of every Management call whose group has none of its own.</summary>
    private const string Management = "management";

    /// <summary>Its name in the settings.</summary>
    public required string Name { get; init; }

    /// <summary>Groups with a bucket of their own.</summary>
    private Dictionary<LimitGroup, RateLimit> Own { get; init; } = [];

    /// <summary>The limit on the rest of the Management API together; null for none.</summary>
    private RateLimit? Rest { get; init; }

    /// <summary>No limit at all: the tenant has none, or the gate is switched off. Auth0's 429 still pauses.</summary>
    public static LimitPlan Off { get; } = new() { Name = "off" };

    /// <summary>2 a second for the Management API as a whole. The token endpoint has 30 a second of its own, which one token a day never meets.</summary>
    public static LimitPlan Free { get; } = new()
    {
        Name = "free",
        Rest = PerSecond(2, 2),
        Own = Only(LimitGroup.Authentication, PerMinute(300, 300)),
    };

    /// <summary>Essentials and Professional: by group, per minute.</summary>
    public static LimitPlan Professional { get; } = new()
    {
        Name = "professional",
        Rest = PerMinute(10, 150),
        Own = new()
        {
            [LimitGroup.ReadUsers] = PerMinute(40, 500),
            [LimitGroup.WriteUsers] = PerMinute(20, 200),
            [LimitGroup.DeleteUsers] = PerMinute(20, 200),
            [LimitGroup.ReadLogs] = PerMinute(10, 100),
            [LimitGroup.ReadClients] = PerMinute(5, 100),
            [LimitGroup.ReadConnections] = PerMinute(5, 50),
            [LimitGroup.ReadEmailTemplates] = PerMinute(10, 50),
            [LimitGroup.WriteEmailTemplates] = PerMinute(5, 25),
            [LimitGroup.ReadEmailProvider] = PerMinute(5, 25),
            [LimitGroup.WriteEmailProvider] = PerMinute(5, 25),
            [LimitGroup.Authentication] = PerSecond(25, 25),
        },
    };

    /// <summary>16 a second, 50 at once. Its separate limits on templates (15 at once) are wider than the portal ever asks.</summary>
    public static LimitPlan Enterprise { get; } = new()
    {
        Name = "enterprise",
        Rest = PerSecond(50, 16),
        Own = Only(LimitGroup.Authentication, PerSecond(100, 100)),
    };

    /// <summary>2 a second, 10 at once.</summary>
    public static LimitPlan EnterpriseNonProduction { get; } = new()
    {
        Name = "enterprise-nonproduction",
        Rest = PerSecond(10, 2),
        Own = Only(LimitGroup.Authentication, PerSecond(100, 100)),
    };

    /// <summary>Every plan Auth0 sells, the slowest first.</summary>
    public static IReadOnlyList<LimitPlan> Sold { get; } = [Free, EnterpriseNonProduction, Professional, Enterprise];

    /// <summary>The limit on a group; null for none.</summary>
    public RateLimit? LimitOf(LimitGroup group) => Own.TryGetValue(group, out var own) ? own : group == LimitGroup.Authentication ? null : Rest;

    /// <summary>The name of the bucket a group's calls are counted in; groups that share one have the same.</summary>
    internal string BucketOf(LimitGroup group) => Own.ContainsKey(group) || group == LimitGroup.Authentication ? group.ToString() : Management;

    /// <summary>The same plan at so many times its rates, as Auth0's private cloud sells them.</summary>
    public LimitPlan Times(int factor) => factor == 1 ? this : this with
    {
        Own = Own.ToDictionary(own => own.Key, own => Times(own.Value, factor)),
        Rest = Rest is null ? null : Times(Rest, factor),
    };

    private static RateLimit Times(RateLimit limit, int factor) => limit with { Burst = limit.Burst * factor, Refill = limit.Refill * factor };

    // Limits per second are filled up once a second, limits per minute a token at a time.
    private static RateLimit PerSecond(int burst, int rate) => new(burst, rate, TimeSpan.FromSeconds(1));

    private static RateLimit PerMinute(int burst, int rate) => new(burst, 1, TimeSpan.FromMinutes(1) / rate);

    private static Dictionary<LimitGroup, RateLimit> Only(LimitGroup group, RateLimit limit) => new() { [group] = limit };
}
