using System.Net.Http.Headers;
using Auth0Emulator.Limits;
using Auth0Emulator.Tests.Authentication;
using Auth0Emulator.Tests.Kit;

namespace Auth0Emulator.Tests.Limits;

/// <summary>The Authentication API under a plan.</summary>
public sealed class AuthenticationLimitTests : BrowserTests
{
    [Fact]
    public async Task Without_a_plan_nothing_is_limited_and_no_header_says_so()
    {
        var token = await Http.FormAsync("/oauth/token", Http.TokenFields());

        Assert.Equal(200, token.Status);
        Assert.DoesNotContain(token.Headers.Keys, name => name.StartsWith("x-ratelimit", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task The_free_plan_gives_thirty_tokens_at_once_and_thirty_more_a_second_later()
    {
        Tenant.Plan = RateLimitPlan.Free;
        for (var call = 1; call <= 30; call++)
        {
            var token = await Http.FormAsync("/oauth/token", Http.TokenFields());
            Assert.Equal((200, "30", $"{30 - call}"), (token.Status, token.Headers["x-ratelimit-limit"], token.Headers["x-ratelimit-remaining"]));
        }

        var refused = await Http.FormAsync("/oauth/token", Http.TokenFields());
        refused.Is(429, """{"error":"too_many_requests","error_description":"Global limit has been reached"}""");
        Assert.Equal(("0", $"{Clock.Now.ToUnixTimeSeconds() + 1}"), (refused.Headers["x-ratelimit-remaining"], refused.Headers["x-ratelimit-reset"]));

        Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("29", (await Http.FormAsync("/oauth/token", Http.TokenFields())).Headers["x-ratelimit-remaining"]);
    }

    [Theory]
    [InlineData("free", "30")]
    [InlineData("professional", "25")]
    [InlineData("enterprise", "100")]
    [InlineData("enterprise-nonproduction", "100")]
    public async Task Other_plans_than_the_free_one_know_one_limit_for_sign_in_and_tokens(string plan, string limit)
    {
        Tenant.Plan = RateLimitPlan.Named(plan);

        var token = await Http.FormAsync("/oauth/token", Http.TokenFields());

        Assert.Equal(limit, token.Headers["x-ratelimit-limit"]);
    }

    [Theory]
    [InlineData("/.well-known/openid-configuration")]
    [InlineData("/authorize")]
    [InlineData("/v2/logout")]
    [InlineData("/oidc/logout")]
    [InlineData("/userinfo")]
    public async Task Every_endpoint_draws_on_the_shared_bucket_and_tells_how_full_it_is(string path)
    {
        Tenant.Plan = RateLimitPlan.Professional;
        await Http.SendAsync("GET", "/.well-known/jwks.json");

        Assert.Equal("23", (await Http.SendAsync("GET", path)).Headers["x-ratelimit-remaining"]);
    }

    [Fact]
    public async Task An_empty_shared_bucket_refuses_sign_in_and_comes_back_in_a_second()
    {
        Tenant.Plan = RateLimitPlan.Professional;
        for (var call = 0; call < 25; call++)
        {
            await Http.SendAsync("GET", "/.well-known/jwks.json");
        }

        Assert.Equal(429, (await Http.SendAsync("GET", new Trip().Authorize)).Status);
        Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(302, (await Http.SendAsync("GET", new Trip().Authorize)).Status);
    }

    [Theory]
    [InlineData("free")]
    [InlineData("professional")]
    [InlineData("enterprise")]
    public async Task A_user_asks_userinfo_ten_times_at_once_and_five_times_a_minute(string plan)
    {
        var (ada, lee) = (await AccessTokenAsync("admin@example.com"), await AccessTokenAsync("lead@example.com"));
        Tenant.Plan = RateLimitPlan.Named(plan);
        for (var call = 1; call <= 10; call++)
        {
            var told = await UserinfoAsync(ada);
            Assert.Equal((200, $"{10 - call}"), (told.Status, told.Headers["x-ratelimit-remaining"]));
        }

        Assert.Equal(429, (await UserinfoAsync(ada)).Status);
        Assert.Equal(200, (await UserinfoAsync(lee)).Status);
        Clock.Advance(TimeSpan.FromSeconds(12));
        Assert.Equal(200, (await UserinfoAsync(ada)).Status);
        Assert.Equal(429, (await UserinfoAsync(ada)).Status);
    }

    [Fact]
    public async Task Reset_mails_keep_their_limit_whatever_the_plan_and_its_factor()
    {
        Tenant.Plan = RateLimitPlan.Enterprise.Scaled(100);
        for (var call = 1; call <= 10; call++)
        {
            Assert.Equal($"{10 - call}", (await AskAsync("lead@example.com")).Headers["x-ratelimit-remaining"]);
        }

        Assert.Equal(429, (await AskAsync("lead@example.com")).Status);
        Assert.Equal(200, (await AskAsync("support@example.com")).Status);
    }

    [Fact]
    public async Task A_reset_mail_is_told_of_the_tighter_of_its_two_limits()
    {
        Tenant.Plan = RateLimitPlan.Professional;
        for (var call = 0; call < 20; call++)
        {
            await Http.SendAsync("GET", "/.well-known/jwks.json");
        }

        Assert.Equal(("25", "4"), Told(await AskAsync("lead@example.com")));
        Tenant.Plan = RateLimitPlan.Professional;
        Assert.Equal(("10", "9"), Told(await AskAsync("lead@example.com")));
    }

    [Fact]
    public async Task A_reset_mail_the_shared_bucket_refuses_costs_its_address_nothing()
    {
        Tenant.Plan = RateLimitPlan.Professional;
        for (var call = 0; call < 25; call++)
        {
            await Http.SendAsync("GET", "/.well-known/jwks.json");
        }

        Assert.Equal(429, (await AskAsync("lead@example.com")).Status);
        Assert.Empty(Tenant.Mail.All);

        Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(("10", "9"), Told(await AskAsync("lead@example.com")));
    }

    private static (string Limit, string Remaining) Told(Answer answer) => (answer.Headers["x-ratelimit-limit"], answer.Headers["x-ratelimit-remaining"]);

    private async Task<string> AccessTokenAsync(string email)
    {
        using var browser = new TestBrowser(Tenant);
        var trip = new Trip();
        var login = await browser.PostAsync(trip.Login, ("email", email), ("password", TenantSeed.Password));
        return (string)(await JsonAsync(await trip.ExchangeAsync(browser, TestBrowser.Field(login, "code"))))["access_token"]!;
    }

    private Task<Answer> UserinfoAsync(string token) => Http.SendAsync("GET", "/userinfo", authorization: new AuthenticationHeaderValue("Bearer", token));

    private Task<Answer> AskAsync(string email) => Http.SendAsync("POST", "/dbconnections/change_password", new { email, connection = TenantSeed.ConnectionName });
}
