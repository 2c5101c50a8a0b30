using System.Net;
using System.Text.Json.Nodes;
using Auth0Emulator.Tenant;
using Auth0Emulator.Tests.Kit;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Auth0Emulator.Tests.Authentication;

/// <summary>A fresh tenant and a browser in front of it.</summary>
public abstract class BrowserTests : TenantTests
{
    private protected TestBrowser Browser { get; private set; } = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Browser = new TestBrowser(Tenant);
    }

    public override async Task DisposeAsync()
    {
        Browser.Dispose();
        await base.DisposeAsync();
    }

    private protected Task<HttpResponseMessage> LoginAsync(Trip trip, string email = "admin@example.com", string password = TenantSeed.Password) =>
        Browser.PostAsync(trip.Login, ("email", email), ("password", password));

    /// <summary>Signs in and exchanges the code.</summary>
    private protected async Task<JsonObject> TokensAsync(Trip trip) =>
        await JsonAsync(await trip.ExchangeAsync(Browser, TestBrowser.Field(await LoginAsync(trip), "code")));

    private protected TenantUser User(string email) => Tenant.State.Read(tenant => tenant.UserByEmail(email, TenantSeed.ConnectionName)!);

    private protected void Change(string email, Func<TenantUser, TenantUser> change) => Tenant.State.Change(tenant =>
        tenant.PutUser(change(tenant.UserByEmail(email, TenantSeed.ConnectionName)!), Clock.Now));

    private protected void Block(string email) => Change(email, user => user with { Blocked = true });

    private protected IReadOnlyList<LogEntry> Logs(string type) => Tenant.State.Read(tenant => tenant.Logs.Where(entry => entry.Type == type).ToArray());

    private protected LogEntry LastLog(string type) => Logs(type)[^1];

    private protected static async Task<JsonObject> JsonAsync(HttpResponseMessage reply, HttpStatusCode status = HttpStatusCode.OK)
    {
        var body = await reply.Content.ReadAsStringAsync();
        Assert.True(reply.StatusCode == status, $"{(int)reply.StatusCode} {body}");
        return JsonNode.Parse(body)!.AsObject();
    }

    /// <summary>An ID token, its signature checked against the tenant's published keys.</summary>
    private protected async Task<JsonWebToken> VerifiedAsync(string token)
    {
        var keys = new JsonWebKeySet(await Browser.ReadAsync("/.well-known/jwks.json"));
        var result = await new JsonWebTokenHandler().ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = Tenant.Address.ToString(),
            ValidAudience = TenantSeed.PortalClientId,
            IssuerSigningKeys = keys.GetSigningKeys(),
            ValidateLifetime = false,
        });
        Assert.True(result.IsValid, result.Exception?.Message);
        return (JsonWebToken)result.SecurityToken;
    }
}
