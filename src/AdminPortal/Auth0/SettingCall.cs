using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using AdminPortal.ManagementToken;
using Microsoft.Extensions.Options;

namespace AdminPortal.Auth0;

/// <summary>One request about the tenant's configuration; it comes back with its evidence.</summary>
/// <remarks>
/// A scope that is missing here keeps no invitation from being sent, as it does in <see cref="ManagementClient"/>: it is told to whoever asked,
/// and is no problem of the tenant.
/// </remarks>
public sealed class SettingCall(IHttpClientFactory http, Auth0Call call, IOptions<Auth0Options> options, ManagementTokenCache tokens, TimeProvider clock)
{
    /// <summary>Asks the Management API once; <paramref name="scopes"/> are those that Auth0 wants to see for it.</summary>
    internal Task<TenantCall<T>> SendAsync<T>(HttpMethod method, string path, JsonNode? body, string[] scopes, Func<string, T?> read, CancellationToken cancellationToken)
        where T : class => SendAsync(ManagementClient.HttpClientName, method, $"/api/v2/{path}", body, scopes, read, cancellationToken);

    /// <summary>Asks for something that anybody may see.</summary>
    internal Task<TenantCall<T>> SendOpenAsync<T>(HttpMethod method, string path, Func<string, T?> read, CancellationToken cancellationToken)
        where T : class => SendAsync(AuthenticationClient.HttpClientName, method, path, null, [], read, cancellationToken);

    /// <summary>Fetches a fresh token: scopes granted since the last one are in it.</summary>
    public Task RenewTokenAsync(CancellationToken cancellationToken) => tokens.RenewAsync(cancellationToken);

    private async Task<TenantCall<T>> SendAsync<T>(
        string clientName, HttpMethod method, string path, JsonNode? body, string[] scopes, Func<string, T?> read, CancellationToken cancellationToken)
        where T : class
    {
        var (at, startedAt) = (clock.GetUtcNow(), clock.GetTimestamp());
        using var client = http.CreateClient(clientName);
        using var request = new HttpRequestMessage(method, new Uri(options.Value.Authority, path));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (clientName == AuthenticationClient.HttpClientName)
        {
            // No token is waited for: the request goes out, and a connection that breaks is silence, not a wrong address.
            request.Options.Set(ManagementTokenHandler.Sent, true);
        }

        if (body is not null)
        {
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        }

        var answer = await call.SendAsync(client, request, read, scopes, cancellationToken);
        return new TenantCall<T>(method.Method, path, at, clock.GetElapsedTime(startedAt), answer is Auth0Result<T>.Denied { Scopes.Count: > 0 } denied ? Lacking(denied, scopes) : answer);
    }

    // Auth0 lists the endpoint's whole rule; what helps a person is what this call needs and the token lacks.
    private Auth0Result<T>.Denied Lacking<T>(Auth0Result<T>.Denied denied, string[] needed)
    {
        var carried = tokens.State.Scopes;
        IReadOnlyList<string> lacking = [.. needed.Where(scope => carried?.Contains(scope) != true)];
        return lacking.Count > 0 ? denied with { Scopes = lacking } : denied;
    }
}
