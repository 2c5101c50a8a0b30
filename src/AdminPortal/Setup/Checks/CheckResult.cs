namespace AdminPortal.Setup;

/// <summary>What a check came to.</summary>
public abstract record CheckResult
{
    private CheckResult()
    {
    }

    /// <summary>What was asked of Auth0 for it and what it said.</summary>
    public IReadOnlyList<Evidence> Evidence { get; init; } = [];

    /// <summary>It is as invitations need it.</summary>
    public sealed record Works(string Seen) : CheckResult;

    /// <summary>Invitations work, but not as well as they could.</summary>
    public sealed record Limited(string Seen, Cure Cure) : CheckResult;

    /// <summary>It must be put right; <paramref name="StopsSending"/>: until then no invitation can be sent at all.</summary>
    public sealed record Fails(string Seen, Cure Cure, bool StopsSending = false) : CheckResult;

    /// <summary>It could not be found out, and why.</summary>
    public sealed record Unknown(string Why, Cure? Cure = null) : CheckResult;

    /// <summary>There is no point in asking before something else works.</summary>
    public sealed record WaitsFor(string What) : CheckResult;

    /// <summary>The cure, of those that have one.</summary>
    public Cure? CureOrNone => Match(_ => null, it => it.Cure, it => it.Cure, it => it.Cure, _ => (Cure?)null);

    /// <summary>The sentence that says what was seen.</summary>
    public string Sentence => Match(it => it.Seen, it => it.Seen, it => it.Seen, it => it.Why, it => $"Runs when {it.What} works.");

    /// <summary>Whether what builds on it can be asked.</summary>
    public bool IsGood => this is Works or Limited;

    /// <summary>Decides on every case.</summary>
    public TOut Match<TOut>(Func<Works, TOut> works, Func<Limited, TOut> limited, Func<Fails, TOut> fails, Func<Unknown, TOut> unknown, Func<WaitsFor, TOut> waits) => this switch
    {
        Works it => works(it),
        Limited it => limited(it),
        Fails it => fails(it),
        Unknown it => unknown(it),
        WaitsFor it => waits(it),
        _ => throw new InvalidOperationException($"{GetType()} is not a case of {nameof(CheckResult)}."),
    };
}

/// <summary>What puts it right.</summary>
/// <param name="Steps">What to do, in order, with the exact places in Auth0's dashboard.</param>
public sealed record Cure(params IReadOnlyList<string> Steps)
{
    /// <summary>What the button says with which the portal does it itself; null where it can't or must not.</summary>
    public string? Fix { get; init; }

    /// <summary>Scopes to grant, ready to be copied.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>A page of the portal that helps, and what the link says.</summary>
    public (string Href, string Name)? Page { get; init; }

    /// <summary>Whether the steps begin in Auth0's dashboard.</summary>
    public bool InDashboard { get; init; } = true;
}
