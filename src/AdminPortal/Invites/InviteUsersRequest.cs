namespace AdminPortal.Invites;

/// <summary>Whom to invite, as what, until when.</summary>
public sealed record InviteUsersRequest
{
    /// <summary>The addresses as entered; "Name &lt;a@b.c&gt;" is understood. Any number.</summary>
    public required IReadOnlyList<string> Addresses { get; init; }

    /// <summary>Ids of the Auth0 roles each person gets; only those that the inviter may give there are accepted.</summary>
    public IReadOnlyList<string> RoleIds { get; init; } = [];

    /// <summary>The team they are invited into; whoever reaches only the teams they lead must name one of those.</summary>
    public Guid? TeamId { get; init; }

    /// <summary>How long the invitation stays open, counted from the moment Auth0 takes the mail.</summary>
    public required TimeSpan Lifetime { get; init; }

    /// <summary>The last moment somebody chose, when they chose a day: then the first mail keeps to it however long its sending has to wait.</summary>
    public DateTimeOffset? EndsBy { get; init; }

    /// <summary>Words from the inviter that stand in the mail.</summary>
    public string? Message { get; init; }

    /// <summary>Who asked for it, when it comes from a request: the inviter answers for it, the timeline names both.</summary>
    public string? AskedByName { get; init; }

    /// <summary>The person was asked about the administrative roles among <see cref="RoleIds"/> and said yes.</summary>
    public bool AdministrativeRolesConfirmed { get; init; }
}

/// <summary>What became of a request to invite people.</summary>
public abstract record InviteUsersOutcome
{
    private InviteUsersOutcome()
    {
    }

    /// <summary>Good addresses are recorded and on their way; the others say why not.</summary>
    public sealed record Recorded(IReadOnlyList<InvitedPerson> Invited, IReadOnlyList<NotInvited> NotInvited) : InviteUsersOutcome;

    /// <summary>Nobody is signed in, or the person may not invite.</summary>
    public sealed record NotAllowed : InviteUsersOutcome;

    /// <summary>The request as a whole can't be taken; nothing was recorded.</summary>
    public sealed record Invalid(IReadOnlyList<InvalidField> Problems) : InviteUsersOutcome;

    /// <summary>Administrative roles are among those asked for and nobody has confirmed them; nothing was recorded.</summary>
    public sealed record ConfirmAdministrativeRoles(IReadOnlyList<string> RoleNames) : InviteUsersOutcome;

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

/// <summary>A person whose invitation is recorded.</summary>
public sealed record InvitedPerson(Guid Id, string Email);

/// <summary>An address that was not invited, and why.</summary>
/// <param name="Address">The entry as it was given.</param>
/// <param name="Reason">The kind of obstacle.</param>
/// <param name="ExistingInvite">The open invitation in the way, if there is one.</param>
/// <param name="Why">One sentence for the person at the screen.</param>
public sealed record NotInvited(string Address, NotInvitedReason Reason, Guid? ExistingInvite, string Why);

/// <summary>Why an address was not invited.</summary>
public enum NotInvitedReason
{
    /// <summary>It can't be an address Auth0 and mail servers agree on.</summary>
    NotAnAddress,

    /// <summary>It stands in the request more than once; the first one counts.</summary>
    Repeated,

    /// <summary>An open invitation for it exists.</summary>
    AlreadyInvited,

    /// <summary>Its domain is not among those that may be invited.</summary>
    DomainNotAllowed,

    /// <summary>The invitations that the person, or the company, has for 24 hours are used up.</summary>
    DailyLimit,
}

/// <summary>A part of a request that can't be taken, with one sentence.</summary>
public sealed record InvalidField(string Field, string Message);
