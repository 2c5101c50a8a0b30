using System.Net;
using Auth0Emulator.Control;
using Auth0Emulator.Tenant;

namespace Auth0Emulator.Mail;

/// <summary>The mail Auth0 sends by itself to a new, unverified user unless told not to: the second mail nobody wants beside an invitation.</summary>
public sealed class VerificationMail(TenantClock clock, TenantAddress address, TenantLog log, Journal journal)
{
    private const string Template = "verify_email";

    /// <summary>Sends it, inside a change that is under way.</summary>
    public void Send(TenantData tenant, TenantUser user)
    {
        if (tenant.EmailProvider?.Refusal(user.Email) is { } error)
        {
            journal.Mailed(Entry(user, MailOutcome.Refused) with { Why = error });
            log.Write(tenant, FailedMail.Entry(Template, user, error));
            return;
        }

        var link = $"{address.Root}/u/email-verification?ticket={RandomText.Of(32)}#";
        tenant.Mails.Add(new InboxMail
        {
            Id = RandomText.Of(16),
            To = user.Email,
            From = tenant.EmailProvider?.DefaultFromAddress ?? "no-reply@auth0user.net",
            Subject = "Verify your email",
            Html = $"<p>Welcome to {WebUtility.HtmlEncode(tenant.Settings.FriendlyName)}! <a href=\"{link}\">Verify your account</a></p>",
            Text = $"Welcome to {tenant.Settings.FriendlyName}! Verify your account: {link}",
            Links = [link],
            SentAt = clock.GetUtcNow(),
        });
        journal.Mailed(Entry(user, MailOutcome.Sent));
    }

    private JournalMail Entry(TenantUser user, MailOutcome outcome) => new() { At = clock.GetUtcNow(), To = user.Email, Template = Template, Outcome = outcome };
}
