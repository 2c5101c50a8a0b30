namespace AdminPortal.ManagementToken;

/// <summary>What may be shown about the Management token; never the token.</summary>
public sealed record ManagementTokenState
{
    /// <summary>When the token at hand expires; null when there is none.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>When a token was last obtained.</summary>
    public DateTimeOffset? RenewedAt { get; init; }

    /// <summary>When the next one will be asked for.</summary>
    public DateTimeOffset NextRenewalAt { get; init; }

    /// <summary>The scopes the token carries; null when there is no token, or Auth0 did not say.</summary>
    public IReadOnlySet<string>? Scopes { get; init; }

    /// <summary>Scopes that something waits for.</summary>
    public IReadOnlyList<string> AwaitedScopes { get; init; } = [];

    /// <summary>Why the last attempt brought no token; null when it did.</summary>
    public string? Problem { get; init; }

    /// <summary>Attempts to get a token, the newest first; a bounded number of them.</summary>
    public IReadOnlyList<TokenRenewal> History { get; init; } = [];

    /// <summary>Whether the second secret is the one that works.</summary>
    public bool UsesSecondSecret { get; init; }
}

/// <summary>One attempt to get a token.</summary>
/// <param name="At">When it ended.</param>
/// <param name="Problem">Why it brought none; null when it did.</param>
public sealed record TokenRenewal(DateTimeOffset At, string? Problem);
