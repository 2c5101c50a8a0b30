namespace AdminPortal.Audit;

/// <summary>What a check of the chain found.</summary>
public abstract record AuditVerification
{
    private AuditVerification(DateTimeOffset checkedAt) => CheckedAt = checkedAt;

    /// <summary>When.</summary>
    public DateTimeOffset CheckedAt { get; }

    /// <summary>Every entry is as it was sealed.</summary>
    /// <param name="CheckedAt">When.</param>
    /// <param name="Count">How many entries there are.</param>
    /// <param name="First">The number of the first one.</param>
    /// <param name="Head">The number of the last one.</param>
    /// <param name="HeadSeal">Its seal: keep it elsewhere and nobody can change anything up to there unnoticed.</param>
    /// <param name="Cautions">What the check could not see, and why.</param>
    public sealed record Whole(DateTimeOffset CheckedAt, long Count, long First, long Head, string HeadSeal, IReadOnlyList<string> Cautions) : AuditVerification(CheckedAt);

    /// <summary>Something was changed, removed, put in or moved.</summary>
    /// <param name="CheckedAt">When.</param>
    /// <param name="Position">The first number at which that shows.</param>
    /// <param name="What">What is wrong there, in one sentence.</param>
    /// <param name="Expected">The seal that should stand there.</param>
    /// <param name="Found">The seal that does.</param>
    /// <param name="LastSound">Everything up to this one is as it was sealed; null when not even the beginning is.</param>
    public sealed record Broken(DateTimeOffset CheckedAt, long Position, string What, string? Expected, string? Found, long? LastSound) : AuditVerification(CheckedAt);

    /// <summary>Without the key nothing can be checked.</summary>
    public sealed record NoKey(DateTimeOffset CheckedAt, string Why, string Cure) : AuditVerification(CheckedAt);

    /// <summary>Answers for each case.</summary>
    public T Match<T>(Func<Whole, T> whole, Func<Broken, T> broken, Func<NoKey, T> noKey) => this switch
    {
        Whole it => whole(it),
        Broken it => broken(it),
        NoKey it => noKey(it),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
