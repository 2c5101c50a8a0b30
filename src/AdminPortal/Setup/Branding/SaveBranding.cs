using AdminPortal.Auth0;
using AdminPortal.SignIn;

namespace AdminPortal.Setup;

/// <summary>Gives the tenant's sign-in pages another look, unless somebody else has changed it meanwhile.</summary>
public sealed class SaveBranding(CurrentPerson person, BrandingClient client, SettingHistory history, TimeProvider clock)
{
    private const string Asked = "branding.save-asked-for";
    private const string Taken = "branding.saved";
    private const string NotTaken = "branding.not-saved";

    /// <summary>Saves it; <paramref name="seen"/> is the fingerprint of the look the person began with.</summary>
    public async Task<SaveBrandingOutcome> HandleAsync(TenantBranding branding, string seen, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(branding);
        if (await person.FindAsync(cancellationToken) is not { } by || !by.May(Right.ChangeSetup))
        {
            return new SaveBrandingOutcome.NotAllowed();
        }

        var wanted = BrandingRules.Tidy(branding);
        if (BrandingRules.Check(wanted) is { Count: > 0 } problems)
        {
            return new SaveBrandingOutcome.Invalid(problems);
        }

        var read = await client.GetAsync(cancellationToken);
        if (read is not Auth0Result<TenantBranding>.Ok { Value: var before })
        {
            return new SaveBrandingOutcome.NotSaved(SettingTrouble.Of(read, clock.GetUtcNow()));
        }

        if (BrandingRules.Fingerprint(before) != seen)
        {
            return new SaveBrandingOutcome.ChangedMeanwhile(before, BrandingRules.Fingerprint(before));
        }

        // A plain colour takes the place of a gradient; without one the gradient stays.
        wanted = wanted with { Gradient = wanted.PageBackground.Length > 0 ? null : before.Gradient };
        await history.BeforeAsync(SettingNames.Branding, Asked, BrandingRules.ToJson(before), by, cancellationToken);
        var answer = await client.ChangeAsync(wanted, cancellationToken);
        if (answer is Auth0Result<Done>.Ok || (answer is Auth0Result<Done>.Unreachable { MayHaveActed: true } && await IsThereAsync(wanted, cancellationToken)))
        {
            await history.AfterAsync(SettingNames.Branding, Taken, VersionOrigin.Published, BrandingRules.ToJson(wanted), by, cancellationToken);
            return new SaveBrandingOutcome.Saved();
        }

        await history.InVainAsync(SettingNames.Branding, NotTaken, by, cancellationToken);
        return new SaveBrandingOutcome.NotSaved(SettingTrouble.Of(answer, clock.GetUtcNow()));
    }

    private async Task<bool> IsThereAsync(TenantBranding wanted, CancellationToken cancellationToken) =>
        await client.GetAsync(cancellationToken) is Auth0Result<TenantBranding>.Ok { Value: var now } && BrandingRules.Fingerprint(now) == BrandingRules.Fingerprint(wanted);
}

/// <summary>What became of the wish to save.</summary>
public abstract record SaveBrandingOutcome
{
    private SaveBrandingOutcome()
    {
    }

    /// <summary>The tenant has it.</summary>
    public sealed record Saved : SaveBrandingOutcome;

    /// <summary>The tenant looks otherwise than the person has seen; nothing was changed.</summary>
    public sealed record ChangedMeanwhile(TenantBranding Now, string Fingerprint) : SaveBrandingOutcome;

    /// <summary>It can't be saved like this.</summary>
    public sealed record Invalid(IReadOnlyList<BrandingProblem> Problems) : SaveBrandingOutcome;

    /// <summary>The tenant did not take it.</summary>
    public sealed record NotSaved(SettingTrouble Trouble) : SaveBrandingOutcome;

    /// <summary>Nobody is signed in, or the person may not.</summary>
    public sealed record NotAllowed : SaveBrandingOutcome;

    /// <summary>Answers for each case.</summary>
    public T Match<T>(Func<Saved, T> saved, Func<ChangedMeanwhile, T> changedMeanwhile, Func<Invalid, T> invalid, Func<NotSaved, T> notSaved, Func<NotAllowed, T> notAllowed) => this switch
    {
        Saved it => saved(it),
        ChangedMeanwhile it => changedMeanwhile(it),
        Invalid it => invalid(it),
        NotSaved it => notSaved(it),
        NotAllowed it => notAllowed(it),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
