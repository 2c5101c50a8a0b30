using AdminPortal.Auth0;
using AdminPortal.SignIn;

namespace AdminPortal.Setup;

/// <summary>Gives the tenant's sign-in pages another look, unless they look otherwise than the person has seen; keeps what it replaces.</summary>
public sealed class BrandingSaving(BrandingClient client, SettingHistory history, TimeProvider clock)
{
    private const string Asked = "branding.save-asked-for";
    private const string Taken = "branding.saved";
    private const string PutBack = "branding.put-back";
    private const string NotTaken = "branding.not-saved";

    /// <summary>Saves it; <paramref name="wanted"/> is told what stands there, <paramref name="seen"/> is the fingerprint of what the person knows to stand there.</summary>
    public async Task<SaveBrandingOutcome> SaveAsync(Func<TenantBranding, TenantBranding> wanted, string seen, VersionOrigin origin, Person by, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        ArgumentNullException.ThrowIfNull(by);
        var read = (await client.GetAsync(cancellationToken)).Answer;
        if (read is not Auth0Result<TenantBranding>.Ok { Value: var before })
        {
            return new SaveBrandingOutcome.NotSaved(SettingTrouble.Of(read, clock.GetUtcNow()));
        }

        if (BrandingRules.Fingerprint(before) != seen)
        {
            return new SaveBrandingOutcome.ChangedMeanwhile(before, BrandingRules.Fingerprint(before));
        }

        var look = wanted(before);
        await history.BeforeAsync(SettingNames.Branding, Asked, BrandingRules.ToJson(before), by, cancellationToken);
        var answer = (await client.ChangeAsync(look, cancellationToken)).Answer;
        if (answer is Auth0Result<Done>.Ok || (answer is Auth0Result<Done>.Unreachable { MayHaveActed: true } && await IsThereAsync(look, cancellationToken)))
        {
            await history.AfterAsync(SettingNames.Branding, origin == VersionOrigin.PutBack ? PutBack : Taken, origin, BrandingRules.ToJson(look), by, cancellationToken);
            return new SaveBrandingOutcome.Saved();
        }

        await history.InVainAsync(SettingNames.Branding, NotTaken, by, cancellationToken);
        return new SaveBrandingOutcome.NotSaved(SettingTrouble.Of(answer, clock.GetUtcNow()));
    }

    private async Task<bool> IsThereAsync(TenantBranding look, CancellationToken cancellationToken) =>
        (await client.GetAsync(cancellationToken)).Answer is Auth0Result<TenantBranding>.Ok { Value: var now } && BrandingRules.Fingerprint(now) == BrandingRules.Fingerprint(look);
}
