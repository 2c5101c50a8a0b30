using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;

namespace AdminPortal.Auth0;

/// <summary>Reads how the tenant is configured and changes the little of it that can be put right safely; every call comes back with its evidence.</summary>
/// <remarks>Grants are read and never written: a token that could would be able to widen its own rights.</remarks>
public sealed class TenantConfigurationClient(SettingCall call, IOptions<Auth0Options> options, TimeProvider clock)
{
    // A connection is enabled for a handful of applications; a list that goes on for longer than this does not end.
    private const int MostPages = 100;

    /// <summary>GET /.well-known/openid-configuration: does the tenant answer, and is it the one that was meant?</summary>
    public Task<TenantCall<DiscoveryFacts>> GetDiscoveryAsync(CancellationToken cancellationToken) =>
        call.SendOpenAsync(HttpMethod.Get, "/.well-known/openid-configuration", TenantConfigurationJson.Discovery, cancellationToken);

    /// <summary>GET /connections of that name, whatever their kind.</summary>
    public Task<TenantCall<IReadOnlyList<ConnectionFacts>>> GetConnectionsAsync(string name, CancellationToken cancellationToken) =>
        call.SendAsync(HttpMethod.Get, $"connections?name={Encode(name)}", null, ["read:connections"], TenantConfigurationJson.Connections, cancellationToken);

    /// <summary>GET /connections/{id}/clients, all pages: the applications it is enabled for.</summary>
    public async Task<TenantCall<IReadOnlyList<string>>> GetConnectionClientsAsync(string connectionId, CancellationToken cancellationToken)
    {
        var clients = new List<string>();
        var from = "";
        for (var page = 0; page < MostPages; page++)
        {
            var read = await call.SendAsync(HttpMethod.Get, $"connections/{Encode(connectionId)}/clients?take=100{from}", null, ["read:connections"], TenantConfigurationJson.ConnectionClients, cancellationToken);
            if (read.Answer is not Auth0Result<ConnectionClientsPage>.Ok { Value: var answer })
            {
                return With(read, read.Answer.Select(_ => NoClients));
            }

            clients.AddRange(answer.ClientIds);
            if (answer.Next is null)
            {
                return With(read, new Auth0Result<IReadOnlyList<string>>.Ok(clients));
            }

            from = $"&from={Encode(answer.Next)}";
        }

        return new TenantCall<IReadOnlyList<string>>("GET", $"/api/v2/connections/{connectionId}/clients", clock.GetUtcNow(), TimeSpan.Zero,
            new Auth0Result<IReadOnlyList<string>>.Unreachable("Auth0's list of applications does not end.", MayHaveActed: false));
    }

    /// <summary>PATCH /connections/{id}/clients: enables it for one more application, and touches no other.</summary>
    public Task<TenantCall<Done>> EnableConnectionAsync(string connectionId, string clientId, CancellationToken cancellationToken) => call.SendAsync(
        HttpMethod.Patch,
        $"connections/{Encode(connectionId)}/clients",
        new JsonArray(new JsonObject { ["client_id"] = clientId, ["status"] = true }),
        ["update:connections"],
        Auth0Json.Nothing,
        cancellationToken);

    /// <summary>PATCH /connections/{id}: one option changed. Auth0 replaces them whole, so they are read at this moment and sent back with the one difference.</summary>
    public async Task<TenantCall<Done>> SetConnectionOptionAsync(string connectionId, string option, JsonNode value, CancellationToken cancellationToken)
    {
        var read = await call.SendAsync(
            HttpMethod.Get, $"connections/{Encode(connectionId)}", null, ["read:connections", "read:connections_options"], TenantConfigurationJson.Connection, cancellationToken);
        if (read.Answer is not Auth0Result<ConnectionFacts>.Ok { Value: var connection })
        {
            return With(read, read.Answer.Select(_ => new Done()));
        }

        if (connection.Options is not { } current)
        {
            // Sending options that were not read would wipe out those that are there.
            return With(read, new Auth0Result<Done>.Denied(["read:connections_options"], "The connection's options can't be read, so they can't be sent back whole."));
        }

        var changed = current.DeepClone().AsObject();
        changed[option] = value;
        return await call.SendAsync(
            HttpMethod.Patch, $"connections/{Encode(connectionId)}", new JsonObject { ["options"] = changed }, ["update:connections", "update:connections_options"], Auth0Json.Nothing, cancellationToken);
    }

    /// <summary>GET /clients/{id}, without its secret.</summary>
    public Task<TenantCall<ApplicationFacts>> GetApplicationAsync(string clientId, CancellationToken cancellationToken) => call.SendAsync(
        HttpMethod.Get,
        $"clients/{Encode(clientId)}?fields=client_id,name,callbacks,allowed_logout_urls,initiate_login_uri&include_fields=true",
        null,
        ["read:clients"],
        TenantConfigurationJson.Application,
        cancellationToken);

    /// <summary>GET /client-grants of the portal's own machine-to-machine application for the Management API.</summary>
    public Task<TenantCall<IReadOnlyList<GrantFacts>>> GetOwnGrantsAsync(CancellationToken cancellationToken) => call.SendAsync(
        HttpMethod.Get,
        $"client-grants?client_id={Encode(options.Value.Management.ClientId)}&audience={Encode(new Uri(options.Value.Authority, "/api/v2/").AbsoluteUri)}",
        null,
        ["read:client_grants"],
        TenantConfigurationJson.Grants,
        cancellationToken);

    /// <summary>GET /emails/provider; NotFound while Auth0's built-in mailer is in use.</summary>
    public Task<TenantCall<MailProviderFacts>> GetMailProviderAsync(CancellationToken cancellationToken) => call.SendAsync(
        HttpMethod.Get,
        "emails/provider?fields=name,enabled,default_from_address,credentials&include_fields=true",
        null,
        ["read:email_provider"],
        TenantConfigurationJson.Provider,
        cancellationToken);

    /// <summary>GET /tenants/settings: what the tenant calls itself, which stands in the mails.</summary>
    public Task<TenantCall<TenantNames>> GetNamesAsync(CancellationToken cancellationToken) => call.SendAsync(
        HttpMethod.Get, "tenants/settings?fields=friendly_name,support_email&include_fields=true", null, ["read:tenant_settings"], TenantConfigurationJson.Names, cancellationToken);

    /// <summary>GET /custom-domains.</summary>
    public Task<TenantCall<IReadOnlyList<CustomDomainFacts>>> GetCustomDomainsAsync(CancellationToken cancellationToken) =>
        call.SendAsync(HttpMethod.Get, "custom-domains", null, ["read:custom_domains"], TenantConfigurationJson.CustomDomains, cancellationToken);

    /// <summary>GET /custom-domains/default: the domain that links carry unless a call says otherwise; it may be the tenant's own, which stands in no list.</summary>
    public Task<TenantCall<string>> GetDefaultDomainAsync(CancellationToken cancellationToken) =>
        call.SendAsync(HttpMethod.Get, "custom-domains/default", null, ["read:custom_domains"], TenantConfigurationJson.DefaultDomain, cancellationToken);

    /// <summary>The newest entry of GET /logs, or the oldest that is kept.</summary>
    public Task<TenantCall<IReadOnlyList<TenantLogEntry>>> GetLogEndAsync(bool newest, CancellationToken cancellationToken) => call.SendAsync(
        HttpMethod.Get, $"logs?page=0&per_page=1&sort=date:{(newest ? "-1" : "1")}", null, [ManagementClient.ReadLogsScope], Auth0Json.Logs, cancellationToken);

    private static IReadOnlyList<string> NoClients => [];

    private static TenantCall<TOut> With<TIn, TOut>(TenantCall<TIn> call, Auth0Result<TOut> answer) => new(call.Method, call.Path, call.At, call.Took, answer);

    private static string Encode(string text) => Uri.EscapeDataString(text);
}
