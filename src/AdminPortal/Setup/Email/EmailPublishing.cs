using AdminPortal.Auth0;
using AdminPortal.SignIn;

namespace AdminPortal.Setup;

/// <summary>Puts a template into the tenant, unless something else stands there than the person has seen; keeps what it replaces.</summary>
public sealed partial class EmailPublishing(EmailTemplateClient client, TenantEmail tenant, TenantState state, SettingHistory history, TimeProvider clock, ILogger<EmailPublishing> logger)
{
    private const string Asked = "email-template.publish-asked-for";
    private const string Published = "email-template.published";
    private const string PutBack = "email-template.put-back";
    private const string NotTaken = "email-template.not-published";

    /// <summary>Publishes; <paramref name="seen"/> is the fingerprint of what the person knows the tenant to have, null for nothing.</summary>
    public async Task<PublishOutcome> PublishAsync(EmailContent content, string? seen, VersionOrigin origin, Person by, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(by);
        var before = await tenant.ReadAsync(cancellationToken);
        if (before is not TenantEmailAnswer.Known known)
        {
            return new PublishOutcome.NotPublished(((TenantEmailAnswer.Unknown)before).Trouble);
        }

        if (known.Content?.Fingerprint != seen)
        {
            return new PublishOutcome.ChangedMeanwhile(known.Content);
        }

        // Auth0 has no condition on a write: whatever somebody puts there between the reading above and the call below is lost to Auth0.
        // What was read is kept, so that at least nothing that anybody has seen is.
        await history.BeforeAsync(SettingNames.Email, Asked, known.Content?.ToJson(), by, cancellationToken);
        var call = known.Content is null
            ? await client.CreateAsync(content.ToTemplate(), cancellationToken)
            : await client.ChangeAsync(content.ToTemplate(), cancellationToken);
        return await TellAsync(call.Answer, content, origin, by, cancellationToken);
    }

    private async Task<PublishOutcome> TellAsync(Auth0Result<Done> answer, EmailContent content, VersionOrigin origin, Person by, CancellationToken cancellationToken)
    {
        if (answer is Auth0Result<Done>.Ok || (answer is Auth0Result<Done>.Unreachable { MayHaveActed: true } && await IsThereAsync(content, cancellationToken)))
        {
            await history.AfterAsync(SettingNames.Email, ActionOf(origin), origin, content.ToJson(), by, cancellationToken);
            state.Learn(facts => facts with { LinkLifetime = content.ToTemplate().LinkLifetime ?? TenantFacts.DefaultLinkLifetime, LinkLifetimeReadAt = clock.GetUtcNow() });
            Log.Published(logger, by.Subject, origin);
            return new PublishOutcome.Published();
        }

        await history.InVainAsync(SettingNames.Email, NotTaken, by, cancellationToken);

        // Made, or taken away, between our reading and our writing: the person shall see what is there now.
        if (answer is Auth0Result<Done>.AlreadyExists or Auth0Result<Done>.NotFound && await tenant.ReadAsync(cancellationToken) is TenantEmailAnswer.Known now)
        {
            return new PublishOutcome.ChangedMeanwhile(now.Content);
        }

        return new PublishOutcome.NotPublished(SettingTrouble.Of(answer, clock.GetUtcNow()));
    }

    private async Task<bool> IsThereAsync(EmailContent content, CancellationToken cancellationToken) =>
        await tenant.ReadAsync(cancellationToken) is TenantEmailAnswer.Known { Content: { } now } && now.Fingerprint == content.Fingerprint;

    private static string ActionOf(VersionOrigin origin) => origin switch
    {
        VersionOrigin.Published => Published,
        VersionOrigin.PutBack => PutBack,
        VersionOrigin.Found => throw new ArgumentOutOfRangeException(nameof(origin)),
    };

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "The mail template is published by {By} ({Origin})")]
        public static partial void Published(ILogger logger, string by, VersionOrigin origin);
    }
}

/// <summary>What became of the wish to publish.</summary>
public abstract record PublishOutcome
{
    private PublishOutcome()
    {
    }

    /// <summary>The tenant has it.</summary>
    public sealed record Published : PublishOutcome;

    /// <summary>The tenant has something else than the person has seen; nothing was changed. Null when it has none.</summary>
    public sealed record ChangedMeanwhile(EmailContent? Now) : PublishOutcome;

    /// <summary>It can't be published like this; nothing was changed.</summary>
    public sealed record Invalid(IReadOnlyList<EmailProblem> Problems) : PublishOutcome;

    /// <summary>The tenant did not take it; the draft is kept.</summary>
    public sealed record NotPublished(SettingTrouble Trouble) : PublishOutcome;

    /// <summary>There is nothing like that to publish.</summary>
    public sealed record NotFound : PublishOutcome;

    /// <summary>Nobody is signed in, or the person may not.</summary>
    public sealed record NotAllowed : PublishOutcome;

    /// <summary>Answers for each case.</summary>
    public T Match<T>(
        Func<Published, T> published, Func<ChangedMeanwhile, T> changedMeanwhile, Func<Invalid, T> invalid, Func<NotPublished, T> notPublished, Func<NotFound, T> notFound, Func<NotAllowed, T> notAllowed) => this switch
        {
            Published it => published(it),
            ChangedMeanwhile it => changedMeanwhile(it),
            Invalid it => invalid(it),
            NotPublished it => notPublished(it),
            NotFound it => notFound(it),
            NotAllowed it => notAllowed(it),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
}
