namespace AdminPortal.Requests;

/// <summary>What became of declining, closing or taking back a request.</summary>
public abstract record AnswerOutcome
{
    private AnswerOutcome()
    {
    }

    /// <summary>It is done.</summary>
    public sealed record Done(string Email) : AnswerOutcome;

    /// <summary>Somebody answered it before.</summary>
    public sealed record Answered(string Email, string Why) : AnswerOutcome;

    /// <summary>It can't be done; the sentence says why.</summary>
    public sealed record NotPossible(string Why) : AnswerOutcome;

    /// <summary>Nobody is signed in, or the person may not do it.</summary>
    public sealed record NotAllowed : AnswerOutcome;

    /// <summary>There is no such request within reach.</summary>
    public sealed record NotFound : AnswerOutcome;

    /// <summary>Answers for each case.</summary>
    public T Match<T>(Func<Done, T> done, Func<Answered, T> answered, Func<NotPossible, T> notPossible, Func<NotAllowed, T> notAllowed, Func<NotFound, T> notFound) => this switch
    {
        Done it => done(it),
        Answered it => answered(it),
        NotPossible it => notPossible(it),
        NotAllowed it => notAllowed(it),
        NotFound it => notFound(it),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
