using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using AdminPortal.ManagementToken;
using Microsoft.Extensions.Options;

namespace AdminPortal.Auth0;

/// <summary>One request about a setting of the tenant that somebody looks at or changes by hand.</summary>
/// <remarks>A scope that is missing here keeps no invitation from being sent: it is told to whoever asked, and is no problem of the tenant.</remarks>
public sealed class SettingCall(IHttpClientFactory http, Auth0Call call, IOptions<Auth0Options> options, ManagementTokenCache tokens)
{
    /// <summary>Asks once; <paramref name="scopes"/> are those that Auth0 wants to see for it.</summary>
    internal async Task<Auth0Result<T>> SendAsync<T>(HttpMethod method, string path, JsonObject? body, string[] scopes, Func<string, T?> read, CancellationToken cancellationToken)
        where T : class
    {
        using var client = http.CreateClient(ManagementClient.HttpClientName);
        using var request = new HttpRequestMessage(method, new Uri(options.Value.Authority, $"/api/v2/{path}"));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (body is not null)
        {
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        }

        var answer = await call.SendAsync(client, request, read, scopes, cancellationToken);
        return answer is Auth0Result<T>.Denied { Scopes.Count: > 0 } denied ? denied with { Scopes = Missing(denied.Scopes, scopes) } : answer;
    }

    /// <summary>Fetches a fresh token: scopes granted since the last one are in it.</summary>
    public Task RenewTokenAsync(CancellationToken cancellationToken) => tokens.RenewAsync(cancellationToken);

    // Auth0 lists the endpoint's whole rule; what matters is what the token lacks.
    private IReadOnlyList<string> Missing(IReadOnlyList<string> named, string[] needed)
    {
        var carried = tokens.State.Scopes;
        var lacking = needed.Where(scope => carried?.Contains(scope) != true).ToList();
        return lacking.Count > 0 ? lacking : named;
    }
}
