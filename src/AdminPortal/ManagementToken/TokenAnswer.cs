namespace AdminPortal.ManagementToken;

/// <summary>What came of asking for a Management token.</summary>
public abstract record TokenAnswer
{
    private TokenAnswer()
    {
    }

    /// <summary>Here it is.</summary>
    public sealed record Granted(AccessToken Token) : TokenAnswer;

    /// <summary>Auth0 refuses the portal's credentials or its grant; somebody has to change a setting. <paramref name="GrantMissing"/>: id and secret are right, but the application may not use the Management API.</summary>
    public sealed record Refused(string Message, bool GrantMissing = false) : TokenAnswer;

    /// <summary>Auth0 gave no usable answer; it is asked again by itself.</summary>
    public sealed record Unavailable(string Reason, DateTimeOffset? RetryAt = null) : TokenAnswer;

    /// <summary>Decides on every case.</summary>
    public TOut Match<TOut>(Func<AccessToken, TOut> granted, Func<Refused, TOut> refused, Func<Unavailable, TOut> unavailable) => this switch
    {
        Granted it => granted(it.Token),
        Refused it => refused(it),
        Unavailable it => unavailable(it),
        _ => throw new InvalidOperationException($"{GetType()} is not a case of {nameof(TokenAnswer)}."),
    };
}
