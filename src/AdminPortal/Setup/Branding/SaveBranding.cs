using AdminPortal.Auth0;
using AdminPortal.SignIn;

namespace AdminPortal.Setup;

/// <summary>Gives the tenant's sign-in pages the look that a person has put together.</summary>
public sealed class SaveBranding(CurrentPerson person, BrandingSaving saving)
{
    /// <summary>Saves it; <paramref name="seen"/> is the fingerprint of the look the person began with.</summary>
    public async Task<SaveBrandingOutcome> HandleAsync(TenantBranding branding, string seen, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(branding);
        if (await person.WhoMayAsync(Right.ChangeSetup, SettingNames.Branding, cancellationToken) is not { } by)
        {
            return new SaveBrandingOutcome.NotAllowed();
        }

        var wanted = BrandingRules.Tidy(branding);
        if (BrandingRules.Check(wanted) is { Count: > 0 } problems)
        {
            return new SaveBrandingOutcome.Invalid(problems);
        }

        // A plain colour takes the place of a gradient; without one the gradient stays.
        return await saving.SaveAsync(
            before => wanted with { Gradient = wanted.PageBackground.Length > 0 ? null : before.Gradient }, seen, VersionOrigin.Published, by, cancellationToken);
    }
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

    /// <summary>The version to be put back is none of this setting's, or was let go.</summary>
    public sealed record NotFound : SaveBrandingOutcome;

    /// <summary>Nobody is signed in, or the person may not.</summary>
    public sealed record NotAllowed : SaveBrandingOutcome;

    /// <summary>Answers for each case.</summary>
    public T Match<T>(Func<Saved, T> saved, Func<ChangedMeanwhile, T> changedMeanwhile, Func<Invalid, T> invalid, Func<NotSaved, T> notSaved, Func<NotFound, T> notFound, Func<NotAllowed, T> notAllowed) => this switch
    {
        Saved it => saved(it),
        ChangedMeanwhile it => changedMeanwhile(it),
        Invalid it => invalid(it),
        NotSaved it => notSaved(it),
        NotFound it => notFound(it),
        NotAllowed it => notAllowed(it),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
