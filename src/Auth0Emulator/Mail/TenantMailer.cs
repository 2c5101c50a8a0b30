using Auth0Emulator.Control;
using Auth0Emulator.Limits;
using Auth0Emulator.Tenant;

namespace Auth0Emulator.Mail;

/// <summary>Hands mails over: to the inbox, or to the tenant log when they can't go out; the journal hears of each.</summary>
public sealed class TenantMailer(Inbox inbox, TenantLog log, TenantClock clock, TenantLimits limits, Journal journal)
{
    private const string TooManyForBuiltIn = "The built-in email provider sends 10 emails a minute; configure a provider of your own to send more.";

    /// <summary>Composes and sends; whoever asked for the mail never learns how it went.</summary>
    public void Send(MailMaterial material)
    {
        var now = clock.GetUtcNow();
        var mail = Compose(material);
        if (mail is TenantMail.Ready ready)
        {
            inbox.Add(Mail(material, ready, now));
        }

        var (outcome, why) = mail switch
        {
            TenantMail.Ready => (MailOutcome.Sent, null),
            TenantMail.Refused refused => (MailOutcome.Refused, refused.Error),
            TenantMail.Broken broken => (MailOutcome.Broken, broken.Error),
            TenantMail.Silent => (MailOutcome.Silent, (string?)null),
            _ => throw new InvalidOperationException($"{mail} is no outcome."),
        };
        if (why is not null)
        {
            log.Write(FailedMail.Entry(material.Name, material.User, why) with { ClientId = material.Client?.ClientId });
        }

        journal.Mailed(new JournalMail { At = now, To = material.User.Email, Template = material.Name, Outcome = outcome, Why = why });
    }

    private TenantMail Compose(MailMaterial material) =>
        material.ByBuiltInSender && !limits.TakeBuiltInMail() ? new TenantMail.Refused(TooManyForBuiltIn) : TenantMail.Compose(material, clock);

    private static InboxMail Mail(MailMaterial material, TenantMail.Ready mail, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now).ToString("N"),
        To = material.User.Email,
        From = mail.From,
        Subject = mail.Subject,
        Html = mail.Html,
        Text = HtmlMail.Text(mail.Html),
        Links = HtmlMail.Links(mail.Html),
        SentAt = now,
    };
}
