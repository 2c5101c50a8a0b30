using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Auth0Emulator.Tenant;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Auth0Emulator.Pages.Acme;

/// <summary>The sample application's side of OpenID Connect: code with PKCE, over HTTP, as any other application would. It knows of the tenant only what the tenant publishes.</summary>
public sealed class AcmeSignIn(TenantAddress address, TenantClock clock) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false });
    private readonly JsonWebTokenHandler _tokens = new();

    /// <summary>The application's callback.</summary>
    public string Callback => address.Root + "/emulator/acme/callback";

    /// <summary>Where to send a browser that wants to sign in.</summary>
    public string Start(AcmeTrip trip) => QueryHelpers.AddQueryString(address.Root + "/authorize", new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        ["response_type"] = "code",
        ["client_id"] = TenantSeed.AcmeClientId,
        ["redirect_uri"] = Callback,
        ["scope"] = "openid profile email",
        ["state"] = trip.State,
        ["nonce"] = trip.Nonce,
        ["code_challenge"] = Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(trip.Verifier))),
        ["code_challenge_method"] = "S256",
    });

    /// <summary>Exchanges the code and checks what came back; null with the reason when it can't be trusted.</summary>
    public async Task<(AcmeVisitor? Visitor, string? Problem)> FinishAsync(string code, AcmeTrip trip)
    {
        using var fields = new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["grant_type"] = "authorization_code",
            ["client_id"] = TenantSeed.AcmeClientId,
            ["code"] = code,
            ["code_verifier"] = trip.Verifier,
            ["redirect_uri"] = Callback,
        });
        try
        {
            using var reply = await _http.PostAsync(new Uri(address.Root + "/oauth/token"), fields);
            var answer = JsonNode.Parse(await reply.Content.ReadAsStringAsync());
            return reply.IsSuccessStatusCode && (string?)answer?["id_token"] is { } token
                ? await VerifyAsync(token, trip)
                : (null, $"The tenant refused the code: {(string?)answer?["error_description"] ?? $"status {(int)reply.StatusCode}"}.");
        }
        catch (Exception broken) when (broken is HttpRequestException or JsonException or TaskCanceledException)
        {
            return (null, "The tenant didn't answer.");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<(AcmeVisitor? Visitor, string? Problem)> VerifyAsync(string token, AcmeTrip trip)
    {
        var keys = new JsonWebKeySet(await _http.GetStringAsync(new Uri(address.Root + "/.well-known/jwks.json")));
        var result = await _tokens.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = address.Issuer,
            ValidAudience = TenantSeed.AcmeClientId,
            IssuerSigningKeys = keys.GetSigningKeys(),
            LifetimeValidator = (_, expires, _, _) => expires > clock.GetUtcNow().UtcDateTime,
        });
        if (result is not { IsValid: true, SecurityToken: JsonWebToken verified } || Claim(verified, "nonce") != trip.Nonce)
        {
            return (null, "The ID token can't be trusted.");
        }

        return (new AcmeVisitor(verified.Subject, Claim(verified, "email") ?? "", Claim(verified, "name") ?? "", Claim(verified, "email_verified") == "true"), null);
    }

    private static string? Claim(JsonWebToken token, string name) => token.TryGetClaim(name, out var claim) ? claim.Value : null;
}

/// <summary>What the application remembers between leaving for /authorize and coming back.</summary>
public sealed record AcmeTrip(string State, string Nonce, string Verifier)
{
    /// <summary>A new trip.</summary>
    public static AcmeTrip Begin() => new(RandomText.Of(24), RandomText.Of(24), RandomText.Of(64));
}
