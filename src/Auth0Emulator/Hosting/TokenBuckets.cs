using System.Globalization;

namespace Auth0Emulator.Hosting;

/// <summary>A limit as Auth0 has them: so many at once, and so many more each time a period is over.</summary>
public sealed record RateLimit(int Burst, int Refill, TimeSpan Every);

/// <summary>One bucket of tokens per key.</summary>
public sealed class TokenBuckets<TKey>
    where TKey : notnull
{
    private readonly Lock _gate = new();
    private readonly Dictionary<TKey, Bucket> _buckets = [];

    /// <summary>Takes a token, when there is one.</summary>
    public LimitState Take(TKey key, RateLimit limit, DateTimeOffset now)
    {
        lock (_gate)
        {
            var bucket = Refilled(_buckets.GetValueOrDefault(key) ?? new Bucket(limit.Burst, now), limit, now);
            var allowed = bucket.Tokens > 0;
            bucket = allowed ? bucket with { Tokens = bucket.Tokens - 1 } : bucket;
            _buckets[key] = bucket;
            return new LimitState(allowed, limit.Burst, bucket.Tokens, bucket.Since + limit.Every);
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

    private static Bucket Refilled(Bucket bucket, RateLimit limit, DateTimeOffset now)
    {
        // Earlier than the bucket: the tenant's clock was set back.
        if (bucket.Tokens >= limit.Burst || now < bucket.Since)
        {
            return bucket with { Since = now };
        }

        var periods = (now - bucket.Since).Ticks / limit.Every.Ticks;
        return bucket.Tokens + (periods * limit.Refill) >= limit.Burst
            ? new Bucket(limit.Burst, now)
            : new Bucket(bucket.Tokens + (int)(periods * limit.Refill), bucket.Since + (periods * limit.Every));
    }

    private sealed record Bucket(int Tokens, DateTimeOffset Since);
}

/// <summary>Where a caller stands with a limit.</summary>
public sealed record LimitState(bool Allowed, int Limit, int Remaining, DateTimeOffset NextTokenAt)
{
    /// <summary>The x-ratelimit headers; the reset is in whole UNIX seconds, never before the token is there.</summary>
    public IReadOnlyDictionary<string, string> Headers => new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["x-ratelimit-limit"] = Limit.ToString(CultureInfo.InvariantCulture),
        ["x-ratelimit-remaining"] = Remaining.ToString(CultureInfo.InvariantCulture),
        ["x-ratelimit-reset"] = ((NextTokenAt.ToUnixTimeMilliseconds() + 999) / 1000).ToString(CultureInfo.InvariantCulture),
    };
}
