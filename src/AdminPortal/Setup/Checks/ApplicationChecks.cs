using AdminPortal.Auth0;
using AdminPortal.Shell;
using Microsoft.Extensions.Options;

namespace AdminPortal.Setup;

/// <summary>May people come back to the portal after signing in and out?</summary>
public sealed class PortalAddressesCheck(IOptions<PortalOptions> portal) : SetupCheck
{
    private const string CallbackPath = "/callback";
    private const string SignedOutPath = "/signed-out";

    /// <inheritdoc/>
    public override string Id => "portal-addresses";

    /// <inheritdoc/>
    public override string Title => "The portal may sign people in and out";

    /// <inheritdoc/>
    public override string Meaning => "Auth0 leads back only to addresses it was told of; without them signing in ends on a page of Auth0's about a callback mismatch.";

    /// <inheritdoc/>
    public override string Subject => "the portal's application";

    /// <inheritdoc/>
    public override async Task<CheckResult> LookAsync(TenantReading tenant, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        var call = await tenant.ApplicationAsync(tenant.Settings.ClientId, cancellationToken);
        CheckResult? result = call.Answer switch
        {
            Auth0Result<ApplicationFacts>.Ok { Value: var application } => Judge(application),
            Auth0Result<ApplicationFacts>.NotFound => new CheckResult.Fails(
                $"The tenant has no application with the Client ID {tenant.Settings.ClientId}.",
                new Cure("Open Applications, then Applications, then AdminPortal (a Regular Web Application; create it if it is missing).", "Copy Client ID and Client Secret into the settings Auth0:ClientId and Auth0:ClientSecret, and restart the portal.")),
            _ => null,
        };
        return result is null ? NotKnown(call) : result with { Evidence = [Evidence.Of(call)] };
    }

    private CheckResult Judge(ApplicationFacts application)
    {
        if (portal.Value.PublicOrigin is not { } origin)
        {
            return new CheckResult.Unknown(
                "Portal:PublicUrl is not set, so the portal is reached by whatever address people type.",
                new Cure("Write the address people open the portal by into the setting Portal:PublicUrl, such as https://portal.example.com.", "Restart the portal.") { InDashboard = false });
        }

        var (callback, signedOut) = (origin + CallbackPath, origin + SignedOutPath);
        var open = $"Open Applications, then Applications, then {application.Name}, tab Settings.";
        if (!application.Callbacks.Any(allowed => AllowedAddress.Matches(allowed, callback)))
        {
            return new CheckResult.Fails($"{callback} is not among the Allowed Callback URLs of {application.Name}: nobody can sign in.", new Cure(open, $"Add {callback} to Allowed Callback URLs.", $"Add {signedOut} to Allowed Logout URLs, and press Save Changes."));
        }

        return application.LogoutUrls.Any(allowed => AllowedAddress.Matches(allowed, signedOut))
            ? new CheckResult.Works($"{callback} and {signedOut} are registered with {application.Name}.")
            : new CheckResult.Limited($"{signedOut} is not among the Allowed Logout URLs of {application.Name}: signing out ends on an error page.", new Cure(open, $"Add {signedOut} to Allowed Logout URLs, and press Save Changes."));
    }
}

/// <summary>Does the page after choosing a password lead on to the application?</summary>
public sealed class LoginRouteCheck : SetupCheck
{
    /// <inheritdoc/>
    public override string Id => "login-route";

    /// <inheritdoc/>
    public override string Title => "A new password leads on to the application";

    /// <inheritdoc/>
    public override string Meaning => "After somebody has chosen a password, Auth0 shows a button back to the application only if it knows where its sign-in begins.";

    /// <inheritdoc/>
    public override string Subject => "the application's sign-in page";

    /// <inheritdoc/>
    public override async Task<CheckResult> LookAsync(TenantReading tenant, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        var call = await tenant.ApplicationAsync(tenant.ApplicationId, cancellationToken);
        CheckResult? result = call.Answer switch
        {
            Auth0Result<ApplicationFacts>.Ok { Value.LoginRoute: { Length: > 0 } route } => new CheckResult.Works($"It leads to {route}."),
            Auth0Result<ApplicationFacts>.Ok { Value.Name: var name } => new CheckResult.Limited(
                $"{name} has no Application Login URI: people end on a page without a way on.",
                new Cure($"Open Applications, then Applications, then {name}, tab Settings.", "Write the address where its sign-in begins into Application Login URI. Auth0 takes only https and no localhost.", "Press Save Changes.")),
            Auth0Result<ApplicationFacts>.NotFound => new CheckResult.Fails(
                $"The tenant has no application with the Client ID {tenant.ApplicationId}, which is what people are invited to.",
                new Cure("Open Applications, then Applications, then the application people are invited to, tab Settings, and copy Client ID.", "Write it into the setting Invites:ApplicationClientId, and restart the portal.")),
            _ => null,
        };
        return result is null ? NotKnown(call) : result with { Evidence = [Evidence.Of(call)] };
    }
}

/// <summary>Do several domains of the tenant's own get in the way?</summary>
public sealed class CustomDomainsCheck : SetupCheck
{
    /// <inheritdoc/>
    public override string Id => "custom-domains";

    /// <inheritdoc/>
    public override string Title => "Auth0 knows which domain links carry";

    /// <inheritdoc/>
    public override string Meaning => "With several verified domains and no default among them, Auth0 refuses to make accounts and links (409 custom_domain_conflict).";

    /// <inheritdoc/>
    public override string Subject => "the custom domains";

    /// <inheritdoc/>
    public override async Task<CheckResult> LookAsync(TenantReading tenant, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        var call = await tenant.CustomDomainsAsync(cancellationToken);
        if (call.Answer is not Auth0Result<IReadOnlyList<CustomDomainFacts>>.Ok { Value: var domains })
        {
            return NotKnown(call);
        }

        var ready = domains.Where(domain => domain.Status == "ready").ToList();
        return ready switch
        {
            [] => Seen(new CheckResult.Works("The tenant has no custom domain; links carry its own.")),
            [var only] => Seen(new CheckResult.Works($"Links carry {only.Domain}.")),
            _ when ready.FirstOrDefault(domain => domain.IsDefault) is { } chosen => Seen(new CheckResult.Works($"Of {ready.Count} custom domains {chosen.Domain} is the default.")),
            _ => Judge(ready, await tenant.DefaultDomainAsync(cancellationToken)),
        };

        CheckResult Seen(CheckResult result) => result with { Evidence = [Evidence.Of(call)] };

        // The tenant's own domain may be the default, and stands in no list of custom ones.
        CheckResult Judge(List<CustomDomainFacts> several, TenantCall<string> asked) => (asked.Answer is Auth0Result<string>.Ok { Value: var own }
            ? new CheckResult.Works($"Of {several.Count} custom domains none is the default; links carry {own}.")
            : (CheckResult)new CheckResult.Fails(
                $"{string.Join(" and ", several.Select(domain => domain.Domain))} are verified, and none of them is the default.",
                new Cure("Open Settings, then Custom Domains.", "Open the domain your people know, and choose Set as default domain."),
                StopsSending: asked.Answer is Auth0Result<string>.NotFound)) with
        { Evidence = [Evidence.Of(call), Evidence.Of(asked)] };
    }
}
