using System.Net;

namespace Auth0Emulator.Tests.Authentication;

/// <summary>Signing in to an application: /authorize, the login page, the session cookie, and what the application is told.</summary>
public sealed class SignInTests : BrowserTests
{
    [Theory]
    [InlineData("organization", "org_1")]
    [InlineData("invitation", "inv_1")]
    public async Task What_would_lead_elsewhere_at_Auth0_and_is_not_emulated_says_so(string parameter, string value)
    {
        var reply = await Browser.GetAsync(new Trip().With(parameter, value).Authorize);

        Assert.Equal(HttpStatusCode.NotImplemented, reply.StatusCode);
        Assert.Contains($"The parameter {parameter} of /authorize is not emulated", await TestBrowser.TextAsync(reply), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stranger_is_shown_the_login_page_with_Auth0s_labels()
    {
        var toLogin = await Browser.GetAsync(new Trip().Authorize);
        Assert.StartsWith("/u/login?", TestBrowser.Target(toLogin), StringComparison.Ordinal);

        var page = await TestBrowser.TextAsync(await Browser.FollowAsync(toLogin));

        Assert.Contains("Sign in to AdminPortal", page, StringComparison.Ordinal);
        Assert.Contains("<label>Email address<input", page, StringComparison.Ordinal);
        Assert.Contains("<label>Password<input", page, StringComparison.Ordinal);
        Assert.Contains("<button>Continue</button>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_right_password_earns_a_code_and_the_code_tokens_that_verify()
    {
        var trip = new Trip();
        var back = await LoginAsync(trip);

        Assert.StartsWith("http://localhost:5080/callback?", TestBrowser.Target(back), StringComparison.Ordinal);
        Assert.Equal("state-1", TestBrowser.Field(back, "state"));
        var answer = await JsonAsync(await trip.ExchangeAsync(Browser, TestBrowser.Field(back, "code")));

        Assert.Equal("Bearer", (string?)answer["token_type"]);
        Assert.Equal(86400, (int?)answer["expires_in"]);
        Assert.Equal("openid profile email", (string?)answer["scope"]);
        Assert.False(answer.ContainsKey("refresh_token"));
        var token = await VerifiedAsync((string)answer["id_token"]!);
        Assert.Equal(Tenant.Address.ToString(), token.Issuer);
        Assert.Equal([TenantSeed.PortalClientId], token.Audiences);
        Assert.Equal("nonce-1", token.GetClaim("nonce").Value);
        Assert.Equal("admin@example.com", token.GetClaim("email").Value);
        Assert.Equal("true", token.GetClaim("email_verified").Value);
        Assert.Equal("Ada Admin", token.GetClaim("name").Value);
        Assert.NotEmpty(token.GetClaim("sid").Value);
        Assert.False(token.TryGetClaim("auth_time", out _));
        Assert.Equal(Clock.Now.AddSeconds(36000).UtcDateTime, token.ValidTo);
    }

    [Theory]
    [InlineData("openid", new[] { "email", "name" })]
    [InlineData("openid email", new[] { "name" })]
    [InlineData("openid profile", new[] { "email" })]
    public async Task Claims_that_were_not_asked_for_are_not_told(string scope, string[] absent)
    {
        var trip = new Trip().With("scope", scope);
        var answer = await JsonAsync(await trip.ExchangeAsync(Browser, TestBrowser.Field(await LoginAsync(trip), "code")));

        var token = await VerifiedAsync((string)answer["id_token"]!);
        Assert.All(absent, claim => Assert.False(token.TryGetClaim(claim, out _), claim));
    }

    [Fact]
    public async Task A_login_is_counted_dated_and_logged()
    {
        await LoginAsync(new Trip());

        var user = Tenant.State.Read(tenant => tenant.UserByEmail("admin@example.com", TenantSeed.ConnectionName)!);
        Assert.Equal(1, user.LoginsCount);
        Assert.Equal(Clock.Now, user.LastLogin);
        Assert.NotNull(user.LastIp);
        var entry = LastLog("s");
        Assert.Equal(user.UserId, entry.UserId);
        Assert.Equal("AdminPortal", entry.ClientName);
    }

    [Theory]
    [InlineData("admin@example.com", "wrong", "fp")]
    [InlineData("nobody@example.com", TenantSeed.Password, "fu")]
    public async Task A_wrong_address_and_a_wrong_password_look_the_same_from_outside(string email, string password, string log)
    {
        var reply = await Browser.PostAsync(new Trip().Login, ("email", email), ("password", password));

        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
        var page = await TestBrowser.TextAsync(reply);
        Assert.Contains("Wrong email or password", page, StringComparison.Ordinal);
        Assert.Contains($"value=\"{email}\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("value=\"wrong\"", page, StringComparison.Ordinal);
        Assert.Equal(email, LastLog(log).UserName);
        Assert.Null(Tenant.State.Read(tenant => tenant.UserByEmail("admin@example.com", TenantSeed.ConnectionName)!.LoginsCount));
    }

    [Fact]
    public async Task An_address_is_known_in_any_casing()
    {
        var back = await Browser.PostAsync(new Trip().Login, ("email", " Admin@Example.COM "), ("password", TenantSeed.Password));

        Assert.NotNull(TestBrowser.Field(back, "code"));
    }

    [Fact]
    public async Task A_blocked_user_is_sent_back_with_unauthorized_and_the_try_is_counted()
    {
        Block("lead@example.com");

        var back = await LoginAsync(new Trip(), "lead@example.com");

        Assert.Equal("unauthorized", TestBrowser.Field(back, "error"));
        Assert.Equal("user is blocked", TestBrowser.Field(back, "error_description"));
        Assert.Equal("state-1", TestBrowser.Field(back, "state"));
        Assert.Equal("user is blocked", LastLog("f").Description);
        var user = Tenant.State.Read(tenant => tenant.UserByEmail("lead@example.com", TenantSeed.ConnectionName)!);
        Assert.Equal(1, user.LoginsCount);
        Assert.Null(user.LastLogin);
        Assert.Equal(0, Browser.Cookies.Count);
    }

    [Fact]
    public async Task Whoever_is_signed_in_to_the_tenant_is_let_through_without_a_password()
    {
        await LoginAsync(new Trip());

        var back = await Browser.GetAsync(new Trip().Authorize);
        Assert.NotNull(TestBrowser.Field(back, "code"));

        Block("admin@example.com");
        Assert.Equal("unauthorized", TestBrowser.Field(await Browser.GetAsync(new Trip().Authorize), "error"));
    }

    [Fact]
    public async Task The_session_cookie_is_hidden_from_scripts_and_other_sites()
    {
        var reply = await LoginAsync(new Trip());

        var cookie = Assert.Single(reply.Headers.GetValues("Set-Cookie"));
        Assert.StartsWith("auth0=", cookie, StringComparison.Ordinal);
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Prompt_login_and_select_account_ask_again()
    {
        await LoginAsync(new Trip());

        foreach (var prompt in new[] { "login", "select_account" })
        {
            var reply = await Browser.GetAsync(new Trip().With("prompt", prompt).Authorize);
            Assert.StartsWith("/u/login?", TestBrowser.Target(reply), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Prompt_none_never_shows_a_page()
    {
        var trip = new Trip().With("prompt", "none");
        Assert.Equal("login_required", TestBrowser.Field(await Browser.GetAsync(trip.Authorize), "error"));

        await LoginAsync(new Trip());
        Assert.NotNull(TestBrowser.Field(await Browser.GetAsync(trip.Authorize), "code"));
    }

    [Fact]
    public async Task A_login_older_than_max_age_is_asked_for_again_and_auth_time_tells_when_it_was()
    {
        var trip = new Trip().With("max_age", "600");
        var loggedInAt = Clock.Now.ToUnixTimeSeconds();
        await LoginAsync(trip);
        Clock.Advance(TimeSpan.FromMinutes(9));

        var answer = await JsonAsync(await trip.ExchangeAsync(Browser, TestBrowser.Field(await Browser.GetAsync(trip.Authorize), "code")));
        Assert.Equal(loggedInAt.ToString(), (await VerifiedAsync((string)answer["id_token"]!)).GetClaim("auth_time").Value);

        Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.StartsWith("/u/login?", TestBrowser.Target(await Browser.GetAsync(trip.Authorize)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tenant_session_ends_by_itself()
    {
        await LoginAsync(new Trip());
        Clock.Advance(TimeSpan.FromDays(8));

        Assert.StartsWith("/u/login?", TestBrowser.Target(await Browser.GetAsync(new Trip().Authorize)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_max_age_of_0_asks_for_the_password_even_in_the_second_of_the_login()
    {
        await LoginAsync(new Trip());
        var trip = new Trip().With("max_age", "0");

        Assert.StartsWith("/u/login?", TestBrowser.Target(await Browser.GetAsync(trip.Authorize)), StringComparison.Ordinal);
        Assert.Equal("login_required", TestBrowser.Field(await Browser.GetAsync(trip.With("prompt", "none").Authorize), "error"));
        Assert.NotNull(TestBrowser.Field(await LoginAsync(trip), "code"));
    }

    [Fact]
    public async Task A_login_hint_fills_in_the_address()
    {
        var page = await Browser.ReadAsync(new Trip().With("login_hint", "ana@example.com\"><b>").Login);

        Assert.Contains("value=\"ana@example.com\"><b>\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("ana@example.com\"><b>", await (await Browser.GetAsync(new Trip().With("login_hint", "ana@example.com\"><b>").Login)).Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_seeded_people_are_offered_and_a_name_only_fills_in_the_address()
    {
        var page = await Browser.ReadAsync(new Trip().Login);

        var prefilled = await Browser.ReadAsync(TestBrowser.Link(page, "support@example.com"));
        Assert.Contains("value=\"support@example.com\"", prefilled, StringComparison.Ordinal);
        Assert.Contains("state=state-1", TestBrowser.Link(prefilled, "Cancel"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelling_leads_back_with_access_denied()
    {
        var back = await Browser.GetAsync(TestBrowser.Link(await Browser.ReadAsync(new Trip().Login), "Cancel"));

        Assert.Equal("access_denied", TestBrowser.Field(back, "error"));
        Assert.Equal("state-1", TestBrowser.Field(back, "state"));
    }

    [Fact]
    public async Task Form_post_carries_the_code_in_a_form_that_only_its_own_script_may_send()
    {
        var reply = await LoginAsync(new Trip().With("response_mode", "form_post").With("state", "a\"b"));

        var page = await TestBrowser.TextAsync(reply);
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        Assert.Contains("action=\"http://localhost:5080/callback\"", page, StringComparison.Ordinal);
        Assert.Contains("name=\"code\"", page, StringComparison.Ordinal);
        Assert.Contains("name=\"state\" value=\"a\"b\"", page, StringComparison.Ordinal);
        Assert.Contains("<script>document.forms[0].submit()</script>", page, StringComparison.Ordinal);
        Assert.Contains("script-src 'sha256-", reply.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://localhost:5080/callback/more")]
    [InlineData("http://localhost:5080/callback?x=1")]
    [InlineData("http://localhost:5080/Callback")]
    [InlineData("http://evil.example/callback")]
    [InlineData("")]
    public async Task A_callback_that_is_not_on_the_list_is_never_redirected_to(string redirectUri)
    {
        var reply = await Browser.GetAsync(new Trip { RedirectUri = redirectUri }.Authorize);

        Assert.Equal(HttpStatusCode.Forbidden, reply.StatusCode);
        Assert.Contains("Callback URL mismatch", await TestBrowser.TextAsync(reply), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_client_gets_a_page()
    {
        var reply = await Browser.GetAsync(new Trip { ClientId = "nobody" }.Authorize);

        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
        Assert.Contains("Unknown client: nobody", await TestBrowser.TextAsync(reply), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("response_type", "token", "unsupported_response_type")]
    [InlineData("response_type", null, "invalid_request")]
    [InlineData("response_mode", "fragment", "invalid_request")]
    [InlineData("code_challenge_method", "plain", "invalid_request")]
    [InlineData("code_challenge", "short", "invalid_request")]
    [InlineData("max_age", "soon", "invalid_request")]
    [InlineData("audience", "https://unknown.example/", "access_denied")]
    [InlineData("connection", "google-oauth2", "invalid_request")]
    public async Task A_request_that_breaks_the_rules_is_told_to_the_application(string name, string? value, string error)
    {
        var back = await Browser.GetAsync(new Trip().With(name, value).Authorize);

        Assert.Equal(error, TestBrowser.Field(back, "error"));
        Assert.Equal("state-1", TestBrowser.Field(back, "state"));
    }

    [Fact]
    public async Task A_public_client_needs_a_code_challenge()
    {
        var trip = new Trip { ClientId = TenantSeed.AcmeClientId, RedirectUri = new Uri(Tenant.Address, "/emulator/acme/callback").ToString() };

        Assert.Equal("invalid_request", TestBrowser.Field(await Browser.GetAsync(trip.With("code_challenge", null).With("code_challenge_method", null).Authorize), "error"));
    }

    [Fact]
    public async Task A_client_the_connection_is_not_enabled_for_can_not_sign_anybody_in()
    {
        Tenant.State.Change(tenant =>
        {
            var connection = tenant.Connections.Single();
            tenant.Connections[0] = connection with { EnabledClients = [TenantSeed.ManagementClientId] };
        });

        var back = await Browser.GetAsync(new Trip().Authorize);
        Assert.Equal("no connections enabled for the client", TestBrowser.Field(back, "error_description"));
    }

    [Fact]
    public async Task Another_sites_form_can_not_log_a_browser_in()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Trip().Login)
        {
            Content = new FormUrlEncodedContent([KeyValuePair.Create("email", "admin@example.com"), KeyValuePair.Create("password", TenantSeed.Password)]),
        };
        request.Headers.Add("Origin", "http://evil.example");

        Assert.Equal(HttpStatusCode.Forbidden, (await Browser.SendAsync(request)).StatusCode);
        Assert.Equal(0, Browser.Cookies.Count);
    }
}
