using Auth0Emulator.Api;
using Auth0Emulator.Tenant;

namespace Auth0Emulator.Limits;

/// <summary>Counts calls against the tenant's plan, and reset mails against the limit that holds under every plan and without one.</summary>
public sealed class TenantLimits(LocalTenantOptions options, TenantClock clock, LimitLog log)
{
    private static readonly RateLimit BuiltInSender = new(10, 10, TimeSpan.FromMinutes(1));

    private readonly TokenBuckets<string> _buckets = new();
    private volatile RateLimitPlan? _plan = options.RateLimits;

    /// <summary>The plan in force; null has no limits and sends no x-ratelimit headers. Another one starts with every bucket full.</summary>
    public RateLimitPlan? Plan
    {
        get => _plan;
        set
        {
            _plan = value;
            Refill();
        }
    }

    /// <summary>Takes the token of a call of the Management API; null without a plan.</summary>
    public LimitState? TakeManagement(string method, string path, Visitor visitor)
    {
        if (_plan is not { } plan)
        {
            return null;
        }

        return plan.Groups.FirstOrDefault(group => group.Concerns(method, path)) is { } group
            ? Take($"Management API, {group.Name}", "", group.Limit, visitor)
            : Take("Management API", "", plan.Others, visitor);
    }

    /// <summary>Takes the tokens of a call of the Authentication API, and tells of the tighter limit; null without a plan.</summary>
    public LimitState? TakeAuthentication(string method, string path, Visitor visitor)
    {
        if (_plan is not { } plan)
        {
            return null;
        }

        // What the shared bucket refuses costs the endpoint's own nothing.
        var shared = Take("Authentication API", "", plan.Authentication, visitor);
        return shared.Allowed && plan.AuthenticationGroups.FirstOrDefault(group => group.Concerns(method, path)) is { } group
            ? LimitState.Tighter(shared, Take($"Authentication API, {group.Name}", "", group.Limit, visitor))
            : shared;
    }

    /// <summary>Takes a user's token of /userinfo; null without a plan.</summary>
    public LimitState? TakeUserinfo(string userId, Visitor visitor) => _plan is { } plan ? Take("Authentication API, userinfo of a user", userId, plan.Userinfo, visitor) : null;

    /// <summary>Takes the token of a reset mail; null while that limit is switched off.</summary>
    public LimitState? TakeResetMail(string email, Visitor visitor) => options.ResetMailLimit is { } limit
        ? Take("Authentication API, reset mails to an address", $"{visitor.Ip} {email.ToLowerInvariant()}", new RateLimit(limit.Burst, 1, limit.Refill), visitor)
        : null;

    /// <summary>Takes the token of a mail that goes out by Auth0's built-in sender, ten a minute; false when there is none. No plan changes it.</summary>
    public bool TakeBuiltInMail() => _buckets.Take("built-in sender", BuiltInSender, clock.GetUtcNow()).Allowed;

    /// <summary>Back to the plan the tenant was started with, every bucket full.</summary>
    public void Reset() => Plan = options.RateLimits;

    private LimitState Take(string bucket, string whose, RateLimit limit, Visitor visitor)
    {
        var standing = _buckets.Take($"{bucket}|{whose}", limit, clock.GetUtcNow());
        log.Tell(standing, bucket, whose, visitor);
        return standing;
    }

    private void Refill()
    {
        _buckets.Clear();
        log.Forget();
    }
}
