using AdminPortal.Auth0;
using AdminPortal.SignIn;

namespace AdminPortal.Setup;

/// <summary>How the tenant's sign-in pages look.</summary>
public sealed class BrandingDetails(CurrentPerson person, BrandingClient client, SettingHistory history, SettingCall call, TimeProvider clock)
{
    /// <summary>Reads it; <paramref name="renewed"/> fetches a fresh token first, for somebody who has just granted a scope.</summary>
    public async Task<BrandingOutcome> HandleAsync(bool renewed = false, CancellationToken cancellationToken = default)
    {
        if (await person.WhoMayAsync(Right.SeeTenantProblems, SettingNames.Branding, cancellationToken) is not { } by)
        {
            return new BrandingOutcome.NotAllowed();
        }

        if (renewed)
        {
            await call.RenewTokenAsync(cancellationToken);
        }

        var answer = (await client.GetAsync(cancellationToken)).Answer;
        return answer is Auth0Result<TenantBranding>.Ok { Value: var branding }
            ? new BrandingOutcome.Found(branding, BrandingRules.Fingerprint(branding), await history.ReadAsync(SettingNames.Branding, cancellationToken), by.May(Right.ChangeSetup))
            : new BrandingOutcome.Unknown(SettingTrouble.Of(answer, clock.GetUtcNow()));
    }
}

/// <summary>The tenant's look, or why there is none to show.</summary>
public abstract record BrandingOutcome
{
    private BrandingOutcome()
    {
    }

    /// <summary>What the tenant has, its fingerprint, and what it was before, newest first.</summary>
    public sealed record Found(TenantBranding Branding, string Fingerprint, IReadOnlyList<SettingVersion> Versions, bool MayChange) : BrandingOutcome;

    /// <summary>It could not be read.</summary>
    public sealed record Unknown(SettingTrouble Trouble) : BrandingOutcome;

    /// <summary>Nobody is signed in, or the person may not look.</summary>
    public sealed record NotAllowed : BrandingOutcome;

    /// <summary>Answers for each case.</summary>
    public T Match<T>(Func<Found, T> found, Func<Unknown, T> unknown, Func<NotAllowed, T> notAllowed) => this switch
    {
        Found it => found(it),
        Unknown it => unknown(it),
        NotAllowed it => notAllowed(it),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
