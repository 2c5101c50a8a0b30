using System.Collections.Concurrent;
using AdminPortal.Auth0;
using AdminPortal.ManagementToken;
using Microsoft.Extensions.Options;

namespace AdminPortal.Setup;

/// <summary>What one look at the tenant reads: each thing once, however many checks want it.</summary>
public sealed class TenantReading(TenantConfigurationClient client, EmailTemplateClient templates, ManagementTokenCache tokens, IOptions<Auth0Options> auth0)
{
    /// <summary>The template that invitation mails are made from.</summary>
    public const string InviteTemplate = TenantStateReader.InviteTemplate;

    /// <summary>The template that greets somebody new.</summary>
    public const string WelcomeTemplate = "welcome_email";

    private readonly ConcurrentDictionary<string, Task> _read = new(StringComparer.Ordinal);

    /// <summary>Changes go through it.</summary>
    public TenantConfigurationClient Client { get; } = client;

    /// <summary>Changes of mail templates go through it.</summary>
    public EmailTemplateClient Templates { get; } = templates;

    /// <summary>The settings that lead to the tenant.</summary>
    public Auth0Options Settings => auth0.Value;

    /// <summary>The application people are invited to: their own, otherwise the portal.</summary>
    public string ApplicationId => Settings.MailedApplicationId;

    /// <summary>The token at hand, or why there is none.</summary>
    public ValueTask<TokenAnswer> TokenAsync(CancellationToken cancellationToken) => tokens.GetAsync(cancellationToken);

    /// <summary>What the tenant publishes.</summary>
    public Task<TenantCall<DiscoveryFacts>> DiscoveryAsync(CancellationToken cancellationToken) =>
        OnceAsync("discovery", () => Client.GetDiscoveryAsync(cancellationToken));

    /// <summary>What the Management application was granted.</summary>
    public Task<TenantCall<IReadOnlyList<GrantFacts>>> GrantsAsync(CancellationToken cancellationToken) =>
        OnceAsync("grants", () => Client.GetOwnGrantsAsync(cancellationToken));

    /// <summary>Connections of the name in the settings.</summary>
    public Task<TenantCall<IReadOnlyList<ConnectionFacts>>> ConnectionsAsync(CancellationToken cancellationToken) =>
        OnceAsync("connections", () => Client.GetConnectionsAsync(Settings.Connection, cancellationToken));

    /// <summary>The connection people are invited into; null when it can't be read or isn't there.</summary>
    public async Task<ConnectionFacts?> ConnectionAsync(CancellationToken cancellationToken) =>
        (await ConnectionsAsync(cancellationToken)).Answer is Auth0Result<IReadOnlyList<ConnectionFacts>>.Ok { Value: var found }
            ? found.FirstOrDefault(each => string.Equals(each.Name, Settings.Connection, StringComparison.Ordinal))
            : null;

    /// <summary>The applications that connection is enabled for.</summary>
    public Task<TenantCall<IReadOnlyList<string>>> ConnectionClientsAsync(string connectionId, CancellationToken cancellationToken) =>
        OnceAsync("connection clients", () => Client.GetConnectionClientsAsync(connectionId, cancellationToken));

    /// <summary>An application.</summary>
    public Task<TenantCall<ApplicationFacts>> ApplicationAsync(string clientId, CancellationToken cancellationToken) =>
        OnceAsync($"application {clientId}", () => Client.GetApplicationAsync(clientId, cancellationToken));

    /// <summary>Who takes the mails.</summary>
    public Task<TenantCall<MailProviderFacts>> ProviderAsync(CancellationToken cancellationToken) =>
        OnceAsync("provider", () => Client.GetMailProviderAsync(cancellationToken));

    /// <summary>A mail template.</summary>
    public Task<TenantCall<EmailTemplate>> TemplateAsync(string name, CancellationToken cancellationToken) =>
        OnceAsync($"template {name}", () => Templates.GetAsync(name, cancellationToken));

    /// <summary>Domains of the tenant's own.</summary>
    public Task<TenantCall<IReadOnlyList<CustomDomainFacts>>> CustomDomainsAsync(CancellationToken cancellationToken) =>
        OnceAsync("domains", () => Client.GetCustomDomainsAsync(cancellationToken));

    /// <summary>The domain that links carry.</summary>
    public Task<TenantCall<string>> DefaultDomainAsync(CancellationToken cancellationToken) =>
        OnceAsync("default domain", () => Client.GetDefaultDomainAsync(cancellationToken));

    /// <summary>Either end of the tenant's log.</summary>
    public Task<TenantCall<IReadOnlyList<TenantLogEntry>>> LogEndAsync(bool newest, CancellationToken cancellationToken) =>
        OnceAsync($"log {newest}", () => Client.GetLogEndAsync(newest, cancellationToken));

    private Task<T> OnceAsync<T>(string what, Func<Task<T>> read) => (Task<T>)_read.GetOrAdd(what, _ => read());
}
