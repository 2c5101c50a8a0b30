using Auth0Emulator;
using Auth0Emulator.Mail;

namespace AdminPortal.Testing;

/// <summary>What tests want of the tenant's inbox.</summary>
public static class MailRoom
{
    /// <summary>Returns the newest mail to an address once there are that many; gives up after 30 seconds.</summary>
    public static async Task<InboxMail> MailToAsync(this LocalTenant tenant, string address, int atLeast = 1)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        await tenant.Journal.UntilAsync(_ => tenant.Mail.To(address).Count >= atLeast);
        return tenant.Mail.NewestTo(address)!;
    }

    /// <summary>The address behind the mail's button, a ticket for choosing a password.</summary>
    public static string PasswordLink(this InboxMail mail)
    {
        ArgumentNullException.ThrowIfNull(mail);
        return mail.Links[0];
    }
}
