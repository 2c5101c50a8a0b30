using AdminPortal.Invites;

namespace AdminPortal.LookUp;

/// <summary>What came of opening an invitation that was looked up.</summary>
public abstract record LookedUpOutcome
{
    private LookedUpOutcome()
    {
    }

    /// <summary>It is open, and that stands in the audit.</summary>
    public sealed record Opened(LookedUpInvite Invite) : LookedUpOutcome;

    /// <summary>There is no such invitation.</summary>
    public sealed record NotFound : LookedUpOutcome;

    /// <summary>Nobody is signed in, or the person may not look invitations up.</summary>
    public sealed record NotAllowed : LookedUpOutcome;

    /// <summary>That it is opened could not be written down, so it stays covered.</summary>
    public sealed record NotNoted : LookedUpOutcome;

    /// <summary>Answers for each case.</summary>
    public T Match<T>(Func<Opened, T> opened, Func<NotFound, T> notFound, Func<NotAllowed, T> notAllowed, Func<NotNoted, T> notNoted) => this switch
    {
        Opened it => opened(it),
        NotFound it => notFound(it),
        NotAllowed it => notAllowed(it),
        NotNoted it => notNoted(it),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}

/// <summary>What somebody who helps needs to know of an invitation; never a link, a message or an account's id.</summary>
public sealed record LookedUpInvite
{
    /// <summary>The address.</summary>
    public required string Email { get; init; }

    /// <summary>The person's name, when it was given.</summary>
    public string? Name { get; init; }

    /// <summary>The status as shown.</summary>
    public required InviteStatus Status { get; init; }

    /// <summary>The team the person is invited into.</summary>
    public LookedUpTeam? Team { get; init; }

    /// <summary>Whether leads invite into their teams themselves.</summary>
    public bool LeadsMayInvite { get; init; }

    /// <summary>Who invited.</summary>
    public required string InvitedByName { get; init; }

    /// <summary>When it was recorded.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>How many mails Auth0 has taken.</summary>
    public int MailsSent { get; init; }

    /// <summary>When Auth0 took the last one.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>When it expires or expired.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The kind of thing it waits for.</summary>
    public WaitReason WaitReason { get; init; }

    /// <summary>Why it was not sent.</summary>
    public FailureText? Failure { get; init; }

    /// <summary>When the password was set.</summary>
    public DateTimeOffset? AcceptedAt { get; init; }

    /// <summary>When the person was first seen signed in.</summary>
    public DateTimeOffset? FirstSignInAt { get; init; }

    /// <summary>When it was withdrawn.</summary>
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>Who withdrew it.</summary>
    public string? RevokedByName { get; init; }

    /// <summary>What happened, newest first.</summary>
    public IReadOnlyList<TimelineEntry> Timeline { get; init; } = [];
}

/// <summary>The team of an invitation that was looked up.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="IsArchived">Whether nobody is invited into it any more.</param>
/// <param name="HasLead">Whether somebody leads it who may.</param>
public sealed record LookedUpTeam(string Name, bool IsArchived, bool HasLead);
