namespace AdminPortal.SignIn;

/// <summary>Who is signed in.</summary>
public abstract record SessionListOutcome
{
    private SessionListOutcome()
    {
    }

    /// <summary>They are.</summary>
    public sealed record Listed(SessionPage Page) : SessionListOutcome;

    /// <summary>Nobody is signed in, or the person may not see who else is.</summary>
    public sealed record NotAllowed : SessionListOutcome;

    /// <summary>Answers for each case.</summary>
    public T Match<T>(Func<Listed, T> listed, Func<NotAllowed, T> notAllowed) => this switch
    {
        Listed it => listed(it),
        NotAllowed it => notAllowed(it),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}

/// <summary>The people who are signed in, as far as they are shown.</summary>
public sealed record SessionPage
{
    /// <summary>They, whoever was active last first.</summary>
    public required IReadOnlyList<SignedInPerson> People { get; init; }

    /// <summary>How many match what was searched for; more than are shown when that is cut.</summary>
    public required int Total { get; init; }

    /// <summary>How many people are signed in at all.</summary>
    public required int All { get; init; }

    /// <summary>Whether whoever looks may sign others out at this moment.</summary>
    public required bool MayEnd { get; init; }
}

/// <summary>Somebody who is signed in, perhaps in several browsers.</summary>
public sealed record SignedInPerson
{
    /// <summary>The account's id in Auth0.</summary>
    public required string Subject { get; init; }

    /// <summary>What they are called.</summary>
    public required string Name { get; init; }

    /// <summary>Their address.</summary>
    public required string Email { get; init; }

    /// <summary>What gives them their rights here; empty when they have none.</summary>
    public required string RoleName { get; init; }

    /// <summary>Whether it is the person who looks.</summary>
    public required bool IsMe { get; init; }

    /// <summary>Their sessions, the one last active first.</summary>
    public required IReadOnlyList<OpenSession> Sessions { get; init; }

    /// <summary>How many of their sessions are not the one of whoever looks.</summary>
    public int Others => Sessions.Count(session => !session.IsThisOne);
}

/// <summary>One browser in which somebody is signed in. Its id is a secret and not among what is known here.</summary>
public sealed record OpenSession
{
    /// <summary>The IP address it was last seen at; empty when it is not known.</summary>
    public required string From { get; init; }

    /// <summary>The browser in plain words.</summary>
    public required string Browser { get; init; }

    /// <summary>What the browser calls itself.</summary>
    public required string UserAgent { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset SignedInAt { get; init; }

    /// <summary>When somebody last did something in it, to the minute.</summary>
    public required DateTimeOffset LastSeenAt { get; init; }

    /// <summary>When it ends whatever is done.</summary>
    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>How many of its pages are open and live in this process.</summary>
    public required int Pages { get; init; }

    /// <summary>Whether it is the one of whoever looks.</summary>
    public required bool IsThisOne { get; init; }
}
