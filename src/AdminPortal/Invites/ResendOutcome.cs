namespace AdminPortal.Invites;

/// <summary>What became of a request to send an invitation again.</summary>
public abstract record ResendOutcome
{
    private ResendOutcome()
    {
    }

    /// <summary>A new mail is on its way; the earlier link stops working and the invitation then expires at <paramref name="ExpiresAt"/>.</summary>
    public sealed record Resending(string Email, DateTimeOffset ExpiresAt) : ResendOutcome;

    /// <summary>Nobody is signed in, or the person may not resend.</summary>
    public sealed record NotAllowed : ResendOutcome;

    /// <summary>There is no such invitation.</summary>
    public sealed record NotFound : ResendOutcome;

    /// <summary>Its status does not allow it; the sentence says why.</summary>
    public sealed record NotPossible(string Why) : ResendOutcome;

    /// <summary>The address got a mail a moment ago; the next one may be asked for after <paramref name="Wait"/>, at <paramref name="AllowedAt"/>.</summary>
    public sealed record TooSoon(TimeSpan Wait, DateTimeOffset AllowedAt) : ResendOutcome;

    /// <summary>Answers for each case.</summary>
    public T Match<T>(Func<Resending, T> resending, Func<NotAllowed, T> notAllowed, Func<NotFound, T> notFound, Func<NotPossible, T> notPossible, Func<TooSoon, T> tooSoon) => this switch
    {
        Resending it => resending(it),
        NotAllowed it => notAllowed(it),
        NotFound it => notFound(it),
        NotPossible it => notPossible(it),
        TooSoon it => tooSoon(it),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
