using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace Auth0Emulator.Tests.Authentication;

/// <summary>/oauth/token for people, /userinfo, and what the tenant publishes about itself.</summary>
public sealed class TokenTests : BrowserTests
{
    [Fact]
    public async Task A_code_works_once()
    {
        var trip = new Trip();
        var code = TestBrowser.Field(await LoginAsync(trip), "code");
        await JsonAsync(await trip.ExchangeAsync(Browser, code));

        var again = await JsonAsync(await trip.ExchangeAsync(Browser, code), HttpStatusCode.Forbidden);

        Assert.Equal("""{"error":"invalid_grant","error_description":"Invalid authorization code"}""", again.ToJsonString());
        Assert.Equal("Invalid authorization code", LastLog("feacft").Description);
    }

    [Fact]
    public async Task An_old_code_is_worth_nothing()
    {
        var trip = new Trip();
        var code = TestBrowser.Field(await LoginAsync(trip), "code");
        Clock.Advance(TimeSpan.FromMinutes(3));

        Assert.Equal("Invalid authorization code", (string?)(await JsonAsync(await trip.ExchangeAsync(Browser, code), HttpStatusCode.Forbidden))["error_description"]);
    }

    [Theory]
    [InlineData("code", "made-up", "Invalid authorization code")]
    [InlineData("code_verifier", "another-verifier-that-is-at-least-43-characters", "Failed to verify code verifier")]
    [InlineData("code_verifier", "", "Failed to verify code verifier")]
    [InlineData("redirect_uri", "http://localhost:5080/other", "The redirect URI is wrong. You sent http://localhost:5080/other, and we expected http://localhost:5080/callback")]
    public async Task What_does_not_fit_the_code_is_refused_with_403_invalid_grant(string field, string value, string description)
    {
        var trip = new Trip();
        var code = TestBrowser.Field(await LoginAsync(trip), "code");

        var answer = await JsonAsync(await trip.ExchangeAsync(Browser, code, (field, value)), HttpStatusCode.Forbidden);

        Assert.Equal("invalid_grant", (string?)answer["error"]);
        Assert.Equal(description, (string?)answer["error_description"]);
    }

    [Fact]
    public async Task Another_clients_code_is_unknown_and_stays_good_for_its_own()
    {
        var trip = new Trip();
        var code = TestBrowser.Field(await LoginAsync(trip), "code");

        await JsonAsync(await trip.ExchangeAsync(Browser, code, ("client_id", TenantSeed.AcmeClientId)), HttpStatusCode.Forbidden);

        await JsonAsync(await trip.ExchangeAsync(Browser, code));
    }

    [Fact]
    public async Task A_wrong_client_secret_is_refused_and_the_code_stays_good()
    {
        var trip = new Trip();
        var code = TestBrowser.Field(await LoginAsync(trip), "code");

        var answer = await JsonAsync(await trip.ExchangeAsync(Browser, code, ("client_secret", "wrong")), HttpStatusCode.Unauthorized);
        Assert.Equal("access_denied", (string?)answer["error"]);

        await JsonAsync(await trip.ExchangeAsync(Browser, code));
    }

    [Fact]
    public async Task A_person_deleted_or_blocked_between_login_and_exchange_gets_no_tokens()
    {
        var trip = new Trip();
        var code = TestBrowser.Field(await LoginAsync(trip), "code");
        Block("admin@example.com");
        Assert.Equal("unauthorized", (string?)(await JsonAsync(await trip.ExchangeAsync(Browser, code), HttpStatusCode.Forbidden))["error"]);

        code = TestBrowser.Field(await LoginAsync(trip, "lead@example.com"), "code");
        Tenant.State.Change(tenant => tenant.RemoveUser(User("lead@example.com").UserId, Clock.Now));
        Assert.Equal("invalid_grant", (string?)(await JsonAsync(await trip.ExchangeAsync(Browser, code), HttpStatusCode.Forbidden))["error"]);
    }

    [Fact]
    public async Task A_refresh_token_is_given_for_offline_access_and_earns_fresh_tokens()
    {
        var trip = new Trip().With("scope", "openid email offline_access");
        var first = await TokensAsync(trip);
        Clock.Advance(TimeSpan.FromDays(2));

        var again = await JsonAsync(await RefreshAsync((string)first["refresh_token"]!));

        var (before, after) = (await VerifiedAsync((string)first["id_token"]!), await VerifiedAsync((string)again["id_token"]!));
        Assert.Equal(before.Subject, after.Subject);
        Assert.Equal(before.GetClaim("sid").Value, after.GetClaim("sid").Value);
        Assert.Equal(Clock.Now.UtcDateTime, after.IssuedAt);
        Assert.Equal("openid email offline_access", (string?)again["scope"]);
        Assert.False(after.TryGetClaim("nonce", out _));
    }

    [Fact]
    public async Task A_refresh_token_dies_with_a_password_change_and_refuses_blocked_people()
    {
        var token = (string)(await TokensAsync(new Trip().With("scope", "openid offline_access")))["refresh_token"]!;
        Block("admin@example.com");
        Assert.Equal("user is blocked", (string?)(await JsonAsync(await RefreshAsync(token), HttpStatusCode.Forbidden))["error_description"]);

        Tenant.State.Change(tenant => tenant.EndSessions(User("admin@example.com").UserId));
        Assert.Equal("Unknown or invalid refresh token.", (string?)(await JsonAsync(await RefreshAsync(token), HttpStatusCode.Forbidden))["error_description"]);
    }

    [Fact]
    public async Task A_persons_token_for_the_Management_API_opens_nothing_but_that_persons_own_account()
    {
        var first = await TokensAsync(new Trip()
            .With("audience", Tenant.Address + "api/v2/")
            .With("scope", "openid email offline_access read:current_user update:current_user_metadata read:users delete:users"));
        var again = await JsonAsync(await RefreshAsync((string)first["refresh_token"]!));

        foreach (var tokens in new[] { first, again })
        {
            Assert.Equal("openid email offline_access read:current_user update:current_user_metadata", (string?)tokens["scope"]);
            using var request = new HttpRequestMessage(HttpMethod.Delete, $"/api/v2/users/{Uri.EscapeDataString(User("lead@example.com").UserId)}");
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", (string)tokens["access_token"]!);
            Assert.Equal(HttpStatusCode.Forbidden, (await Browser.SendAsync(request)).StatusCode);
        }
    }

    [Fact]
    public async Task Userinfo_tells_what_the_scopes_allow()
    {
        var tokens = await TokensAsync(new Trip().With("scope", "openid email"));

        var told = await JsonAsync(await UserinfoAsync((string)tokens["access_token"]!));

        Assert.Equal(["sub", "email", "email_verified"], told.Select(claim => claim.Key));
        Assert.Equal("admin@example.com", (string?)told["email"]);
        Assert.True((bool?)told["email_verified"]);
    }

    [Fact]
    public async Task Every_scope_discovery_lists_opens_what_it_is_named_after()
    {
        Change("admin@example.com", user => user with { GivenName = "Ada", FamilyName = "Admin" });
        var listed = (await JsonAsync(await Browser.GetAsync("/.well-known/openid-configuration")))["scopes_supported"]!.AsArray().Select(scope => (string)scope!).ToArray();
        Assert.Contains("created_at", listed);

        foreach (var scope in listed.Except(["openid", "offline_access", "profile", "email"]))
        {
            var tokens = await TokensAsync(new Trip().With("scope", $"openid {scope}"));

            var told = await JsonAsync(await UserinfoAsync((string)tokens["access_token"]!));
            Assert.Equal(["sub", scope], told.Select(claim => claim.Key));
            Assert.True((await VerifiedAsync((string)tokens["id_token"]!)).TryGetClaim(scope, out _), scope);
        }
    }

    [Fact]
    public async Task Claims_of_single_scopes_have_the_shapes_Auth0_gives_them()
    {
        var tokens = await TokensAsync(new Trip().With("scope", "openid created_at identities email_verified"));

        var told = await JsonAsync(await UserinfoAsync((string)tokens["access_token"]!));

        Assert.Equal(
            """{"created_at":"2026-11-22T09:00:00.000Z","identities":[{"provider":"auth0","user_id":"6741a0000000000000000001","connection":"Username-Password-Authentication","isSocial":false}],"email_verified":true}""",
            new JsonObject(told.Where(claim => claim.Key != "sub").Select(claim => KeyValuePair.Create(claim.Key, claim.Value?.DeepClone()))).ToJsonString());
    }

    [Fact]
    public async Task Userinfo_refuses_old_foreign_and_wrong_tokens()
    {
        var tokens = await TokensAsync(new Trip());
        Assert.Equal(HttpStatusCode.Unauthorized, (await UserinfoAsync("nonsense")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await UserinfoAsync((string)tokens["id_token"]!)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Browser.GetAsync("/userinfo")).StatusCode);

        Clock.Advance(TimeSpan.FromHours(25));
        Assert.Equal(HttpStatusCode.Unauthorized, (await UserinfoAsync((string)tokens["access_token"]!)).StatusCode);
    }

    [Fact]
    public async Task Discovery_tells_only_what_is_true_here_under_both_names()
    {
        var told = await JsonAsync(await Browser.GetAsync("/.well-known/openid-configuration"));

        Assert.True(JsonNode.DeepEquals(told, await JsonAsync(await Browser.GetAsync("/.well-known/oauth-authorization-server"))));
        Assert.Equal(Tenant.Address.ToString(), (string?)told["issuer"]);
        Assert.EndsWith("/", (string)told["issuer"]!, StringComparison.Ordinal);
        Assert.Equal(["code"], told["response_types_supported"]!.AsArray().Select(type => (string)type!));
        foreach (var endpoint in new[] { "authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri", "end_session_endpoint" })
        {
            var address = new Uri((string)told[endpoint]!);
            Assert.Equal(Tenant.Address.Authority, address.Authority);
            Assert.NotEqual(HttpStatusCode.NotFound, (await Browser.GetAsync(address.PathAndQuery)).StatusCode);
        }
    }

    [Fact]
    public async Task The_published_key_carries_its_certificate()
    {
        var key = (await JsonAsync(await Browser.GetAsync("/.well-known/jwks.json")))["keys"]!.AsArray().Single()!;

        Assert.Equal(("RSA", "sig", "RS256"), ((string?)key["kty"], (string?)key["use"], (string?)key["alg"]));
        Assert.NotEmpty((string)key["kid"]!);
        Assert.NotEmpty(Convert.FromBase64String((string)key["x5c"]![0]!));
    }

    private Task<HttpResponseMessage> RefreshAsync(string token) => Browser.PostAsync(
        "/oauth/token",
        ("grant_type", "refresh_token"), ("client_id", TenantSeed.PortalClientId), ("client_secret", TenantSeed.PortalClientSecret), ("refresh_token", token));

    private async Task<HttpResponseMessage> UserinfoAsync(string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/userinfo");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await Browser.SendAsync(request);
    }
}
