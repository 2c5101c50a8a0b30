namespace AdminPortal.Teams;

/// <summary>What became of a request to make or change a team.</summary>
public abstract record TeamOutcome
{
    private TeamOutcome()
    {
    }

    /// <summary>It is so now, or was so already.</summary>
    public sealed record Done(Guid Id, string Name) : TeamOutcome;

    /// <summary>Nobody is signed in, or the person may not manage teams; the refusal is in the audit.</summary>
    public sealed record NotAllowed : TeamOutcome;

    /// <summary>There is no such team.</summary>
    public sealed record NotFound : TeamOutcome;

    /// <summary>What was entered can't be taken, or what there is stands in the way; the sentence says why. Nothing was changed.</summary>
    public sealed record NotPossible(string Why) : TeamOutcome;

    /// <summary>Answers for each case.</summary>
    public T Match<T>(Func<Done, T> done, Func<NotAllowed, T> notAllowed, Func<NotFound, T> notFound, Func<NotPossible, T> notPossible) => this switch
    {
        Done it => done(it),
        NotAllowed it => notAllowed(it),
        NotFound it => notFound(it),
        NotPossible it => notPossible(it),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
