using System.Text.Json.Nodes;
using AdminPortal.Auth0;
using AdminPortal.SignIn;

namespace AdminPortal.Setup;

/// <summary>Has the tenant a mail provider of its own?</summary>
public sealed class MailProviderCheck(TenantState state) : SetupCheck
{
    /// <summary>Its id.</summary>
    public const string Name = "mail-provider";

    /// <summary>The steps that set a provider up.</summary>
    internal static readonly string[] Steps =
    [
        "Open Branding, then Email Provider, and switch on Use my own email provider.",
        "Choose one, fill in its credentials and a From address of your own domain, and press Save.",
        "Press Send Test Email there and look into your mailbox.",
    ];

    /// <inheritdoc/>
    public override string Id => Name;

    /// <inheritdoc/>
    public override string Title => "Your own mail provider is configured";

    /// <inheritdoc/>
    public override string Meaning => "Auth0's built-in mailer ignores your templates, so an invitation reads “reset your password” and comes from Auth0; it sends 10 emails a minute and is meant for trying out.";

    /// <inheritdoc/>
    public override string Subject => "the mail provider";

    /// <inheritdoc/>
    public override async Task<CheckResult> LookAsync(TenantReading tenant, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        var call = await tenant.ProviderAsync(cancellationToken);
        CheckResult? result = call.Answer switch
        {
            Auth0Result<MailProviderFacts>.Ok { Value.Enabled: false } => new CheckResult.Fails("A provider is configured, but it is switched off.", new Cure(Steps)),
            Auth0Result<MailProviderFacts>.Ok when state.MailTrouble is { } trouble => new CheckResult.Fails($"The provider takes no emails. It says: “{trouble.Error}”", new Cure(Steps)),
            Auth0Result<MailProviderFacts>.Ok { Value: var provider } => new CheckResult.Works($"{Kind(provider)} takes the tenant's emails{(provider.From.Length > 0 ? $", from {provider.From}" : "")}."),
            Auth0Result<MailProviderFacts>.NotFound => new CheckResult.Fails("Auth0's built-in mailer is in use: it ignores your templates and sends 10 emails a minute.", new Cure(Steps)),
            _ => null,
        };
        return result is null ? NotKnown(call) : result with { Evidence = [Evidence.Of(call), .. Trouble()] };
    }

    private IEnumerable<Evidence> Trouble() => state.MailTrouble is { } trouble ? [Evidence.Seen(trouble.Since, "tenant log, entry fn", trouble.Error, isBad: true)] : [];

    private static string Kind(MailProviderFacts provider) => provider.Host.Length > 0 ? $"{provider.Name} ({provider.Host})" : provider.Name;
}

/// <summary>Is the provider one of those that have stopped taking a plain password?</summary>
public sealed class MailSignInCheck : SetupCheck
{
    private static readonly string[] Google = ["gmail.com", "google.com", "googlemail.com"];
    private static readonly string[] Microsoft = ["office365.com", "outlook.com", "hotmail.com", "live.com"];

    /// <inheritdoc/>
    public override string Id => "mail-sign-in";

    /// <inheritdoc/>
    public override string Title => "The mail provider goes on taking the password";

    /// <inheritdoc/>
    public override string Meaning => "Google and Microsoft are ending sign-in to their mail servers by a plain password. When they do, every invitation is refused at once.";

    /// <inheritdoc/>
    public override string Subject => "the provider's sign-in";

    /// <inheritdoc/>
    public override IReadOnlyList<string> After => [TokenCheck.Name, MailProviderCheck.Name];

    /// <inheritdoc/>
    public override async Task<CheckResult> LookAsync(TenantReading tenant, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        var call = await tenant.ProviderAsync(cancellationToken);
        if (call.Answer is not Auth0Result<MailProviderFacts>.Ok { Value: var provider })
        {
            return NotKnown(call);
        }

        CheckResult result = IsOf(Google, provider.Host)
            ? new CheckResult.Limited(
                $"{provider.Host} takes no account password any more: it needs two-step sign-in and an app password.",
                new Cure("In the Google account, switch on 2-Step Verification, make an App password, and write it into Branding, then Email Provider.", "Better for many emails: a provider made for it, such as Amazon SES, SendGrid, Resend or Mailgun."))
            : IsOf(Microsoft, provider.Host)
                ? new CheckResult.Limited(
                    $"{provider.Host} ends sign-in by a plain password (Auth0 names April 2026).",
                    new Cure("Open Branding, then Email Provider, and choose Microsoft 365 instead of SMTP Provider: it signs in with an application of your directory.", "Or choose a provider made for it, such as Azure Communication Services, Amazon SES or SendGrid."))
                : new CheckResult.Works(provider.Host.Length > 0 ? $"{provider.Host} is neither Google's nor Microsoft's." : $"{provider.Name} signs in with a key.");
        return result with { Evidence = [Evidence.Of(call)] };
    }

    private static bool IsOf(string[] domains, string host) => domains.Any(domain =>
        host.Equals(domain, StringComparison.OrdinalIgnoreCase) || host.EndsWith($".{domain}", StringComparison.OrdinalIgnoreCase));
}

/// <summary>Does the mail with the link greet invited people as such, and does it go out at all?</summary>
public sealed class InviteTemplateCheck(EmailPublishing publishing) : SetupCheck
{
    /// <summary>Its id.</summary>
    public const string Name = "invite-template";

    private const string Place = "Open Branding, then Email Templates, and choose Change Password (Link) as the template.";

    /// <inheritdoc/>
    public override string Id => Name;

    /// <inheritdoc/>
    public override string Title => "The email reads as an invitation";

    /// <inheritdoc/>
    public override string Meaning => "Auth0 mails the link with its template reset_email. As it comes from Auth0 it says “reset your password” to people who never had one.";

    /// <inheritdoc/>
    public override string Subject => "the invitation email";

    /// <inheritdoc/>
    public override async Task<CheckResult> LookAsync(TenantReading tenant, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        var call = await tenant.TemplateAsync(TenantReading.InviteTemplate, cancellationToken);
        CheckResult? result = call.Answer switch
        {
            Auth0Result<EmailTemplate>.Ok { Value: var template } => Judge(template),
            Auth0Result<EmailTemplate>.NotFound => new CheckResult.Fails("The template was never changed: everybody gets Auth0's own text about resetting a password.", new Cure("Open Email template here: it shows the email that comes with the portal. Press Publish to Auth0, or the button below.", $"Or by hand: {Place} Paste the email from there, and press Save.")
            {
                Fix = "Publish the invitation email",
                Page = ("/setup/email", "Look at it first"),
            }),
            _ => null,
        };
        return result is null ? NotKnown(call) : result with { Evidence = [Evidence.Of(call)] };
    }

    /// <inheritdoc/>
    public override async Task<FixResult> FixAsync(TenantReading tenant, Person by, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        var call = await tenant.TemplateAsync(TenantReading.InviteTemplate, cancellationToken);
        return call.Answer switch
        {
            Auth0Result<EmailTemplate>.Ok { Value: { Enabled: false } } => Changed(
                await tenant.Templates.ChangeAsync(TenantReading.InviteTemplate, new JsonObject { ["enabled"] = true }, cancellationToken), "The template is switched on."),
            Auth0Result<EmailTemplate>.NotFound => await PublishAsync(by, cancellationToken),
            Auth0Result<EmailTemplate>.Ok => new FixResult.NotPossible("A text that people read is not published without a look at it: open Email template."),
            _ => NotRead(call),
        };
    }

    // Refused unless the tenant still has none: a text that somebody wrote meanwhile is not overwritten.
    private async Task<FixResult> PublishAsync(Person by, CancellationToken cancellationToken)
    {
        var starter = EmailContent.Starter with { LinkSeconds = (int)Invites.InvitesOptions.LongestLifetime.TotalSeconds };
        return (await publishing.PublishAsync(starter, seen: null, VersionOrigin.Published, by, cancellationToken)).Match<FixResult>(
            _ => new FixResult.Fixed("The invitation email is published; its link lives 30 days.", null),
            _ => new FixResult.NotPossible("The tenant has a template by now. Open Email template to look at it."),
            _ => new FixResult.NotPossible("The email that comes with the portal is not valid. Open Email template to change it."),
            it => new FixResult.NotPossible($"{it.Trouble.Why} {it.Trouble.Cure}"),
            _ => new FixResult.NotPossible("There is nothing to publish."),
            _ => new FixResult.NotPossible("Only a company admin may publish."));
    }

    private static CheckResult Judge(EmailTemplate template)
    {
        if (!template.Enabled)
        {
            return new CheckResult.Fails(
                "The template is switched off: Auth0 takes the request, says it has sent the email, and sends none.",
                new Cure("The dashboard has no switch for this one; the Management API has: PATCH /api/v2/email-templates/reset_email with {\"enabled\": true}.", "The button below sends just that.") { Fix = "Switch it on", InDashboard = false },
                StopsSending: true);
        }

        if (EmailRules.IsOfAuth0(template.From))
        {
            return new CheckResult.Fails("Its From is an address of Auth0's: Auth0 then ignores the template.", new Cure(Place, "Write an address of your own domain into From, and press Save.") { Page = ("/setup/email", "Email template") });
        }

        // What the portal writes into an account is what the template has to ask for.
        return template.Body.Contains("app_metadata.invitation", StringComparison.Ordinal)
            ? new CheckResult.Works("It has a face for people who were invited and one for everybody else.")
            : new CheckResult.Fails(
                "The tenant's template does not ask whether somebody was invited: new people read the text for a reset.",
                new Cure(
                    "Open Email template here, look at the difference to what the tenant has, and press Publish to Auth0.",
                    $"Or by hand: {Place} Put your words for invited people between {{% if user.app_metadata.invitation %}} and {{% else %}}, those for a reset between {{% else %}} and {{% endif %}}.")
                {
                    Page = ("/setup/email", "Email template"),
                });
    }
}

/// <summary>Does the link in the mail live as long as the longest expiry on offer?</summary>
public sealed class LinkLifetimeCheck(Microsoft.Extensions.Options.IOptions<Invites.InvitesOptions> invites) : SetupCheck
{
    /// <inheritdoc/>
    public override string Id => "link-lifetime";

    /// <inheritdoc/>
    public override string Title => "The link lives long enough";

    /// <inheritdoc/>
    public override string Meaning => "No invitation can stay open for longer than the link in its email works.";

    /// <inheritdoc/>
    public override string Subject => "the link's lifetime";

    /// <inheritdoc/>
    public override IReadOnlyList<string> After => [TokenCheck.Name];

    /// <inheritdoc/>
    public override async Task<CheckResult> LookAsync(TenantReading tenant, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        var call = await tenant.TemplateAsync(TenantReading.InviteTemplate, cancellationToken);
        CheckResult? result = call.Answer switch
        {
            Auth0Result<EmailTemplate>.Ok { Value: var template } => Judge(template.LinkLifetime ?? TenantFacts.DefaultLinkLifetime, canFix: true),
            Auth0Result<EmailTemplate>.NotFound => Judge(TenantFacts.DefaultLinkLifetime, canFix: false),
            _ => null,
        };
        return result is null ? NotKnown(call) : result with { Evidence = [Evidence.Of(call)] };
    }

    /// <inheritdoc/>
    public override async Task<FixResult> FixAsync(TenantReading tenant, Person by, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        return Changed(
            await tenant.Templates.ChangeAsync(TenantReading.InviteTemplate, new JsonObject { ["urlLifetimeInSeconds"] = (long)Invites.InvitesOptions.LongestLifetime.TotalSeconds }, cancellationToken),
            "Links in emails sent from now on live 30 days.");
    }

    private CheckResult Judge(TimeSpan lifetime, bool canFix)
    {
        var words = Shell.TimeWords.Span(lifetime);
        if (lifetime >= Invites.InvitesOptions.LongestLifetime)
        {
            return new CheckResult.Works($"Links live {words}, as long as the longest expiry.");
        }

        var seen = lifetime < invites.Value.Lifetime
            ? $"Links live {words}; the usual expiry of {Shell.TimeWords.Span(invites.Value.Lifetime)} can't be offered."
            : $"Links live {words}; longer expiries, up to 30 days, are not offered.";
        return new CheckResult.Limited(seen, canFix
            ? new Cure("Open Branding, then Email Templates, then Change Password (Link).", "Write 2592000 into URL Lifetime, which are 30 days, and press Save.") { Fix = "Set to 30 days", Page = ("/setup/email", "Look at the template first") }
            : new Cure("Publish the invitation email first: the check before this one says how.") { Page = ("/setup/email", "Email template") });
    }
}

/// <summary>Does a second mail go out to people who are invited?</summary>
public sealed class SecondMailCheck : SetupCheck
{
    /// <inheritdoc/>
    public override string Id => "second-mail";

    /// <inheritdoc/>
    public override string Title => "Invited people get one email";

    /// <inheritdoc/>
    public override string Meaning => "With the welcome email on, Auth0 sends it the moment the account is made: people get two emails, one of them without a link. A verification email is never asked for by the portal.";

    /// <inheritdoc/>
    public override string Subject => "the welcome email";

    /// <inheritdoc/>
    public override async Task<CheckResult> LookAsync(TenantReading tenant, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        var call = await tenant.TemplateAsync(TenantReading.WelcomeTemplate, cancellationToken);
        CheckResult? result = call.Answer switch
        {
            Auth0Result<EmailTemplate>.Ok { Value.Enabled: true } => new CheckResult.Limited(
                "The welcome email is on: everybody invited gets it beside the invitation.",
                new Cure("Open Branding, then Email Templates, and choose Welcome Email as the template.", "Switch Status off, and press Save.") { Fix = "Switch it off" }),
            Auth0Result<EmailTemplate>.Ok or Auth0Result<EmailTemplate>.NotFound => new CheckResult.Works("The welcome email is off, and accounts are made without a verification email."),
            _ => null,
        };
        return result is null ? NotKnown(call) : result with { Evidence = [Evidence.Of(call)] };
    }

    /// <inheritdoc/>
    public override async Task<FixResult> FixAsync(TenantReading tenant, Person by, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        return Changed(await tenant.Templates.ChangeAsync(TenantReading.WelcomeTemplate, new JsonObject { ["enabled"] = false }, cancellationToken), "The welcome email is off.");
    }
}
