using Auth0Emulator.Tenant;

namespace Auth0Emulator.Mail;

/// <summary>Every mail that left the tenant, oldest first; part of the tenant's state.</summary>
public sealed class Inbox(TenantState state)
{
    /// <summary>All mails, oldest first.</summary>
    public IReadOnlyList<InboxMail> All => state.Read(tenant => tenant.Mails.ToArray());

    /// <summary>The mails to one address, oldest first.</summary>
    public IReadOnlyList<InboxMail> To(string address) =>
        [.. All.Where(mail => string.Equals(mail.To, address, StringComparison.OrdinalIgnoreCase))];

    /// <summary>The newest mail to <paramref name="address"/>, or null.</summary>
    public InboxMail? NewestTo(string address) => To(address) is [.., var newest] ? newest : null;

    /// <summary>One mail, or null.</summary>
    public InboxMail? Find(string id) => All.FirstOrDefault(mail => mail.Id == id);

    /// <summary>Takes a mail in.</summary>
    public void Add(InboxMail mail) => state.Change(tenant => tenant.Mails.Add(mail));

    /// <summary>Throws every mail away.</summary>
    public void Clear() => state.Change(tenant => tenant.Mails.Clear());
}
