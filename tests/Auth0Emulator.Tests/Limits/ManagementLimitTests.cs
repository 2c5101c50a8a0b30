using Auth0Emulator.Limits;
using Auth0Emulator.Tests.Kit;

namespace Auth0Emulator.Tests.Limits;

public sealed class FreePlanTests : TenantTests
{
    protected override LocalTenantOptions Options => base.Options with { RateLimits = RateLimitPlan.Free };

    [Fact]
    public async Task After_two_calls_in_a_second_the_third_is_too_many()
    {
        var first = await Http.CallAsync("GET", "/roles");
        var second = await Http.CallAsync("GET", "/users");
        var third = await Http.CallAsync("GET", "/roles");

        Assert.Equal(("2", "1"), (first.Headers["x-ratelimit-limit"], first.Headers["x-ratelimit-remaining"]));
        Assert.Equal((200, "0"), (second.Status, second.Headers["x-ratelimit-remaining"]));
        third.Is(429, """{"statusCode":429,"error":"Too Many Requests","message":"Global limit has been reached","errorCode":"too_many_requests"}""");
        Assert.Equal($"{Clock.Now.ToUnixTimeSeconds() + 1}", third.Headers["x-ratelimit-reset"]);
        Assert.Equal("api_limit", Tenant.State.Read(tenant => tenant.Logs[^1].Type));
    }

    [Fact]
    public async Task A_second_later_there_are_two_more()
    {
        await Http.CallAsync("GET", "/roles");
        await Http.CallAsync("GET", "/roles");
        Assert.Equal(429, (await Http.CallAsync("GET", "/roles")).Status);

        Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(200, (await Http.CallAsync("GET", "/roles")).Status);
        Assert.Equal(200, (await Http.CallAsync("GET", "/roles")).Status);
        Assert.Equal(429, (await Http.CallAsync("GET", "/roles")).Status);
    }

    [Fact]
    public async Task A_call_that_is_too_many_does_nothing()
    {
        await Http.CallAsync("GET", "/roles");
        await Http.CallAsync("GET", "/roles");

        await Http.CallAsync("DELETE", "/users/auth0%7C6741a0000000000000000001");

        Assert.NotNull(Tenant.State.Read(tenant => tenant.User("auth0|6741a0000000000000000001")));
    }
}

public sealed class ProfessionalPlanTests : TenantTests
{
    protected override LocalTenantOptions Options => base.Options with { RateLimits = RateLimitPlan.Professional };

    [Theory]
    [InlineData("PATCH", "/email-templates/reset_email", "5")]
    [InlineData("GET", "/email-templates/reset_email", "10")]
    [InlineData("DELETE", "/emails/provider", "5")]
    [InlineData("PATCH", "/branding", "10")]
    public async Task Writing_mail_templates_and_the_provider_has_small_buckets(string method, string path, string burst) =>
        Assert.Equal(burst, (await Http.CallAsync(method, path, method == "GET" ? null : "{}")).Headers["x-ratelimit-limit"]);

    [Fact]
    public async Task Groups_of_endpoints_have_buckets_of_their_own()
    {
        for (var call = 0; call < 10; call++)
        {
            Assert.Equal(200, (await Http.CallAsync("GET", "/roles")).Status);
        }

        Assert.Equal(429, (await Http.CallAsync("GET", "/roles")).Status);
        Assert.Equal("40", (await Http.CallAsync("GET", "/users")).Headers["x-ratelimit-limit"]);
        Assert.Equal("20", (await Http.CallAsync("DELETE", "/users/auth0%7Cnobody")).Headers["x-ratelimit-limit"]);
        Assert.Equal("10", (await Http.CallAsync("GET", "/logs")).Headers["x-ratelimit-limit"]);
        Assert.Equal("5", (await Http.CallAsync("GET", "/connections")).Headers["x-ratelimit-limit"]);
    }

    [Fact]
    public async Task A_limit_per_minute_gives_its_tokens_back_one_by_one()
    {
        for (var call = 0; call < 10; call++)
        {
            await Http.CallAsync("GET", "/roles");
        }

        Clock.Advance(TimeSpan.FromSeconds(0.4));

        Assert.Equal(200, (await Http.CallAsync("GET", "/roles")).Status);
        Assert.Equal(429, (await Http.CallAsync("GET", "/roles")).Status);
    }
}
