using Auth0Emulator.Hosting;
using Auth0Emulator.Tenant;

namespace Auth0Emulator.Management;

/// <summary>Counts calls against the tenant's plan.</summary>
public sealed class ManagementLimits(LocalTenantOptions options, TenantClock clock)
{
    private readonly TokenBuckets<string> _buckets = new();

    /// <summary>Takes a call's token; null while the tenant has no plan.</summary>
    public LimitState? Take(string method, string path)
    {
        if (options.RateLimits is not { } plan)
        {
            return null;
        }

        var (group, limit) = plan.For(method, path);
        return _buckets.Take(group, limit, clock.GetUtcNow());
    }

    /// <summary>Fills every bucket.</summary>
    public void Clear() => _buckets.Clear();
}
