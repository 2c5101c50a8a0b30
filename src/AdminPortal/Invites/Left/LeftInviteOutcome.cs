namespace AdminPortal.Invites;

/// <summary>Which invitation, and whose it was on the page on which somebody decided.</summary>
public sealed record LeftInviteRequest(Guid Id, string InviterId);

/// <summary>What became of a decision about an invitation left behind.</summary>
public abstract record LeftInviteOutcome
{
    private LeftInviteOutcome()
    {
    }

    /// <summary>It is so now.</summary>
    /// <param name="Email">Whose invitation.</param>
    /// <param name="InviterName">Who stands for it.</param>
    public sealed record Done(string Email, string InviterName) : LeftInviteOutcome;

    /// <summary>Somebody else decided first.</summary>
    public sealed record AlreadyDecided(string Email, string What) : LeftInviteOutcome;

    /// <summary>It is open no more.</summary>
    public sealed record Closed(string Email, string Why) : LeftInviteOutcome;

    /// <summary>Its inviter may invite, after all or again.</summary>
    public sealed record NotLeft(string Email, string InviterName) : LeftInviteOutcome;

    /// <summary>Whoever it is to be given to may not invite into its team.</summary>
    public sealed record NotAnInviter(string Email) : LeftInviteOutcome;

    /// <summary>Who may invite can't be read at the moment.</summary>
    public sealed record NotKnown(string Why) : LeftInviteOutcome;

    /// <summary>There is no such invitation.</summary>
    public sealed record NotFound : LeftInviteOutcome;

    /// <summary>Nobody is signed in, or the person may not decide.</summary>
    public sealed record NotAllowed : LeftInviteOutcome;

    /// <summary>Answers for each case.</summary>
    public T Match<T>(
        Func<Done, T> done,
        Func<AlreadyDecided, T> alreadyDecided,
        Func<Closed, T> closed,
        Func<NotLeft, T> notLeft,
        Func<NotAnInviter, T> notAnInviter,
        Func<NotKnown, T> notKnown,
        Func<NotFound, T> notFound,
        Func<NotAllowed, T> notAllowed) => this switch
        {
            Done it => done(it),
            AlreadyDecided it => alreadyDecided(it),
            Closed it => closed(it),
            NotLeft it => notLeft(it),
            NotAnInviter it => notAnInviter(it),
            NotKnown it => notKnown(it),
            NotFound it => notFound(it),
            NotAllowed it => notAllowed(it),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
}
