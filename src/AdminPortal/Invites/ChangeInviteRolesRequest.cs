namespace AdminPortal.Invites;

/// <summary>Which invitation, and the roles the person gets from now on.</summary>
public sealed record ChangeInviteRolesRequest
{
    /// <summary>The invitation's public id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Ids of all roles it is to have; only offered ones and those it has are accepted.</summary>
    public required IReadOnlyList<string> RoleIds { get; init; }

    /// <summary>The person was asked about the administrative roles that are new and said yes.</summary>
    public bool AdministrativeRolesConfirmed { get; init; }
}

/// <summary>What became of a request to change the roles of an invitation.</summary>
public abstract record ChangeRolesOutcome
{
    private ChangeRolesOutcome()
    {
    }

    /// <summary>The invitation has these roles; Auth0 follows. No mail goes out.</summary>
    public sealed record Changed(string Email, IReadOnlyList<string> RoleNames) : ChangeRolesOutcome;

    /// <summary>Administrative roles are new among them and nobody has confirmed them; nothing was changed.</summary>
    public sealed record ConfirmAdministrativeRoles(IReadOnlyList<string> RoleNames) : ChangeRolesOutcome;

    /// <summary>Nobody is signed in, or the person may not change roles.</summary>
    public sealed record NotAllowed : ChangeRolesOutcome;

    /// <summary>There is no such invitation.</summary>
    public sealed record NotFound : ChangeRolesOutcome;

    /// <summary>Its status does not allow it; the sentence says why.</summary>
    public sealed record NotPossible(string Why) : ChangeRolesOutcome;

    /// <summary>A role can't be given; the sentence says why.</summary>
    public sealed record Invalid(string Why) : ChangeRolesOutcome;

    /// <summary>Answers for each case.</summary>
    public T Match<T>(
        Func<Changed, T> changed,
        Func<ConfirmAdministrativeRoles, T> confirmAdministrativeRoles,
        Func<NotAllowed, T> notAllowed,
        Func<NotFound, T> notFound,
        Func<NotPossible, T> notPossible,
        Func<Invalid, T> invalid) => this switch
        {
            Changed it => changed(it),
            ConfirmAdministrativeRoles it => confirmAdministrativeRoles(it),
            NotAllowed it => notAllowed(it),
            NotFound it => notFound(it),
            NotPossible it => notPossible(it),
            Invalid it => invalid(it),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
}
