namespace AdminPortal.Invites;

/// <summary>The invitations left behind, or why they can't be told.</summary>
public abstract record LeftInvitesOutcome
{
    private LeftInvitesOutcome()
    {
    }

    /// <summary>The inviters, by name.</summary>
    public sealed record Found(IReadOnlyList<LeftInviter> Inviters) : LeftInvitesOutcome;

    /// <summary>Who may invite can't be read at the moment, so nobody is held to have lost it.</summary>
    public sealed record NotKnown(string Why) : LeftInvitesOutcome;

    /// <summary>Nobody is signed in, or the person may not decide about them.</summary>
    public sealed record NotAllowed : LeftInvitesOutcome;

    /// <summary>Answers for each case.</summary>
    public T Match<T>(Func<Found, T> found, Func<NotKnown, T> notKnown, Func<NotAllowed, T> notAllowed) => this switch
    {
        Found it => found(it),
        NotKnown it => notKnown(it),
        NotAllowed it => notAllowed(it),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}

/// <summary>Somebody who may no longer invite, and what they have left open.</summary>
public sealed record LeftInviter
{
    /// <summary>The subject of their account.</summary>
    public required string Id { get; init; }

    /// <summary>Their name when they last invited.</summary>
    public required string Name { get; init; }

    /// <summary>Why they may not, as the rest of a sentence that begins with their name: "no longer holds Portal Admin".</summary>
    public required string Why { get; init; }

    /// <summary>How many invitations wait for a decision.</summary>
    public required int Count { get; init; }

    /// <summary>The newest of them.</summary>
    public required IReadOnlyList<LeftInvite> Invites { get; init; }
}

/// <summary>An open invitation of somebody who may no longer invite.</summary>
/// <param name="Row">What lists show of it.</param>
/// <param name="Team">Its team's name, when it has one.</param>
public sealed record LeftInvite(InviteRow Row, string? Team);
