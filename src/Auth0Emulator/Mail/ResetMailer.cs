using Auth0Emulator.Control;
using Auth0Emulator.Tenant;

namespace Auth0Emulator.Mail;

/// <summary>Hands change-password mails over: to the inbox, or to the tenant log when they can't go out; the journal hears of each.</summary>
public sealed class ResetMailer(Inbox inbox, TenantLog log, TenantClock clock, Journal journal)
{
    private const string Template = "reset_email";

    /// <summary>Composes and sends; whoever asked for the mail never learns how it went.</summary>
    public void Send(ResetMailMaterial material)
    {
        var now = clock.GetUtcNow();
        var mail = ResetMail.Compose(material, clock);
        if (mail is ResetMail.Ready ready)
        {
            inbox.Add(Mail(material, ready, now));
        }

        var (outcome, why) = mail switch
        {
            ResetMail.Ready => (MailOutcome.Sent, null),
            ResetMail.Refused refused => (MailOutcome.Refused, refused.Error),
            ResetMail.Broken broken => (MailOutcome.Broken, broken.Error),
            ResetMail.Silent => (MailOutcome.Silent, (string?)null),
            _ => throw new InvalidOperationException($"{mail} is no outcome."),
        };
        if (why is not null)
        {
            log.Write(FailedMail.Entry(Template, material.User, why) with { ClientId = material.Client?.ClientId });
        }

        journal.Mailed(new JournalMail { At = now, To = material.User.Email, Template = Template, Outcome = outcome, Why = why });
    }

    private static InboxMail Mail(ResetMailMaterial material, ResetMail.Ready mail, DateTimeOffset now) => new()
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
