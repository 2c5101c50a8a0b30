using Microsoft.AspNetCore.Components.Authorization;

namespace AdminPortal.SignIn;

/// <summary>Signs a person out of every browser, or oneself out of all others. It needs a right only where it is somebody else.</summary>
public sealed partial class EndPersonsSessions(CurrentPerson person, AuthenticationStateProvider authentication, SessionKeeper sessions, ILogger<EndPersonsSessions> logger)
{
    /// <summary>Ends them at once; their open pages hear of it.</summary>
    public async Task<EndSessionsOutcome> HandleAsync(EndPersonsSessionsRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (await person.FindAsync(cancellationToken) is not { } by
            || (request.Subject != by.Subject && await person.WhoMayAsync(Right.EndSessions, request.Subject, cancellationToken) is null))
        {
            return new EndSessionsOutcome.NotAllowed();
        }

        var mine = PersonClaims.ReadSession((await authentication.GetAuthenticationStateAsync()).User);
        var ended = await sessions.EndAllOfAsync(request.Subject, request.SparesThisOne ? mine : null, by, cancellationToken);
        if (ended.Count == 0)
        {
            return new EndSessionsOutcome.NoneStood();
        }

        Log.Ended(logger, by.Subject, request.Subject, ended.Count);
        return new EndSessionsOutcome.Ended(ended.Count);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "{By} signed {Subject} out of {Count} sessions")]
        public static partial void Ended(ILogger logger, string by, string subject, int count);
    }
}

/// <summary>Whose sessions shall end.</summary>
public sealed record EndPersonsSessionsRequest
{
    /// <summary>The account's id in Auth0.</summary>
    public required string Subject { get; init; }

    /// <summary>Whether the session from which this is asked stays.</summary>
    public bool SparesThisOne { get; init; }
}

/// <summary>What became of a request to end somebody's sessions.</summary>
public abstract record EndSessionsOutcome
{
    private EndSessionsOutcome()
    {
    }

    /// <summary>So many stood and are over.</summary>
    public sealed record Ended(int Count) : EndSessionsOutcome;

    /// <summary>There was none any more.</summary>
    public sealed record NoneStood : EndSessionsOutcome;

    /// <summary>Nobody is signed in, or the person may not sign others out.</summary>
    public sealed record NotAllowed : EndSessionsOutcome;

    /// <summary>Answers for each case.</summary>
    public T Match<T>(Func<Ended, T> ended, Func<NoneStood, T> noneStood, Func<NotAllowed, T> notAllowed) => this switch
    {
        Ended it => ended(it),
        NoneStood it => noneStood(it),
        NotAllowed it => notAllowed(it),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
