using AdminPortal.Auth0;
using Microsoft.Extensions.Options;

namespace AdminPortal.Setup;

/// <summary>Reads the tenant's mail template and whether Auth0 uses it at all.</summary>
public sealed class TenantEmail(EmailTemplateClient templates, TenantConfigurationClient configuration, MailSurroundings surroundings, IOptions<Auth0Options> options, TimeProvider clock)
{
    /// <summary>What the tenant has at this moment.</summary>
    public async Task<TenantEmailAnswer> ReadAsync(CancellationToken cancellationToken) =>
        (await templates.GetAsync(TenantStateReader.InviteTemplate, cancellationToken)).Answer switch
        {
            Auth0Result<EmailTemplate>.Ok it => new TenantEmailAnswer.Known(EmailContent.Of(it.Value)),
            Auth0Result<EmailTemplate>.NotFound => new TenantEmailAnswer.Known(null),
            var other => new TenantEmailAnswer.Unknown(SettingTrouble.Of(other, clock.GetUtcNow())),
        };

    /// <summary>Why Auth0 would not send a mail of this template, in a sentence; null when it would, as far as can be told.</summary>
    public async Task<string?> WhyIgnoredAsync(EmailContent? tenant, CancellationToken cancellationToken)
    {
        if ((await configuration.GetNamesAsync(cancellationToken)).Answer is Auth0Result<TenantNames>.Ok { Value: var names })
        {
            surroundings.Learn(names);
        }

        if ((await configuration.GetApplicationAsync(options.Value.MailedApplicationId, cancellationToken)).Answer is Auth0Result<ApplicationFacts>.Ok { Value.Name: { Length: > 0 } name })
        {
            surroundings.Learn(name);
        }

        return (await configuration.GetMailProviderAsync(cancellationToken)).Answer switch
        {
            Auth0Result<MailProviderFacts>.NotFound => "The tenant uses Auth0's built-in mailer, which sends its own text whatever stands here. Set up an email provider in Auth0 under Branding › Email Provider.",
            Auth0Result<MailProviderFacts>.Ok { Value.Enabled: false } it => $"The tenant's email provider ({it.Value.Name}) is switched off, so Auth0's built-in mailer sends its own text whatever stands here. Switch it on under Branding › Email Provider.",
            _ => tenant switch
            {
                { Enabled: false } => "The template is switched off in Auth0: no invitation and no password reset goes out, and nothing says so. Publishing switches it on.",
                { From: var from } when EmailRules.IsOfAuth0(from) => $"The tenant's template comes from {from}. Auth0 ignores templates from an address at auth0.com; write one of yours.",
                _ => null,
            },
        };
    }
}

/// <summary>What the tenant said of its template.</summary>
public abstract record TenantEmailAnswer
{
    private TenantEmailAnswer()
    {
    }

    /// <summary>It has this, or none when it was never changed.</summary>
    public sealed record Known(EmailContent? Content) : TenantEmailAnswer;

    /// <summary>It could not be read.</summary>
    public sealed record Unknown(SettingTrouble Trouble) : TenantEmailAnswer;

    /// <summary>Answers for each case.</summary>
    public T Match<T>(Func<Known, T> known, Func<Unknown, T> unknown) => this switch
    {
        Known it => known(it),
        Unknown it => unknown(it),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
