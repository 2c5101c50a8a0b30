using AdminPortal.SignIn;

namespace AdminPortal.Setup;

/// <summary>Puts the person's draft into the tenant.</summary>
public sealed class PublishEmailTemplate(CurrentPerson person, EmailDesk desk, EmailPublishing publishing, TimeProvider clock)
{
    /// <summary>Publishes the draft as it is kept; <paramref name="seen"/> is the fingerprint of what the person has been shown as the tenant's, null for nothing.</summary>
    public async Task<PublishOutcome> HandleAsync(string? seen, CancellationToken cancellationToken = default)
    {
        if (await person.WhoMayAsync(Right.ChangeSetup, SettingNames.Email, cancellationToken) is not { } by)
        {
            return new PublishOutcome.NotAllowed();
        }

        if (await desk.FindAsync(by.Subject, cancellationToken) is not { } draft)
        {
            return new PublishOutcome.NotFound();
        }

        var content = draft.Content with { Enabled = true };
        if (EmailRules.Check(content, clock) is var problems && problems.Any(problem => problem.Stops))
        {
            return new PublishOutcome.Invalid(problems);
        }

        var outcome = await publishing.PublishAsync(content, seen, VersionOrigin.Published, by, cancellationToken);
        if (outcome is PublishOutcome.Published)
        {
            await desk.StartFromAsync(by.Subject, content, cancellationToken);
        }

        return outcome;
    }
}
