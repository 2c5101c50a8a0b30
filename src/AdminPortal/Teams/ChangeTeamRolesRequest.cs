namespace AdminPortal.Teams;

/// <summary>Which team, and both of its lists of roles as they are to be.</summary>
public sealed record ChangeTeamRolesRequest
{
    /// <summary>The team.</summary>
    public required Guid Id { get; init; }

    /// <summary>Ids of the roles its invitations begin with; all of them among <see cref="GrantableRoleIds"/>.</summary>
    public required IReadOnlyCollection<string> DefaultRoleIds { get; init; }

    /// <summary>Ids of the roles its leads may grant; only offered ones and those the team has are accepted.</summary>
    public required IReadOnlyCollection<string> GrantableRoleIds { get; init; }

    /// <summary>The person was asked about the administrative roles that are new in either list and said yes.</summary>
    public bool AdministrativeRolesConfirmed { get; init; }
}

/// <summary>What became of a request to change the roles of a team.</summary>
public abstract record ChangeTeamRolesOutcome
{
    private ChangeTeamRolesOutcome()
    {
    }

    /// <summary>The team has these roles.</summary>
    public sealed record Changed(string Name, IReadOnlyList<string> DefaultRoles, IReadOnlyList<string> GrantableRoles) : ChangeTeamRolesOutcome;

    /// <summary>Administrative roles are new in one or both lists and nobody has confirmed them; nothing was changed.</summary>
    public sealed record ConfirmAdministrativeRoles(IReadOnlyList<string> AsDefault, IReadOnlyList<string> AsGrantable) : ChangeTeamRolesOutcome;

    /// <summary>Nobody is signed in, or the person may not manage teams; the refusal is in the audit.</summary>
    public sealed record NotAllowed : ChangeTeamRolesOutcome;

    /// <summary>There is no such team.</summary>
    public sealed record NotFound : ChangeTeamRolesOutcome;

    /// <summary>A role can't be in a list; the sentence says why.</summary>
    public sealed record Invalid(string Why) : ChangeTeamRolesOutcome;

    /// <summary>Answers for each case.</summary>
    public T Match<T>(
        Func<Changed, T> changed,
        Func<ConfirmAdministrativeRoles, T> confirmAdministrativeRoles,
        Func<NotAllowed, T> notAllowed,
        Func<NotFound, T> notFound,
        Func<Invalid, T> invalid) => this switch
        {
            Changed it => changed(it),
            ConfirmAdministrativeRoles it => confirmAdministrativeRoles(it),
            NotAllowed it => notAllowed(it),
            NotFound it => notFound(it),
            Invalid it => invalid(it),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
}
