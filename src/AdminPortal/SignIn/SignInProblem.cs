namespace AdminPortal.SignIn;

/// <summary>Why somebody is not signed in although they tried, or no longer.</summary>
public enum SignInProblem
{
    /// <summary>Auth0 did not let the person in.</summary>
    Denied,

    /// <summary>The account is blocked.</summary>
    Blocked,

    /// <summary>The person turned back at Auth0's page.</summary>
    Cancelled,

    /// <summary>The way back from Auth0 was used before, took too long, or began in another browser.</summary>
    Lost,

    /// <summary>Auth0's clock and the portal's differ too much to trust a token's times.</summary>
    ClocksDiffer,

    /// <summary>Auth0 gave no answer.</summary>
    TenantUnreachable,

    /// <summary>What came back is not a token that the tenant made for this sign-in.</summary>
    NotTrusted,

    /// <summary>Auth0 refuses the portal itself: its client id, secret or grant.</summary>
    Misconfigured,

    /// <summary>The session reached its limit.</summary>
    SessionOver,
}

/// <summary>Ends a sign-in; the person is shown the page for <see cref="Problem"/>, the message is for the log.</summary>
public sealed class SignInFailedException(SignInProblem problem, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>What to tell the person.</summary>
    public SignInProblem Problem { get; } = problem;
}
