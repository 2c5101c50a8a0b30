using AdminPortal.Auth0;
using AdminPortal.SignIn;

namespace AdminPortal.Setup;

/// <summary>One thing that has to hold between the portal and the tenant.</summary>
public abstract class SetupCheck
{
    /// <summary>Its name in addresses and in the record.</summary>
    public abstract string Id { get; }

    /// <summary>What should hold, as a sentence without its full stop.</summary>
    public abstract string Title { get; }

    /// <summary>What it means for invitations.</summary>
    public abstract string Meaning { get; }

    /// <summary>How others name what they wait for: "the Management token".</summary>
    public abstract string Subject { get; }

    /// <summary>Ids of checks that have to work before this one can be asked; they stand before it in the list.</summary>
    public virtual IReadOnlyList<string> After => [TokenCheck.Name];

    /// <summary>Looks.</summary>
    public abstract Task<CheckResult> LookAsync(TenantReading tenant, CancellationToken cancellationToken);

    /// <summary>Puts it right; only asked while the last result offers it.</summary>
    public virtual Task<FixResult> FixAsync(TenantReading tenant, Person by, CancellationToken cancellationToken) =>
        Task.FromResult<FixResult>(new FixResult.NotPossible("The portal can't put this right by itself. Follow the steps."));

    /// <summary>What follows from an answer that isn't the thing asked for: it could not be found out, and why.</summary>
    protected static CheckResult NotKnown<T>(TenantCall<T> call)
    {
        ArgumentNullException.ThrowIfNull(call);
        var evidence = new[] { Evidence.Of(call) };
        return call.Answer.Match<CheckResult>(
            _ => throw new InvalidOperationException("An answer that is there is known."),
            it => new CheckResult.Unknown($"Auth0 says: {it.Message}"),
            it => new CheckResult.Unknown($"Auth0 says: {it.Message}"),
            it => it.Scopes.Count == 0
                ? new CheckResult.Unknown(it.Message)
                : new CheckResult.Unknown($"The token may not look: {string.Join(" and ", it.Scopes)} is missing.", ScopesCheck.HowToGrant(it.Scopes)),
            it => new CheckResult.Unknown($"Auth0 refuses to say: {it.Message}"),
            _ => new CheckResult.Unknown("Auth0 asks the portal to slow down; it looks again by itself."),
            it => new CheckResult.Unknown(it.Reason)) with
        { Evidence = evidence };
    }

    /// <summary>What came of a change.</summary>
    protected static FixResult Changed(TenantCall<Done> call, string what)
    {
        ArgumentNullException.ThrowIfNull(call);
        var evidence = Evidence.Of(call);
        return call.Answer.Match<FixResult>(
            _ => new FixResult.Fixed(what, evidence),
            it => new FixResult.NotPossible($"Auth0 says: {it.Message}", evidence),
            it => new FixResult.NotPossible($"Auth0 says: {it.Message}", evidence),
            it => new FixResult.NotPossible(it.Scopes.Count == 0 ? it.Message : $"The token may not change it: {string.Join(" and ", it.Scopes)} is missing. Grant it, or follow the steps.", evidence),
            it => new FixResult.NotPossible($"Auth0 refuses: {it.Message}", evidence),
            _ => new FixResult.NotPossible("Auth0 asks the portal to slow down. Try again in a minute.", evidence),
            it => new FixResult.NotPossible($"{it.Reason} Whether it was changed shows the next check.", evidence));
    }

    /// <summary>The change could not be tried because what it changes can't be read.</summary>
    protected static FixResult NotRead<T>(TenantCall<T> call) => new FixResult.NotPossible(NotKnown(call).Sentence, Evidence.Of(call));
}

/// <summary>What came of putting something right.</summary>
public abstract record FixResult
{
    private FixResult()
    {
    }

    /// <summary>Auth0 took the change.</summary>
    public sealed record Fixed(string What, Evidence? Evidence) : FixResult;

    /// <summary>It was not changed, as far as is known, and why.</summary>
    public sealed record NotPossible(string Why, Evidence? Evidence = null) : FixResult;

    /// <summary>Decides on every case.</summary>
    public TOut Match<TOut>(Func<Fixed, TOut> isFixed, Func<NotPossible, TOut> notPossible) => this switch
    {
        Fixed it => isFixed(it),
        NotPossible it => notPossible(it),
        _ => throw new InvalidOperationException($"{GetType()} is not a case of {nameof(FixResult)}."),
    };
}
