using AdminPortal.SignIn;

namespace AdminPortal.Setup;

/// <summary>Puts an earlier version back into the tenant, as it was; drafts stay as they are.</summary>
public sealed class UndoEmailTemplate(CurrentPerson person, SettingHistory history, EmailPublishing publishing)
{
    /// <summary>Puts it back; <paramref name="seen"/> is the fingerprint of what the person has been shown as the tenant's, null for nothing.</summary>
    public async Task<PublishOutcome> HandleAsync(long version, string? seen, CancellationToken cancellationToken = default)
    {
        if (await person.WhoMayAsync(Right.ChangeSetup, SettingNames.Email, cancellationToken) is not { } by)
        {
            return new PublishOutcome.NotAllowed();
        }

        return await history.FindAsync(SettingNames.Email, version, cancellationToken) is { } earlier
            ? await publishing.PublishAsync(EmailContent.FromJson(earlier.Content), seen, VersionOrigin.PutBack, by, cancellationToken)
            : new PublishOutcome.NotFound();
    }
}
