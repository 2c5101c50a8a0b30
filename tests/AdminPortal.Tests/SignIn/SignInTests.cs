using System.Net;
using AdminPortal.SignIn;
using AdminPortal.Testing;
using Auth0Emulator.Control;
using Microsoft.AspNetCore.WebUtilities;

namespace AdminPortal.Tests.SignIn;

/// <summary>The way in, as a browser without scripts walks it.</summary>
public sealed class SignInTests
{
    [Fact]
    public async Task Whoever_holds_the_role_signs_in_through_Auth0_and_lands_where_they_wanted_to_go()
    {
        await using var portal = await SignInKit.PortalAsync();
        using var browser = portal.NewBrowser();

        var page = await browser.SignInAsync(SignInKit.Admin, from: "/invites?status=Pending");

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal("/invites?status=Pending", page.Address.PathAndQuery);
        Assert.Contains("Ada Admin", page.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Auth0_is_asked_for_a_code_with_PKCE_state_and_nonce_and_never_the_same_twice()
    {
        await using var portal = await SignInKit.PortalAsync();

        var first = await AuthorizeQueryAsync(portal);
        var second = await AuthorizeQueryAsync(portal);

        Assert.Equal("code", first["response_type"]);
        Assert.Equal("query", first["response_mode"]);
        Assert.Equal("S256", first["code_challenge_method"]);
        Assert.Equal("openid profile email", first["scope"]);
        Assert.Equal("http://localhost:5080/callback", first["redirect_uri"]);
        foreach (var secret in new[] { "code_challenge", "state", "nonce" })
        {
            Assert.True(first[secret].ToString().Length >= 43, secret);
            Assert.NotEqual(first[secret], second[secret]);
        }
    }

    [Fact]
    public async Task The_cookie_holds_a_sessions_id_and_nothing_of_Auth0()
    {
        await using var portal = await SignInKit.PortalAsync();
        using var browser = portal.NewBrowser();
        var callback = await browser.CallbackAsync();

        using var reply = await browser.SendAsync(new HttpRequestMessage(HttpMethod.Get, callback));

        var cookie = Assert.Single(reply.Headers.GetValues("Set-Cookie"), value => value.StartsWith("AdminPortal=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("path=/", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("expires", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.InRange(cookie.Split(';')[0].Length, 40, 300);
        var session = Assert.Single(await portal.SessionsAsync());
        Assert.Equal("auth0|6741a0000000000000000001", session.Subject);
        Assert.Equal(SignInKit.Admin, session.Email);
        Assert.True(session.EmailVerified);
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("https://evil.example/")]
    [InlineData("http:evil.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("evil.example")]
    [InlineData("\\/evil.example")]
    [InlineData("/\t/evil.example")]
    [InlineData("/\r\nLocation: https://evil.example")]
    [InlineData("")]
    public async Task A_return_address_that_leads_away_from_the_portal_leads_to_its_front_page(string returnUrl)
    {
        await using var portal = await SignInKit.PortalAsync();
        using var browser = portal.NewBrowser();
        var callback = await browser.CallbackAsync(from: QueryHelpers.AddQueryString("/signin", "returnUrl", returnUrl));

        using var reply = await browser.SendAsync(new HttpRequestMessage(HttpMethod.Get, callback));

        Assert.Equal("/", reply.Headers.Location?.OriginalString);
    }

    [Theory]
    [InlineData("http://localhost:5080//evil.example/")]
    [InlineData("http://localhost:5080//evil.example/%2e%2e")]
    [InlineData("http://localhost:5080/%5Cevil.example")]
    public async Task An_address_opened_without_being_signed_in_is_not_followed_away_from_the_portal(string address)
    {
        await using var portal = await SignInKit.PortalAsync();
        using var browser = portal.NewBrowser();
        var callback = await browser.CallbackAsync(from: address);

        using var reply = await browser.SendAsync(new HttpRequestMessage(HttpMethod.Get, callback));

        var landing = new Uri(new Uri("http://localhost:5080/"), reply.Headers.Location!);
        Assert.Equal("localhost:5080", landing.Authority);
        Assert.False(reply.Headers.Location!.OriginalString.StartsWith("//", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_script_or_live_connection_without_a_session_gets_401_instead_of_a_detour()
    {
        await using var portal = await SignInKit.PortalAsync();
        using var browser = portal.NewBrowser();
        var request = new HttpRequestMessage(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1");

        using var reply = await browser.SendAsync(request);

        Assert.Equal(HttpStatusCode.Unauthorized, reply.StatusCode);
    }

    [Fact]
    public async Task A_page_that_Blazor_fetches_is_left_by_a_header_because_a_fetch_can_not_follow_to_Auth0()
    {
        await using var portal = await SignInKit.PortalAsync();
        using var browser = portal.NewBrowser();
        var request = new HttpRequestMessage(HttpMethod.Get, "/invites");
        request.Headers.TryAddWithoutValidation("Accept", "text/html; blazor-enhanced-nav=on");

        using var reply = await browser.SendAsync(request);

        Assert.Equal("/signin?returnUrl=%2Finvites", reply.Headers.GetValues("blazor-enhanced-nav-redirect-location").Single());
    }

    [Fact]
    public async Task With_a_public_address_set_Auth0_hears_that_one_whatever_Host_a_request_claims()
    {
        await using var portal = await SignInKit.PortalAsync(settings: new(StringComparer.Ordinal) { ["Portal:PublicUrl"] = "https://invite.example.com" });
        using var browser = portal.NewBrowser();

        using var reply = await browser.SendAsync(new HttpRequestMessage(HttpMethod.Get, "/signin"));

        Assert.Equal("https://invite.example.com/callback", QueryHelpers.ParseQuery(reply.Headers.Location!.Query)["redirect_uri"]);
    }

    [Fact]
    public async Task A_tenant_that_does_not_answer_is_told_before_anybody_is_sent_there()
    {
        await using var portal = await SignInKit.PortalAsync();
        portal.Tenant.Faults.Add(Fault.Drop("GET /.well-known/openid-configuration"));
        using var browser = portal.NewBrowser();

        var page = await browser.GoToAsync("/invites");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, page.Status);
        Assert.Equal("Auth0 does not answer", page.Heading);
        Assert.Contains(portal.Tenant.Address.Authority, page.Words, StringComparison.Ordinal);
        portal.Tenant.Faults.Clear();
        Assert.Equal("/signin?returnUrl=%2Finvites", page.Document.QuerySelector("a.primary")!.GetAttribute("href"));
        Assert.Equal(HttpStatusCode.OK, (await browser.SignInAsync(SignInKit.Admin, from: "/signin?returnUrl=%2Finvites")).Status);
    }

    [Theory]
    [InlineData(500, "/signin/problem/unreachable")]
    [InlineData(429, "/signin/problem/unreachable")]
    [InlineData(401, "/signin/problem/misconfigured")]
    public async Task A_code_that_can_not_be_exchanged_ends_on_a_page_that_says_why(int status, string page)
    {
        await using var portal = await SignInKit.PortalAsync();
        using var browser = portal.NewBrowser();
        var callback = await browser.CallbackAsync();
        portal.Tenant.Faults.Add(Fault.Answer("POST /oauth/token", status));

        var landed = await browser.GoToAsync(callback.AbsoluteUri);

        Assert.Equal(page, landed.Address.AbsolutePath);
        Assert.Empty(await portal.SessionsAsync());
    }

    [Fact]
    public async Task A_token_endpoint_that_hangs_is_given_up_on_the_portals_clock()
    {
        var clock = new ManualClock();
        await using var portal = await SignInKit.PortalAsync(clock);
        using var browser = portal.NewBrowser();
        var callback = await browser.CallbackAsync();
        portal.Tenant.Faults.Add(Fault.Hang("POST /oauth/token"));

        var landing = browser.GoToAsync(callback.AbsoluteUri);
        await portal.Tenant.Journal.UntilAsync(entries => entries.Any(entry => entry.Path == "/oauth/token" && entry.Touched is not null));
        clock.Advance(TimeSpan.FromSeconds(31));

        Assert.Equal("/signin/problem/unreachable", (await landing).Address.AbsolutePath);
    }

    [Fact]
    public async Task A_blocked_account_is_told_so()
    {
        await using var portal = await SignInKit.PortalAsync();
        portal.Tenant.State.Change(tenant =>
        {
            var user = tenant.UserByEmail(SignInKit.Admin, Auth0Emulator.TenantSeed.ConnectionName)!;
            tenant.PutUser(user with { Blocked = true }, portal.Clock.GetUtcNow());
        });
        using var browser = portal.NewBrowser();

        var page = await browser.SignInAsync(SignInKit.Admin);

        Assert.Equal("This account is blocked", page.Heading);
        Assert.Empty(await portal.SessionsAsync());
    }

    [Theory]
    [InlineData("denied", "Auth0 did not let you in")]
    [InlineData("cancelled", "You turned back")]
    [InlineData("clocks", "Two clocks disagree")]
    [InlineData("over", "Your session is over")]
    [InlineData("lost", "This sign-in can't be finished")]
    [InlineData("not-trusted", "Auth0's answer was not accepted")]
    [InlineData("misconfigured", "The portal may not sign anybody in")]
    [InlineData("<script>", "Signing in did not work")]
    public async Task Every_way_a_sign_in_can_fail_has_its_page_with_a_next_step(string kind, string heading)
    {
        await using var portal = await SignInKit.PortalAsync();
        using var browser = portal.NewBrowser();

        var page = await browser.GoToAsync($"/signin/problem/{Uri.EscapeDataString(kind)}?returnUrl=%2Finvites&ref=%3Cb%3E");

        Assert.Equal(heading, page.Heading);
        Assert.StartsWith("/signin?", page.Document.QuerySelector("a.primary")!.GetAttribute("href"), StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", page.Document.QuerySelector("main")!.InnerHtml, StringComparison.Ordinal);
    }

    private static async Task<Dictionary<string, Microsoft.Extensions.Primitives.StringValues>> AuthorizeQueryAsync(PortalHost portal)
    {
        using var browser = portal.NewBrowser();
        using var reply = await browser.SendAsync(new HttpRequestMessage(HttpMethod.Get, "/signin"));
        Assert.Equal(portal.Tenant.Address.Authority, reply.Headers.Location!.Authority);
        Assert.Equal("/authorize", reply.Headers.Location.AbsolutePath);
        return QueryHelpers.ParseQuery(reply.Headers.Location.Query);
    }
}
