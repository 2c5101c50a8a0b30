using Auth0Emulator.Tenant;

namespace Auth0Emulator.Mail;

/// <summary>The provider that takes the tenant's mail, in order and out of order as somebody wants it; part of the tenant's state.</summary>
public sealed class MailProvider(TenantState state, LocalTenantOptions options)
{
    /// <summary>As it is now; null while the tenant uses Auth0's built-in sender.</summary>
    public EmailProvider? Current => state.Read(tenant => tenant.EmailProvider);

    /// <summary>Has every mail refused with that text, such as "Too many connections, quota exceeded".</summary>
    public void RefuseEverything(string error) => Change(provider => provider with { Trouble = error });

    /// <summary>Has it take mail again, but for the domains it refuses anyway.</summary>
    public void WorkAgain() => Change(provider => provider with { Trouble = null });

    /// <summary>Leaves the tenant with Auth0's built-in sender, which knows no templates.</summary>
    public void Remove() => state.Change(tenant => tenant.EmailProvider = null);

    /// <summary>Changes it; a tenant that had none gets the seed's first.</summary>
    public EmailProvider Change(Func<EmailProvider, EmailProvider> change) => state.Change(tenant =>
        tenant.EmailProvider = change(tenant.EmailProvider ?? options.Seed.EmailProvider ?? SeedDefaults.EmailProvider));
}
