using Auth0Emulator.Tenant;

namespace Auth0Emulator.Mail;

/// <summary>The mails Auth0 sends by itself around a new user unless told not to: the second mail nobody wants beside an invitation.</summary>
public sealed class NewUserMails(TenantAddress address)
{
    /// <summary>The verification mail, gathered inside a change that is under way.</summary>
    public MailMaterial Verification(TenantData tenant, TenantUser user, TenantClient? client) =>
        MailMaterial.Gather(tenant, MailNames.Verification, user, client, $"{address.Root}/u/email-verification?ticket={RandomText.Of(32)}#");

    /// <summary>What a user who was just created gets: to be verified, else to be welcomed where the tenant has a text for that; null when nothing.</summary>
    public MailMaterial? OfCreation(TenantData tenant, TenantUser user, TenantClient? client, bool verify)
    {
        if (verify)
        {
            return Verification(tenant, user, client);
        }

        return tenant.EmailTemplates.GetValueOrDefault(MailNames.Welcome) is { Enabled: true, IsIgnored: false } && tenant.EmailProvider is { Enabled: true }
            ? MailMaterial.Gather(tenant, MailNames.Welcome, user, client, null)
            : null;
    }
}
