using AdminPortal.SignIn;

namespace AdminPortal.Setup;

/// <summary>Gives the tenant's sign-in pages an earlier look back, as it was, a gradient included.</summary>
public sealed class UndoBranding(CurrentPerson person, SettingHistory history, BrandingSaving saving)
{
    /// <summary>Puts it back; <paramref name="seen"/> is the fingerprint of the look the person has been shown.</summary>
    public async Task<SaveBrandingOutcome> HandleAsync(long version, string seen, CancellationToken cancellationToken = default)
    {
        if (await person.WhoMayAsync(Right.ChangeSetup, SettingNames.Branding, cancellationToken) is not { } by)
        {
            return new SaveBrandingOutcome.NotAllowed();
        }

        if (await history.FindAsync(SettingNames.Branding, version, cancellationToken) is not { } earlier)
        {
            return new SaveBrandingOutcome.NotFound();
        }

        var look = BrandingRules.FromJson(earlier.Content);
        return await saving.SaveAsync(_ => look, seen, VersionOrigin.PutBack, by, cancellationToken);
    }
}
