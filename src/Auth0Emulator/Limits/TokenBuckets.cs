namespace Auth0Emulator.Limits;

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
