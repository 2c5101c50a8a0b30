namespace AdminPortal.Invites;

/// <summary>Which invitation, and the team it belongs to from now on.</summary>
/// <param name="Id">The invitation's public id.</param>
/// <param name="TeamId">The team; null for none.</param>
public sealed record ChangeInviteTeamRequest(Guid Id, Guid? TeamId);

/// <summary>What became of a request to move an invitation to another team.</summary>
public abstract record ChangeTeamOutcome
{
    private ChangeTeamOutcome()
    {
    }

    /// <summary>The invitation belongs to this team; null for none. No mail goes out.</summary>
    public sealed record Changed(string Email, string? TeamName) : ChangeTeamOutcome;

    /// <summary>Nobody is signed in, or the person may not change teams.</summary>
    public sealed record NotAllowed : ChangeTeamOutcome;

    /// <summary>There is no such invitation.</summary>
    public sealed record NotFound : ChangeTeamOutcome;

    /// <summary>Its status does not allow it; the sentence says why.</summary>
    public sealed record NotPossible(string Why) : ChangeTeamOutcome;

    /// <summary>That team can't be; the sentence says why.</summary>
    public sealed record Invalid(string Why) : ChangeTeamOutcome;

    /// <summary>Answers for each case.</summary>
    public T Match<T>(Func<Changed, T> changed, Func<NotAllowed, T> notAllowed, Func<NotFound, T> notFound, Func<NotPossible, T> notPossible, Func<Invalid, T> invalid) => this switch
    {
        Changed it => changed(it),
        NotAllowed it => notAllowed(it),
        NotFound it => notFound(it),
        NotPossible it => notPossible(it),
        Invalid it => invalid(it),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
