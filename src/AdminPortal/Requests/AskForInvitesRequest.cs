using AdminPortal.Invites;

namespace AdminPortal.Requests;

/// <summary>Whom somebody asks to be invited, into which team, as what, until when, and why.</summary>
public sealed record AskForInvitesRequest
{
    /// <summary>The addresses as entered; "Name &lt;a@b.c&gt;" is understood. Any number.</summary>
    public required IReadOnlyList<string> Addresses { get; init; }

    /// <summary>A team the asker leads.</summary>
    public Guid? TeamId { get; init; }

    /// <summary>Ids of the Auth0 roles each person is to get; only those the team's leads may grant are accepted.</summary>
    public IReadOnlyList<string> RoleIds { get; init; } = [];

    /// <summary>How long the invitation is to stay open.</summary>
    public required TimeSpan Lifetime { get; init; }

    /// <summary>The last moment, when a day was chosen.</summary>
    public DateTimeOffset? EndsBy { get; init; }

    /// <summary>Words for the invitee that are to stand in the mail.</summary>
    public string? Message { get; init; }

    /// <summary>Words for whoever decides.</summary>
    public string? Reason { get; init; }

    /// <summary>The person was asked about the administrative roles among <see cref="RoleIds"/> and said yes.</summary>
    public bool AdministrativeRolesConfirmed { get; init; }
}

/// <summary>What became of asking.</summary>
public abstract record AskOutcome
{
    private AskOutcome()
    {
    }

    /// <summary>Good addresses are asked for; the others say why not.</summary>
    public sealed record Recorded(IReadOnlyList<AskedPerson> Asked, IReadOnlyList<NotAsked> NotAsked) : AskOutcome;

    /// <summary>Nobody is signed in, or the person may not ask.</summary>
    public sealed record NotAllowed : AskOutcome;

    /// <summary>The request as a whole can't be taken; nothing was recorded.</summary>
    public sealed record Invalid(IReadOnlyList<InvalidField> Problems) : AskOutcome;

    /// <summary>Administrative roles are among those asked for and nobody has confirmed them; nothing was recorded.</summary>
    public sealed record ConfirmAdministrativeRoles(IReadOnlyList<string> RoleNames) : AskOutcome;

    /// <summary>Answers for each case.</summary>
    public T Match<T>(Func<Recorded, T> recorded, Func<NotAllowed, T> notAllowed, Func<Invalid, T> invalid, Func<ConfirmAdministrativeRoles, T> confirmAdministrativeRoles) => this switch
    {
        Recorded it => recorded(it),
        NotAllowed it => notAllowed(it),
        Invalid it => invalid(it),
        ConfirmAdministrativeRoles it => confirmAdministrativeRoles(it),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}

/// <summary>A person who is asked for.</summary>
public sealed record AskedPerson(Guid Id, string Email);

/// <summary>An address that was not asked for, and why.</summary>
/// <param name="Address">The entry as it was given.</param>
/// <param name="Reason">The kind of obstacle.</param>
/// <param name="ExistingInvite">The open invitation in the way, if the asker may see it.</param>
/// <param name="Why">One sentence for the person at the screen.</param>
public sealed record NotAsked(string Address, NotAskedReason Reason, Guid? ExistingInvite, string Why);

/// <summary>Why an address was not asked for.</summary>
public enum NotAskedReason
{
    /// <summary>It can't be an address Auth0 and mail servers agree on.</summary>
    NotAnAddress,

    /// <summary>It stands in the request more than once; the first one counts.</summary>
    Repeated,

    /// <summary>Its domain is not among those that may be invited.</summary>
    DomainNotAllowed,

    /// <summary>An open invitation for it exists.</summary>
    AlreadyInvited,

    /// <summary>A request for it waits already.</summary>
    AlreadyAsked,

    /// <summary>Somebody with this address has accepted an invitation.</summary>
    AlreadyMember,

    /// <summary>The requests that the person has for 24 hours are used up.</summary>
    DailyLimit,
}
