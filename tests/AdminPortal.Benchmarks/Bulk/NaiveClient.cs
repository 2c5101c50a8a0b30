using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AdminPortal.Testing;
using Auth0Emulator;
using Auth0Emulator.Limits;

namespace AdminPortal.Benchmarks;

/// <summary>
/// What a script with Python's requests does: account, role, mail, one call after the other and one person after the other. On a 429 it sleeps until the
/// reset that the reply names and tries again; a token is asked for at the start, and again after a 401. It keeps nothing that would survive its end.
/// </summary>
internal sealed class NaiveClient : IDisposable
{
    private readonly LocalTenant _tenant;
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, UseCookies = false });
    private string _token = "";
    private int _requests;
    private int _busy;

    private NaiveClient(LocalTenant tenant) => _tenant = tenant;

    /// <summary>Invites so many people on a fresh tenant with this plan.</summary>
    public static async Task<NaiveResult> RunAsync(RateLimitPlan plan, int people)
    {
        await using var tenant = await LocalTenant.StartAsync(new LocalTenantOptions { Seed = PortalHostOptions.AnyPort, SigningKey = TenantKeys.Shared, RateLimits = plan });
        using var client = new NaiveClient(tenant);
        await client.GetTokenAsync();
        var begunAt = TimeProvider.System.GetTimestamp();
        for (var number = 0; number < people; number++)
        {
            await client.InviteAsync(string.Create(CultureInfo.InvariantCulture, $"person{number:D4}@example.com"));
        }

        return new NaiveResult(people, TimeProvider.System.GetElapsedTime(begunAt), client._requests, client._busy);
    }

    public void Dispose() => _http.Dispose();

    private async Task InviteAsync(string address)
    {
        var user = await PostAsync("api/v2/users", new JsonObject
        {
            ["connection"] = TenantSeed.ConnectionName,
            ["email"] = address,
            ["password"] = "A-script-types-0ne!",
            ["email_verified"] = false,
            ["verify_email"] = false,
        });
        var id = Uri.EscapeDataString(user!["user_id"]!.GetValue<string>());
        await PostAsync($"api/v2/users/{id}/roles", new JsonObject { ["roles"] = new JsonArray("rol_Member0000000000") });
        await PostAsync("dbconnections/change_password", new JsonObject { ["client_id"] = TenantSeed.AcmeClientId, ["email"] = address, ["connection"] = TenantSeed.ConnectionName });
    }

    private async Task<JsonNode?> PostAsync(string path, JsonObject body)
    {
        while (true)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_tenant.Address, path)) { Content = JsonContent.Create(body) };
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _token);
            using var reply = await _http.SendAsync(request);
            _requests++;
            switch (reply.StatusCode)
            {
                case HttpStatusCode.TooManyRequests:
                    _busy++;
                    await SleepUntilResetAsync(reply);
                    break;
                case HttpStatusCode.Unauthorized:
                    await GetTokenAsync();
                    break;
                default:
                    reply.EnsureSuccessStatusCode();
                    var text = await reply.Content.ReadAsStringAsync();
                    return text.StartsWith('{') ? JsonNode.Parse(text) : null;
            }
        }
    }

    private static async Task SleepUntilResetAsync(HttpResponseMessage reply)
    {
        var reset = DateTimeOffset.FromUnixTimeSeconds(long.Parse(reply.Headers.GetValues("x-ratelimit-reset").First(), CultureInfo.InvariantCulture));
        var left = reset - TimeProvider.System.GetUtcNow();
        await Task.Delay(left > TimeSpan.Zero ? left : TimeSpan.Zero, TimeProvider.System);
    }

    private async Task GetTokenAsync()
    {
        using var form = new FormUrlEncodedContent(
        [
            new("grant_type", "client_credentials"),
            new("client_id", TenantSeed.ManagementClientId),
            new("client_secret", TenantSeed.ManagementClientSecret),
            new("audience", new Uri(_tenant.Address, "api/v2/").ToString()),
        ]);
        using var reply = await _http.PostAsync(new Uri(_tenant.Address, "oauth/token"), form);
        reply.EnsureSuccessStatusCode();
        _token = (await reply.Content.ReadFromJsonAsync<JsonObject>())!["access_token"]!.GetValue<string>();
    }
}

/// <summary>How the script fared.</summary>
internal sealed record NaiveResult(int Invitations, TimeSpan Took, int Requests, int Busy)
{
    public double BusyShare => (double)Busy / Requests;
}
