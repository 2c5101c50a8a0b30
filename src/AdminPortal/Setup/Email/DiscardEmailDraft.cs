using AdminPortal.SignIn;

namespace AdminPortal.Setup;

/// <summary>Starts somebody's draft over: from what the tenant has, or from the portal's own starter.</summary>
public sealed class DiscardEmailDraft(CurrentPerson person, TenantEmail tenant, EmailDesk desk)
{
    /// <summary>True when the draft was started over; false when the person may not, or the tenant can't be read, and everything is as it was.</summary>
    public async Task<bool> HandleAsync(bool starter, CancellationToken cancellationToken = default)
    {
        if (await person.WhoMayAsync(Right.ChangeSetup, SettingNames.Email, cancellationToken) is not { } by)
        {
            return false;
        }

        if (starter)
        {
            var own = await desk.FindAsync(by.Subject, cancellationToken);
            await desk.SaveAsync(by.Subject, EmailContent.Starter with { From = own?.Content.From ?? "" }, canBeShown: true, cancellationToken);
            return true;
        }

        if (await tenant.ReadAsync(cancellationToken) is not TenantEmailAnswer.Known known)
        {
            return false;
        }

        await desk.StartFromAsync(by.Subject, known.Content, cancellationToken);
        return true;
    }
}
