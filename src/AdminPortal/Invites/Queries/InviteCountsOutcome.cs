namespace AdminPortal.Invites;

/// <summary>The numbers on the home page, or the news that the person may not see them.</summary>
public abstract record InviteCountsOutcome
{
    private InviteCountsOutcome()
    {
    }

    /// <summary>The numbers.</summary>
    public sealed record Counted(Counts Counts) : InviteCountsOutcome;

    /// <summary>Nobody is signed in, or the person may not see invitations.</summary>
    public sealed record NotAllowed : InviteCountsOutcome;

    /// <summary>Answers for each case.</summary>
    public T Match<T>(Func<Counted, T> counted, Func<NotAllowed, T> notAllowed) => this switch
    {
        Counted it => counted(it),
        NotAllowed it => notAllowed(it),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}

/// <summary>How many invitations stand where; each number is what the list shows under the filter of that name.</summary>
public sealed record Counts
{
    /// <summary>Pending.</summary>
    public required int Pending { get; init; }

    /// <summary>Pending, with less than 48 hours left.</summary>
    public required int ExpiringSoon { get; init; }

    /// <summary>Queued: on their way or waiting.</summary>
    public required int Sending { get; init; }

    /// <summary>Queued and waiting for something that has a name (a scope, Auth0's answer).</summary>
    public required int Waiting { get; init; }

    /// <summary>What the longest waiting one waits for.</summary>
    public string? WaitingFor { get; init; }

    /// <summary>Failed.</summary>
    public required int NotSent { get; init; }

    /// <summary>Unconfirmed.</summary>
    public required int NotConfirmed { get; init; }

    /// <summary>Expired.</summary>
    public required int Expired { get; init; }

    /// <summary>Accepted within the last 30 days.</summary>
    public required int Accepted30Days { get; init; }

    /// <summary>First mail taken by Auth0 within the last 30 days.</summary>
    public required int Sent30Days { get; init; }

    /// <summary>Median time from the first mail to the password, over those accepted within 30 days.</summary>
    public TimeSpan? MedianTimeToAccept { get; init; }

    /// <summary>All invitations there are.</summary>
    public required int All { get; init; }

    /// <summary>Up to five newest failures, for "needs attention".</summary>
    public required IReadOnlyList<InviteRow> NewestNotSent { get; init; }

    /// <summary>Up to five newest unconfirmed ones, for "needs attention".</summary>
    public required IReadOnlyList<InviteRow> NewestNotConfirmed { get; init; }

    /// <summary>The latest things that happened, newest first.</summary>
    public required IReadOnlyList<Activity> Latest { get; init; }
}

/// <summary>Something that happened lately, for the home page.</summary>
/// <param name="At">When.</param>
/// <param name="Kind">What it was.</param>
/// <param name="InviteId">Which invitation.</param>
/// <param name="Email">Whose.</param>
/// <param name="ActorName">Who did it; null when nobody but the portal or the invitee did.</param>
public sealed record Activity(DateTimeOffset At, TimelineKind Kind, Guid InviteId, string Email, string? ActorName);
