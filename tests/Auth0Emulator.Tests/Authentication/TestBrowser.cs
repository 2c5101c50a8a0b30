using System.Net;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.IdentityModel.Tokens;

namespace Auth0Emulator.Tests.Authentication;

/// <summary>A person's browser in front of the tenant: keeps cookies, follows redirects only when told.</summary>
public sealed partial class TestBrowser : IDisposable
{
    private readonly HttpClient _http;

    public TestBrowser(LocalTenant tenant, CookieContainer? cookies = null)
    {
        Cookies = cookies ?? new CookieContainer();
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, CookieContainer = Cookies }) { BaseAddress = tenant.Address };
    }

    /// <summary>What the tenant set.</summary>
    public CookieContainer Cookies { get; }

    public Task<HttpResponseMessage> GetAsync(string address) => _http.GetAsync(address);

    public Task<HttpResponseMessage> PostAsync(string address, params (string Name, string Value)[] fields) =>
        _http.PostAsync(address, new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))));

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) => _http.SendAsync(request);

    /// <summary>Opens an address and returns the page's text with entities decoded.</summary>
    public async Task<string> ReadAsync(string address) => await TextAsync(await GetAsync(address));

    /// <summary>The page's markup with entities decoded.</summary>
    public static async Task<string> TextAsync(HttpResponseMessage reply) => WebUtility.HtmlDecode(await reply.Content.ReadAsStringAsync());

    /// <summary>Follows one redirect.</summary>
    public Task<HttpResponseMessage> FollowAsync(HttpResponseMessage reply) => GetAsync(Target(reply));

    /// <summary>Where a redirect leads.</summary>
    public static string Target(HttpResponseMessage reply)
    {
        Assert.Equal(HttpStatusCode.Found, reply.StatusCode);
        return reply.Headers.Location!.OriginalString;
    }

    /// <summary>A field of a redirect's query, or null.</summary>
    public static string? Field(HttpResponseMessage reply, string name) =>
        QueryHelpers.ParseQuery(new Uri(new Uri("http://localhost"), Target(reply)).Query).TryGetValue(name, out var value) ? value.ToString() : null;

    /// <summary>The address of the link with those words.</summary>
    public static string Link(string page, string words) =>
        Anchor().Matches(page).Single(match => match.Groups["words"].Value.Trim() == words).Groups["address"].Value;

    public void Dispose() => _http.Dispose();

    [GeneratedRegex("""<a [^>]*?href="(?<address>[^"]*)"[^>]*>(?<words>[^<]*)</a>""", RegexOptions.NonBacktracking)]
    private static partial Regex Anchor();
}

/// <summary>One trip of an application to /authorize: its parameters, and the verifier only it knows.</summary>
public sealed record Trip
{
    public string ClientId { get; init; } = TenantSeed.PortalClientId;

    public string? ClientSecret { get; init; } = TenantSeed.PortalClientSecret;

    public string RedirectUri { get; init; } = "http://localhost:5080/callback";

    public string Verifier { get; init; } = "a-verifier-that-is-at-least-forty-three-characters-long";

    public IReadOnlyDictionary<string, string?> Changes { get; init; } = new Dictionary<string, string?>(StringComparer.Ordinal);

    public Trip With(string name, string? value) => this with { Changes = new Dictionary<string, string?>(Changes, StringComparer.Ordinal) { [name] = value } };

    public string Authorize => Address("/authorize");

    public string Login => Address("/u/login");

    public async Task<HttpResponseMessage> ExchangeAsync(TestBrowser browser, string? code, params (string Name, string Value)[] changes)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["grant_type"] = "authorization_code",
            ["client_id"] = ClientId,
            ["client_secret"] = ClientSecret ?? "",
            ["code"] = code ?? "",
            ["code_verifier"] = Verifier,
            ["redirect_uri"] = RedirectUri,
        };
        foreach (var (name, value) in changes)
        {
            fields[name] = value;
        }

        return await browser.PostAsync("/oauth/token", [.. fields.Select(field => (field.Key, field.Value))]);
    }

    private string Address(string path)
    {
        var fields = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["response_type"] = "code",
            ["client_id"] = ClientId,
            ["redirect_uri"] = RedirectUri,
            ["scope"] = "openid profile email",
            ["state"] = "state-1",
            ["nonce"] = "nonce-1",
            ["code_challenge"] = Base64UrlEncoder.Encode(SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(Verifier))),
            ["code_challenge_method"] = "S256",
        };
        foreach (var (name, value) in Changes)
        {
            fields[name] = value;
        }

        return QueryHelpers.AddQueryString(path, fields.Where(field => field.Value is not null));
    }
}
