namespace AdminPortal.Invites;

/// <summary>What became of a request to withdraw an invitation.</summary>
public abstract record RevokeOutcome
{
    private RevokeOutcome()
    {
    }

    /// <summary>It is withdrawn here; the account and its link are being removed in Auth0.</summary>
    public sealed record Revoking(string Email) : RevokeOutcome;

    /// <summary>Somebody has revoked it before.</summary>
    public sealed record AlreadyRevoked(string Email) : RevokeOutcome;

    /// <summary>Nobody is signed in, or the person may not revoke.</summary>
    public sealed record NotAllowed : RevokeOutcome;

    /// <summary>There is no such invitation.</summary>
    public sealed record NotFound : RevokeOutcome;

    /// <summary>Its status does not allow it; the sentence says why.</summary>
    public sealed record NotPossible(string Why) : RevokeOutcome;

    /// <summary>Answers for each case.</summary>
    public T Match<T>(Func<Revoking, T> revoking, Func<AlreadyRevoked, T> alreadyRevoked, Func<NotAllowed, T> notAllowed, Func<NotFound, T> notFound, Func<NotPossible, T> notPossible) => this switch
    {
        Revoking it => revoking(it),
        AlreadyRevoked it => alreadyRevoked(it),
        NotAllowed it => notAllowed(it),
        NotFound it => notFound(it),
        NotPossible it => notPossible(it),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
