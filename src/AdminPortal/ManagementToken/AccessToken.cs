namespace AdminPortal.ManagementToken;

/// <summary>One Management API token and what the portal knows about its life.</summary>
public sealed class AccessToken
{
    // Auth0's clock may jump against ours, or ours against Auth0's, by this much while the token lives.
    private static readonly TimeSpan ToleratedSkew = TimeSpan.FromMinutes(5);

    // A call that starts with the token may take this long to arrive.
    private static readonly TimeSpan InFlight = TimeSpan.FromSeconds(30);

    /// <summary>The bearer value.</summary>
    public required Secret Value { get; init; }

    /// <summary>Our clock before the token was asked for: the token is at most this old.</summary>
    public required DateTimeOffset ObtainedAt { get; init; }

    /// <summary>How long Auth0 said it lives; counted from <see cref="ObtainedAt"/>, so a constant skew of the clocks does no harm.</summary>
    public required TimeSpan Lifetime { get; init; }

    /// <summary>The scopes baked into it; null when Auth0 did not say.</summary>
    public IReadOnlySet<string>? Scopes { get; init; }

    /// <summary>When it expires.</summary>
    public DateTimeOffset ExpiresAt => ObtainedAt + Lifetime;

    /// <summary>Whether it may still be sent; the last minutes are left out, because the clocks may differ by then.</summary>
    public bool IsUsable(DateTimeOffset now) => now < ExpiresAt - Smaller(ToleratedSkew + InFlight, Lifetime / 10);

    /// <summary>When to fetch the next one: after 85 to 90 % of its life, early enough to sit out an outage, spread so that instances don't meet.</summary>
    public DateTimeOffset RenewAt(double jitter) => ObtainedAt + (Lifetime * (0.85 + (0.05 * jitter)));

    /// <inheritdoc/>
    public override string ToString() => "(hidden)";

    private static TimeSpan Smaller(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
