using System.Net;
using Auth0Emulator.Tests.Authentication;

namespace Auth0Emulator.Tests.Pages;

/// <summary>The sample application: a client like any other.</summary>
public sealed class AcmeTests : BrowserTests
{
    [Fact]
    public async Task A_person_signs_in_and_is_greeted_until_the_tenant_is_reset()
    {
        Assert.Equal("/emulator/acme/login", TestBrowser.Link(await Browser.ReadAsync("/emulator/acme"), "Sign in"));

        var toLogin = await Browser.FollowAsync(await Browser.GetAsync("/emulator/acme/login"));
        var back = await Browser.PostAsync(TestBrowser.Target(toLogin), ("email", "support@example.com"), ("password", TenantSeed.Password));
        var done = await Browser.FollowAsync(back);

        Assert.Equal("/emulator/acme", TestBrowser.Target(done));
        var page = await Browser.ReadAsync("/emulator/acme");
        Assert.Contains("You are signed in as <strong>support@example.com</strong>", page, StringComparison.Ordinal);
        Assert.Contains("Sam Support", page, StringComparison.Ordinal);
        Assert.Equal(200, Tenant.Journal.On("POST /oauth/token").Single().Status);

        await Tenant.ResetAsync();
        Assert.Contains("Sign in", await Browser.ReadAsync("/emulator/acme"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signing_out_ends_the_session_with_the_tenant_too()
    {
        var toLogin = await Browser.FollowAsync(await Browser.GetAsync("/emulator/acme/login"));
        await Browser.FollowAsync(await Browser.PostAsync(TestBrowser.Target(toLogin), ("email", "support@example.com"), ("password", TenantSeed.Password)));

        var bye = await Browser.PostAsync("/emulator/acme/logout");
        var home = await Browser.GetAsync(bye.Headers.Location!.OriginalString);
        Assert.Equal(Tenant.Address + "emulator/acme", TestBrowser.Target(home));
        Assert.Contains("Sign in", await Browser.ReadAsync("/emulator/acme"), StringComparison.Ordinal);
        Assert.Single(Logs("slo"));
    }

    [Fact]
    public async Task The_tenant_naming_itself_starts_the_sign_in_and_nobody_else_does()
    {
        var started = await Browser.GetAsync($"/emulator/acme?iss={Uri.EscapeDataString(Tenant.Address.ToString())}");
        Assert.StartsWith(Tenant.Address + "authorize?", TestBrowser.Target(started), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.OK, (await Browser.GetAsync("/emulator/acme?iss=http://evil.example/")).StatusCode);
    }

    [Fact]
    public async Task An_answer_to_a_sign_in_nobody_started_is_refused()
    {
        var reply = await Browser.GetAsync("/emulator/acme/callback?code=stolen&state=guessed");

        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
        Assert.Contains("was not started here", await TestBrowser.TextAsync(reply), StringComparison.Ordinal);
        Assert.Empty(Tenant.Journal.On("POST /oauth/token"));
    }

    [Fact]
    public async Task A_person_the_tenant_turns_away_reads_why()
    {
        Block("support@example.com");
        var toLogin = await Browser.FollowAsync(await Browser.GetAsync("/emulator/acme/login"));
        var back = await Browser.PostAsync(TestBrowser.Target(toLogin), ("email", "support@example.com"), ("password", TenantSeed.Password));

        Assert.Contains("user is blocked", await TestBrowser.TextAsync(await Browser.FollowAsync(back)), StringComparison.Ordinal);
    }
}
