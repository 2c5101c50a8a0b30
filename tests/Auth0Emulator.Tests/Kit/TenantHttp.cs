using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Auth0Emulator.Tests.Kit;

/// <summary>Calls a tenant as the portal would: over the wire, with a token it asked for.</summary>
public sealed class TenantHttp(LocalTenant tenant) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false }) { BaseAddress = tenant.Address };
    private string? _token;

    /// <summary>A Management token of the seeded machine client, asked for anew.</summary>
    public async Task<string> NewTokenAsync(string? scope = null)
    {
        var fields = TokenFields();
        if (scope is not null)
        {
            fields["scope"] = scope;
        }

        return (await FormAsync("/oauth/token", fields)).Text("access_token");
    }

    /// <summary>The fields of a good token request.</summary>
    public Dictionary<string, string> TokenFields() => new(StringComparer.Ordinal)
    {
        ["grant_type"] = "client_credentials",
        ["client_id"] = TenantSeed.ManagementClientId,
        ["client_secret"] = TenantSeed.ManagementClientSecret,
        ["audience"] = $"{tenant.Address}api/v2/",
    };

    /// <summary>A Management call with a token that carries every seeded scope.</summary>
    public async Task<Answer> CallAsync(string method, string path, object? body = null)
    {
        _token ??= await NewTokenAsync();
        return await CallWithAsync(_token, method, path, body);
    }

    /// <summary>A Management call with that token.</summary>
    public Task<Answer> CallWithAsync(string token, string method, string path, object? body = null) =>
        SendAsync(method, "/api/v2" + path, body, new AuthenticationHeaderValue("Bearer", token));

    /// <summary>A call of the control API.</summary>
    public Task<Answer> ControlAsync(string method, string path, object? body = null) => SendAsync(method, "/emulator/api" + path, body);

    /// <summary>A JSON request.</summary>
    public async Task<Answer> SendAsync(string method, string path, object? body = null, AuthenticationHeaderValue? authorization = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.Authorization = authorization;
        if (body is not null)
        {
            var text = body as string ?? System.Text.Json.JsonSerializer.Serialize(body);
            request.Content = new StringContent(text, Encoding.UTF8, "application/json");
        }

        return await SendAsync(request);
    }

    /// <summary>A form.</summary>
    public async Task<Answer> FormAsync(string path, IReadOnlyDictionary<string, string> fields, AuthenticationHeaderValue? authorization = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(fields) };
        request.Headers.Authorization = authorization;
        return await SendAsync(request);
    }

    /// <summary>Any request.</summary>
    public async Task<Answer> SendAsync(HttpRequestMessage request)
    {
        using var response = await _http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return new Answer((int)response.StatusCode, text, response.Headers.Concat(response.Content.Headers)
            .ToDictionary(header => header.Key, header => string.Join(',', header.Value), StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>Creates an unverified user without a verification mail and returns the id.</summary>
    public async Task<string> NewUserAsync(string email, string? userId = null, string password = "Correct-horse-7")
    {
        var body = new JsonObject
        {
            ["connection"] = TenantSeed.ConnectionName,
            ["email"] = email,
            ["password"] = password,
            ["email_verified"] = false,
            ["verify_email"] = false,
        };
        if (userId is not null)
        {
            body["user_id"] = userId;
        }

        var answer = await CallAsync("POST", "/users", body.ToJsonString());
        Assert.Equal(201, answer.Status);
        return answer.Text("user_id");
    }

    public void Dispose() => _http.Dispose();
}

/// <summary>What came back.</summary>
public sealed record Answer(int Status, string Body, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>The body as JSON.</summary>
    public JsonNode Json => JsonNode.Parse(Body)!;

    /// <summary>A text field.</summary>
    public string Text(string name) => Json[name]!.GetValue<string>();

    /// <summary>Whether the JSON has the field at all.</summary>
    public bool Has(string name) => Json.AsObject().ContainsKey(name);

    /// <summary>Asserts status and the whole body.</summary>
    public void Is(int status, string json)
    {
        Assert.Equal(status, Status);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json), Json), $"expected {json}\nbut got  {Body}");
    }
}
