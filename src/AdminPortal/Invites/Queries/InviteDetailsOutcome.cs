namespace AdminPortal.Invites;

/// <summary>One invitation with its history.</summary>
public abstract record InviteDetailsOutcome
{
    private InviteDetailsOutcome()
    {
    }

    /// <summary>The facts and what happened, newest first.</summary>
    public sealed record Found(InviteFacts Facts, IReadOnlyList<TimelineEntry> Timeline) : InviteDetailsOutcome;

    /// <summary>There is no such invitation.</summary>
    public sealed record NotFound : InviteDetailsOutcome;

    /// <summary>Nobody is signed in, or the person may not see invitations.</summary>
    public sealed record NotAllowed : InviteDetailsOutcome;

    /// <summary>Answers for each case.</summary>
    public T Match<T>(Func<Found, T> found, Func<NotFound, T> notFound, Func<NotAllowed, T> notAllowed) => this switch
    {
        Found it => found(it),
        NotFound it => notFound(it),
        NotAllowed it => notAllowed(it),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}

/// <summary>What is known of one invitation.</summary>
public sealed record InviteFacts
{
    /// <summary>What the list shows of it too.</summary>
    public required InviteRow Row { get; init; }

    /// <summary>The inviter's words in the mail.</summary>
    public string? Message { get; init; }

    /// <summary>How many mails Auth0 has taken.</summary>
    public required int MailsSent { get; init; }

    /// <summary>The account's id in Auth0, while there is one.</summary>
    public string? Auth0UserId { get; init; }

    /// <summary>When the unused account was removed.</summary>
    public DateTimeOffset? AccountRemovedAt { get; init; }
}

/// <summary>One thing that happened to an invitation.</summary>
/// <param name="At">When.</param>
/// <param name="Kind">What it was, for icon and colour.</param>
/// <param name="Title">The headline: "Invited by Tomás Reyes".</param>
/// <param name="Text">More about it, when there is more.</param>
public sealed record TimelineEntry(DateTimeOffset At, TimelineKind Kind, string Title, string? Text);

/// <summary>The kinds of things that happen to an invitation.</summary>
public enum TimelineKind
{
    /// <summary>It was recorded.</summary>
    Invited,

    /// <summary>Auth0 took a mail.</summary>
    MailAccepted,

    /// <summary>Delivery waits and says what for.</summary>
    Waiting,

    /// <summary>The fate of a mail is unknown.</summary>
    NotConfirmed,

    /// <summary>It was refused for good.</summary>
    NotSent,

    /// <summary>Somebody asked for another mail.</summary>
    ResendAskedFor,

    /// <summary>It expired.</summary>
    Expired,

    /// <summary>Somebody withdrew it.</summary>
    RevokeAskedFor,

    /// <summary>The withdrawal is done in Auth0.</summary>
    Revoked,

    /// <summary>The unused account is gone.</summary>
    AccountRemoved,

    /// <summary>The account was deleted in Auth0 while delivery was under way.</summary>
    AccountMissing,

    /// <summary>The answer to a mail request was lost; Auth0's log is being asked.</summary>
    MailLost,

    /// <summary>Auth0's log shows a mail whose answer was lost.</summary>
    MailFound,

    /// <summary>Auth0's log shows that no mail went out.</summary>
    MailAbsent,

    /// <summary>The mail provider did not take a mail.</summary>
    MailRefused,

    /// <summary>The person tried a link that no longer works, or a password that the policy refuses.</summary>
    LinkTried,

    /// <summary>Somebody moved the expiry.</summary>
    Extended,

    /// <summary>Somebody changed the roles.</summary>
    RolesChanged,

    /// <summary>Somebody moved it to another team.</summary>
    TeamChanged,

    /// <summary>The changed roles are in Auth0.</summary>
    RolesApplied,

    /// <summary>The changed roles could not be had; the earlier ones stay.</summary>
    RolesRefused,

    /// <summary>The password was set.</summary>
    Accepted,

    /// <summary>The person was first seen signed in.</summary>
    SignedIn,

    /// <summary>Its inviter may no longer invite, and somebody let it stand.</summary>
    Kept,

    /// <summary>Somebody else stands for it from now on.</summary>
    Reassigned,
}
