using AdminPortal.Auth0;
using AdminPortal.SignIn;

namespace AdminPortal.Setup;

/// <summary>The mail template as the tenant has it, the person's draft of it, and what it was before.</summary>
public sealed class EmailTemplateDetails(CurrentPerson person, TenantEmail tenant, EmailDesk desk, SettingHistory history, SettingCall call)
{
    /// <summary>Reads it; <paramref name="renewed"/> fetches a fresh token first, for somebody who has just granted a scope.</summary>
    public async Task<EmailTemplateOutcome> HandleAsync(bool renewed = false, CancellationToken cancellationToken = default)
    {
        if (await person.WhoMayAsync(Right.SeeTenantProblems, SettingNames.Email, cancellationToken) is not { } by)
        {
            return new EmailTemplateOutcome.NotAllowed();
        }

        if (renewed)
        {
            await call.RenewTokenAsync(cancellationToken);
        }

        var answer = await tenant.ReadAsync(cancellationToken);
        var content = (answer as TenantEmailAnswer.Known)?.Content;
        var draft = await desk.FindAsync(by.Subject, cancellationToken);
        if (draft is null || (answer is TenantEmailAnswer.Known && !draft.IsChanged && draft.BasedOn != content?.Fingerprint))
        {
            draft = await desk.StartFromAsync(by.Subject, content, cancellationToken);
        }

        return new EmailTemplateOutcome.Found(new EmailTemplatePicture
        {
            Tenant = content,
            Trouble = (answer as TenantEmailAnswer.Unknown)?.Trouble,
            WhyIgnored = answer is TenantEmailAnswer.Known ? await tenant.WhyIgnoredAsync(content, cancellationToken) : null,
            Draft = draft,
            Versions = await history.ReadAsync(SettingNames.Email, cancellationToken),
            MayChange = by.May(Right.ChangeSetup),
            ViewerName = by.Name,
        });
    }
}

/// <summary>The template, or the news that the person may not see it.</summary>
public abstract record EmailTemplateOutcome
{
    private EmailTemplateOutcome()
    {
    }

    /// <summary>Everything about it.</summary>
    public sealed record Found(EmailTemplatePicture Picture) : EmailTemplateOutcome;

    /// <summary>Nobody is signed in, or the person may not look.</summary>
    public sealed record NotAllowed : EmailTemplateOutcome;

    /// <summary>Answers for each case.</summary>
    public T Match<T>(Func<Found, T> found, Func<NotAllowed, T> notAllowed) => this switch
    {
        Found it => found(it),
        NotAllowed it => notAllowed(it),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}

/// <summary>Everything the page about the mail template shows.</summary>
public sealed record EmailTemplatePicture
{
    /// <summary>What the tenant has; null when it never had one, or can't be read.</summary>
    public EmailContent? Tenant { get; init; }

    /// <summary>Why it could not be read; null when it was.</summary>
    public SettingTrouble? Trouble { get; init; }

    /// <summary>Why Auth0 sends something else whatever stands in it; null when it doesn't.</summary>
    public string? WhyIgnored { get; init; }

    /// <summary>The person's work.</summary>
    public required EmailDraft Draft { get; init; }

    /// <summary>What it was before, newest first.</summary>
    public required IReadOnlyList<SettingVersion> Versions { get; init; }

    /// <summary>Whether the person may change it.</summary>
    public required bool MayChange { get; init; }

    /// <summary>The person's name, which stands in the preview as the inviter's.</summary>
    public required string ViewerName { get; init; }
}
