namespace AdminPortal.Auth0;

/// <summary>What came of one call to Auth0; every answer a caller must think about is a case of its own.</summary>
public abstract record Auth0Result<T>
{
    private Auth0Result()
    {
    }

    /// <summary>Auth0 did it, or knew it.</summary>
    public sealed record Ok(T Value) : Auth0Result<T>;

    /// <summary>409: something with that identity is there already.</summary>
    public sealed record AlreadyExists(string Message) : Auth0Result<T>;

    /// <summary>404: there is no such thing.</summary>
    public sealed record NotFound(string Message) : Auth0Result<T>;

    /// <summary>The portal may not: <paramref name="Scopes"/> names what Auth0 expected, and is empty when the portal's own credentials were refused.</summary>
    public sealed record Denied(IReadOnlyList<string> Scopes, string Message) : Auth0Result<T>;

    /// <summary>Auth0 understood and said no; asking the same again gets the same.</summary>
    public sealed record Refused(int Status, string? ErrorCode, string Message) : Auth0Result<T>;

    /// <summary>
    /// 429: nothing was done, and asking is pointless before <paramref name="RetryAt"/>; <paramref name="AddressIsFull"/> says that the portal did not ask,
    /// because the mailed address has had what Auth0 allows it.
    /// </summary>
    public sealed record Busy(DateTimeOffset RetryAt, bool AddressIsFull = false) : Auth0Result<T>;

    /// <summary>No usable answer; <paramref name="MayHaveActed"/> says whether Auth0 may nevertheless have done it.</summary>
    public sealed record Unreachable(string Reason, bool MayHaveActed) : Auth0Result<T>;

    /// <summary>Decides on every case.</summary>
    public TOut Match<TOut>(
        Func<T, TOut> ok,
        Func<AlreadyExists, TOut> alreadyExists,
        Func<NotFound, TOut> notFound,
        Func<Denied, TOut> denied,
        Func<Refused, TOut> refused,
        Func<Busy, TOut> busy,
        Func<Unreachable, TOut> unreachable) => this switch
        {
            Ok it => ok(it.Value),
            AlreadyExists it => alreadyExists(it),
            NotFound it => notFound(it),
            Denied it => denied(it),
            Refused it => refused(it),
            Busy it => busy(it),
            Unreachable it => unreachable(it),
            _ => throw new InvalidOperationException($"{GetType()} is not a case of {nameof(Auth0Result<T>)}."),
        };

    /// <summary>The same answer to a call that names no thing of its own: a 404 to it is a refusal, not news that something is gone.</summary>
    public Auth0Result<T> NamingNothing() => this is NotFound it ? new Refused(404, null, it.Message) : this;

    /// <summary>The same answer about another value; only Ok has one to change.</summary>
    public Auth0Result<TOut> Select<TOut>(Func<T, TOut> change) => Match<Auth0Result<TOut>>(
        value => new Auth0Result<TOut>.Ok(change(value)),
        it => new Auth0Result<TOut>.AlreadyExists(it.Message),
        it => new Auth0Result<TOut>.NotFound(it.Message),
        it => new Auth0Result<TOut>.Denied(it.Scopes, it.Message),
        it => new Auth0Result<TOut>.Refused(it.Status, it.ErrorCode, it.Message),
        it => new Auth0Result<TOut>.Busy(it.RetryAt, it.AddressIsFull),
        it => new Auth0Result<TOut>.Unreachable(it.Reason, it.MayHaveActed));
}

/// <summary>The value of a call whose reply has no body worth keeping.</summary>
public sealed record Done;
