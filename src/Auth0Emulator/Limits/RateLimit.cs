using System.Globalization;

namespace Auth0Emulator.Limits;

/// <summary>A limit as Auth0 has them: so many at once, and so many more each time a period is over.</summary>
public sealed record RateLimit(int Burst, int Refill, TimeSpan Every);

/// <summary>How many reset mails one caller may ask for one address: a bucket of <paramref name="Burst"/>, and one more each <paramref name="Refill"/>.</summary>
public sealed record ResetMailLimit(int Burst, TimeSpan Refill);

/// <summary>Where a caller stands with a limit.</summary>
public sealed record LimitState(bool Allowed, int Limit, int Remaining, DateTimeOffset NextTokenAt)
{
    /// <summary>Whether four fifths are used up: where Auth0 begins to warn.</summary>
    public bool RunsLow => Remaining * 5 <= Limit;

    /// <summary>The x-ratelimit headers; the reset is in whole UNIX seconds, never before the token is there.</summary>
    public IReadOnlyDictionary<string, string> Headers => new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["x-ratelimit-limit"] = Limit.ToString(CultureInfo.InvariantCulture),
        ["x-ratelimit-remaining"] = Remaining.ToString(CultureInfo.InvariantCulture),
        ["x-ratelimit-reset"] = ((NextTokenAt.ToUnixTimeMilliseconds() + 999) / 1000).ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>Of two limits on one call the one to tell the caller of: the one that refuses it, else the one with less left.</summary>
    public static LimitState? Tighter(LimitState? one, LimitState? other) =>
        one is null || (other is not null && (other.Allowed, other.Remaining).CompareTo((one.Allowed, one.Remaining)) < 0) ? other : one;
}
