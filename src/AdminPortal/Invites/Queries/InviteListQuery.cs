namespace AdminPortal.Invites;

/// <summary>Which part of the list to show; everything in it stands in the page's address.</summary>
public sealed record InviteListQuery
{
    /// <summary>Page sizes on offer.</summary>
    public static IReadOnlyList<int> Sizes { get; } = [25, 50, 100];

    /// <summary>Literal text looked for in address, name, inviter and team.</summary>
    public string? Search { get; init; }

    /// <summary>Only invitations shown like this; all when absent.</summary>
    public InviteStatusFilter? Status { get; init; }

    /// <summary>Only invitations of this team, or of none; all when absent.</summary>
    public TeamFilter? Team { get; init; }

    /// <summary>What to sort by; newest first when nothing else is asked for.</summary>
    public InviteSort Sort { get; init; } = InviteSort.Newest;

    /// <summary>Turns the order of <see cref="Sort"/> around (Z to A, latest first); has no meaning for <see cref="InviteSort.Newest"/>.</summary>
    public bool Descending { get; init; }

    /// <summary>The cursor a page gave as <see cref="InvitePage.NextAfter"/>: rows after it.</summary>
    public string? After { get; init; }

    /// <summary>The cursor a page gave as <see cref="InvitePage.PreviousBefore"/>: rows before it.</summary>
    public string? Before { get; init; }

    /// <summary>Rows per page; a size that isn't on offer counts as the first one.</summary>
    public int Size { get; init; } = 25;

    /// <summary>The ordinal of the first row ("26–50 of 312"), carried along in the address; 1 is the first.</summary>
    public int From { get; init; } = 1;
}

/// <summary>Narrows the list to a team.</summary>
/// <param name="Id">The team; null for invitations that have none.</param>
public sealed record TeamFilter(Guid? Id);

/// <summary>The ways to narrow the list by what a row shows.</summary>
public enum InviteStatusFilter
{
    /// <summary>A link is out and works.</summary>
    Pending,

    /// <summary>Pending, with less than 48 hours left.</summary>
    ExpiringSoon,

    /// <summary>Queued.</summary>
    Sending,

    /// <summary>Unconfirmed.</summary>
    NotConfirmed,

    /// <summary>Failed.</summary>
    NotSent,

    /// <summary>Expired, swept or not.</summary>
    Expired,

    /// <summary>Accepted.</summary>
    Accepted,

    /// <summary>Accepted within the last 30 days.</summary>
    AcceptedLately,

    /// <summary>Revoking.</summary>
    Revoking,

    /// <summary>Revoked.</summary>
    Revoked,
}

/// <summary>What the list can be sorted by.</summary>
public enum InviteSort
{
    /// <summary>Newest invitation first.</summary>
    Newest,

    /// <summary>By address.</summary>
    Email,

    /// <summary>By the moment Auth0 took the last mail; those not sent come last.</summary>
    Sent,

    /// <summary>By expiry; those without one come last.</summary>
    Expires,
}

/// <summary>One page of the list, or the news that the person may not see it.</summary>
public abstract record InviteListOutcome
{
    private InviteListOutcome()
    {
    }

    /// <summary>The rows asked for.</summary>
    public sealed record Page(InvitePage Invites) : InviteListOutcome;

    /// <summary>Nobody is signed in, or the person may not see invitations.</summary>
    public sealed record NotAllowed : InviteListOutcome;

    /// <summary>Answers for each case.</summary>
    public T Match<T>(Func<Page, T> page, Func<NotAllowed, T> notAllowed) => this switch
    {
        Page it => page(it),
        NotAllowed it => notAllowed(it),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}

/// <summary>Rows with their place in the whole.</summary>
public sealed record InvitePage
{
    /// <summary>The rows, in order.</summary>
    public required IReadOnlyList<InviteRow> Rows { get; init; }

    /// <summary>How many match search and filter.</summary>
    public required int Total { get; init; }

    /// <summary>How many there are without search and filter.</summary>
    public required int All { get; init; }

    /// <summary>Of how many teams these are, for whoever sees only those they lead; null for whoever sees everything.</summary>
    public int? OfLedTeams { get; init; }

    /// <summary>Ordinal of the first row; 0 when there is none.</summary>
    public required int From { get; init; }

    /// <summary>Ordinal of the last row; 0 when there is none.</summary>
    public required int To { get; init; }

    /// <summary>Cursor for <see cref="InviteListQuery.After"/>; null on the last page. The next page's From is <see cref="To"/> + 1.</summary>
    public string? NextAfter { get; init; }

    /// <summary>Cursor for <see cref="InviteListQuery.Before"/>; null on the first page. The previous page's From is <see cref="From"/> − Size.</summary>
    public string? PreviousBefore { get; init; }
}
