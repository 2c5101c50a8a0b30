using System.Globalization;
using Auth0Emulator.Tenant;

namespace Auth0Emulator.Authentication;

/// <summary>How many reset mails one caller may ask for one address: a bucket of <paramref name="Burst"/>, and one more each <paramref name="Refill"/>.</summary>
public sealed record ResetMailLimit(int Burst, TimeSpan Refill);

/// <summary>Auth0's limit on POST /dbconnections/change_password, per caller's IP and address asked for.</summary>
public sealed class ChangePasswordLimit(LocalTenantOptions options, TenantClock clock)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Ip, string Email), Bucket> _buckets = [];

    /// <summary>Takes one from the bucket; null while the limit is switched off.</summary>
    public LimitState? Take(string ip, string email)
    {
        if (options.ResetMailLimit is not { } limit)
        {
            return null;
        }

        lock (_gate)
        {
            var now = clock.GetUtcNow();
            var key = (ip, email.ToLowerInvariant());
            var bucket = Refilled(_buckets.GetValueOrDefault(key) ?? new Bucket(limit.Burst, now), limit, now);
            var allowed = bucket.Tokens > 0;
            bucket = allowed ? bucket with { Tokens = bucket.Tokens - 1 } : bucket;
            _buckets[key] = bucket;
            return new LimitState(allowed, limit.Burst, bucket.Tokens, bucket.Since + limit.Refill);
        }
    }

    /// <summary>Fills every bucket.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _buckets.Clear();
        }
    }

    private static Bucket Refilled(Bucket bucket, ResetMailLimit limit, DateTimeOffset now)
    {
        // Earlier than the bucket: the tenant's clock was set back.
        if (bucket.Tokens >= limit.Burst || now < bucket.Since)
        {
            return bucket with { Since = now };
        }

        var added = (now - bucket.Since).Ticks / limit.Refill.Ticks;
        return bucket.Tokens + added >= limit.Burst
            ? new Bucket(limit.Burst, now)
            : new Bucket(bucket.Tokens + (int)added, bucket.Since + (added * limit.Refill));
    }

    private sealed record Bucket(int Tokens, DateTimeOffset Since);
}

/// <summary>Where a caller stands with a limit.</summary>
public sealed record LimitState(bool Allowed, int Limit, int Remaining, DateTimeOffset NextTokenAt)
{
    /// <summary>The x-ratelimit headers.</summary>
    public IReadOnlyDictionary<string, string> Headers => new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["x-ratelimit-limit"] = Limit.ToString(CultureInfo.InvariantCulture),
        ["x-ratelimit-remaining"] = Remaining.ToString(CultureInfo.InvariantCulture),
        ["x-ratelimit-reset"] = NextTokenAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
    };
}
