using AdminPortal.Invites;

namespace AdminPortal.LookUp;

/// <summary>What a look-up has found, or why it was not done.</summary>
public abstract record LookUpOutcome
{
    private LookUpOutcome()
    {
    }

    /// <summary>The rows, in order.</summary>
    /// <param name="Rows">The exact matches first, each kind newest first.</param>
    /// <param name="Next">Where the next page begins; null on the last one.</param>
    public sealed record Page(IReadOnlyList<LookUpRow> Rows, LookUpCursor? Next) : LookUpOutcome;

    /// <summary>The text is longer than anything that can be found.</summary>
    public sealed record TooLong : LookUpOutcome;

    /// <summary>Nobody is signed in, or the person may not look invitations up.</summary>
    public sealed record NotAllowed : LookUpOutcome;

    /// <summary>Answers for each case.</summary>
    public T Match<T>(Func<Page, T> page, Func<TooLong, T> tooLong, Func<NotAllowed, T> notAllowed) => this switch
    {
        Page it => page(it),
        TooLong it => tooLong(it),
        NotAllowed it => notAllowed(it),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}

/// <summary>An invitation as a look-up lists it.</summary>
/// <param name="Id">Its public id.</param>
/// <param name="Address">The address, covered unless it is the one that was typed.</param>
/// <param name="Initials">The person's initials, when a name was given.</param>
/// <param name="IsExact">Whether its address is the one that was typed.</param>
/// <param name="Status">The status as shown.</param>
/// <param name="Team">The team's name, when it has one.</param>
/// <param name="SentAt">When Auth0 took the last mail.</param>
/// <param name="ExpiresAt">When it expires or expired.</param>
public sealed record LookUpRow(Guid Id, string Address, string? Initials, bool IsExact, InviteStatus Status, string? Team, DateTimeOffset? SentAt, DateTimeOffset? ExpiresAt);
