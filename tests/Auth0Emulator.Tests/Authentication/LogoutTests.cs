using System.Net;
using Microsoft.AspNetCore.WebUtilities;

namespace Auth0Emulator.Tests.Authentication;

/// <summary>Both ways out of the tenant.</summary>
public sealed class LogoutTests : BrowserTests
{
    private const string SignedOut = "http://localhost:5080/signed-out";

    [Fact]
    public async Task Logging_out_ends_the_session_and_leads_to_an_allowed_address()
    {
        await LoginAsync(new Trip());

        var reply = await Browser.GetAsync($"/v2/logout?client_id={TenantSeed.PortalClientId}&returnTo={Uri.EscapeDataString(SignedOut + "?why=bye#x")}");

        Assert.Equal(SignedOut + "?why=bye#x", TestBrowser.Target(reply));
        Assert.Equal(User("admin@example.com").UserId, LastLog("slo").UserId);
        Assert.StartsWith("/u/login?", TestBrowser.Target(await Browser.GetAsync(new Trip().Authorize)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_an_address_the_clients_first_one_is_taken()
    {
        var reply = await Browser.GetAsync($"/v2/logout?client_id={TenantSeed.PortalClientId}");

        Assert.Equal("http://localhost:5080/", TestBrowser.Target(reply));
    }

    [Theory]
    [InlineData("/v2/logout?client_id={0}&returnTo=http://evil.example/")]
    [InlineData("/v2/logout?client_id={0}&returnTo=http://localhost:5080/Signed-Out")]
    [InlineData("/v2/logout?returnTo=http://localhost:5080/signed-out")]
    [InlineData("/v2/logout?client_id=nobody")]
    [InlineData("/oidc/logout?client_id={0}&post_logout_redirect_uri=http://evil.example/")]
    [InlineData("/oidc/logout?client_id={0}&id_token_hint=nonsense")]
    public async Task An_address_that_is_not_allowed_gets_a_page_and_the_session_lives_on(string address)
    {
        await LoginAsync(new Trip());

        var reply = await Browser.GetAsync(string.Format(address, TenantSeed.PortalClientId));

        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
        Assert.NotNull(TestBrowser.Field(await Browser.GetAsync(new Trip().Authorize), "code"));
    }

    [Fact]
    public async Task An_id_token_hint_signs_its_own_session_out_without_a_question_even_when_it_is_old()
    {
        var token = (string)(await TokensAsync(new Trip()))["id_token"]!;
        Clock.Advance(TimeSpan.FromDays(2));

        var reply = await Browser.GetAsync(QueryHelpers.AddQueryString("/oidc/logout", new Dictionary<string, string?>
        {
            ["id_token_hint"] = token,
            ["post_logout_redirect_uri"] = SignedOut,
            ["state"] = "s 1",
        }));

        Assert.Equal(SignedOut + "?state=s%201", TestBrowser.Target(reply));
        Assert.Single(Logs("slo"));
    }

    [Fact]
    public async Task Without_a_hint_the_person_is_asked_first()
    {
        await LoginAsync(new Trip());
        var asked = await Browser.GetAsync($"/oidc/logout?client_id={TenantSeed.PortalClientId}&post_logout_redirect_uri={Uri.EscapeDataString(SignedOut)}");
        Assert.Contains("Do you want to sign out?", await TestBrowser.TextAsync(asked), StringComparison.Ordinal);
        Assert.NotNull(TestBrowser.Field(await Browser.GetAsync(new Trip().Authorize), "code"));

        var reply = await Browser.PostAsync("/oidc/logout", ("client_id", TenantSeed.PortalClientId), ("post_logout_redirect_uri", SignedOut), ("confirmed", "yes"));

        Assert.Equal(SignedOut, TestBrowser.Target(reply));
        Assert.Single(Logs("slo"));
    }

    [Fact]
    public async Task A_logout_hint_with_the_sessions_id_is_hint_enough_and_leads_to_the_clients_first_address()
    {
        var sid = (await VerifiedAsync((string)(await TokensAsync(new Trip()))["id_token"]!)).GetClaim("sid").Value;

        Assert.Equal("http://localhost:5080/", TestBrowser.Target(await Browser.GetAsync($"/oidc/logout?client_id={TenantSeed.PortalClientId}&logout_hint={sid}")));
        Assert.Single(Logs("slo"));
        Assert.Contains("You are signed out", await Browser.ReadAsync("/oidc/logout"), StringComparison.Ordinal);
    }
}
