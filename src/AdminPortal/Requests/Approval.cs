using AdminPortal.Invites;

namespace AdminPortal.Requests;

/// <summary>Which request is approved, and with what.</summary>
public sealed record Approval
{
    /// <summary>The request's public id.</summary>
    public required Guid Id { get; init; }

    /// <summary>What is given instead of what was asked; null gives what was asked.</summary>
    public ApprovedTerms? Instead { get; init; }

    /// <summary>The admin was asked about the administrative roles and said yes.</summary>
    public bool AdministrativeRolesConfirmed { get; init; }
}

/// <summary>Team, roles and expiry as an admin puts them right; all of them, changed or not.</summary>
/// <param name="TeamId">The team to join.</param>
/// <param name="RoleIds">Ids of the roles to get.</param>
/// <param name="Lifetime">How long the invitation stays open.</param>
/// <param name="EndsBy">The last moment, when a day was chosen.</param>
public sealed record ApprovedTerms(Guid TeamId, IReadOnlyList<string> RoleIds, TimeSpan Lifetime, DateTimeOffset? EndsBy);

/// <summary>What became of approving.</summary>
public abstract record ApproveOutcome
{
    private ApproveOutcome()
    {
    }

    /// <summary>The invitation is recorded and on its way.</summary>
    public sealed record Approved(string Email, Guid InviteId, string? Correction) : ApproveOutcome;

    /// <summary>Administrative roles are among those to give and nobody has confirmed them; nothing was recorded.</summary>
    public sealed record ConfirmAdministrativeRoles(IReadOnlyList<string> RoleNames) : ApproveOutcome;

    /// <summary>The address was invited, or got in, another way meanwhile; the request can be closed with that.</summary>
    public sealed record InvitedMeanwhile(string Email, Guid InviteId, string Why) : ApproveOutcome;

    /// <summary>Somebody answered it before.</summary>
    public sealed record Answered(string Email, string Why) : ApproveOutcome;

    /// <summary>It can't be approved as it stands; each part with its sentence.</summary>
    public sealed record Invalid(IReadOnlyList<InvalidField> Problems) : ApproveOutcome;

    /// <summary>It can't be approved at this moment: the sentence says why, and when it can.</summary>
    public sealed record NotNow(string Why) : ApproveOutcome;

    /// <summary>Nobody is signed in, or the person may not decide.</summary>
    public sealed record NotAllowed : ApproveOutcome;

    /// <summary>There is no such request within reach.</summary>
    public sealed record NotFound : ApproveOutcome;

    /// <summary>Answers for each case.</summary>
    public T Match<T>(
        Func<Approved, T> approved,
        Func<ConfirmAdministrativeRoles, T> confirmAdministrativeRoles,
        Func<InvitedMeanwhile, T> invitedMeanwhile,
        Func<Answered, T> answered,
        Func<Invalid, T> invalid,
        Func<NotNow, T> notNow,
        Func<NotAllowed, T> notAllowed,
        Func<NotFound, T> notFound) => this switch
        {
            Approved it => approved(it),
            ConfirmAdministrativeRoles it => confirmAdministrativeRoles(it),
            InvitedMeanwhile it => invitedMeanwhile(it),
            Answered it => answered(it),
            Invalid it => invalid(it),
            NotNow it => notNow(it),
            NotAllowed it => notAllowed(it),
            NotFound it => notFound(it),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
}
