using Auth0Emulator.Hosting;
using Auth0Emulator.Tenant;

namespace Auth0Emulator.Authentication;

/// <summary>How many reset mails one caller may ask for one address: a bucket of <paramref name="Burst"/>, and one more each <paramref name="Refill"/>.</summary>
public sealed record ResetMailLimit(int Burst, TimeSpan Refill);

/// <summary>Auth0's limit on POST /dbconnections/change_password, per caller's IP and address asked for.</summary>
public sealed class ChangePasswordLimit(LocalTenantOptions options, TenantClock clock)
{
    private readonly TokenBuckets<(string Ip, string Email)> _buckets = new();

    /// <summary>Takes one from the bucket; null while the limit is switched off.</summary>
    public LimitState? Take(string ip, string email) => options.ResetMailLimit is { } limit
        ? _buckets.Take((ip, email.ToLowerInvariant()), new RateLimit(limit.Burst, 1, limit.Refill), clock.GetUtcNow())
        : null;

    /// <summary>Fills every bucket.</summary>
    public void Clear() => _buckets.Clear();
}
