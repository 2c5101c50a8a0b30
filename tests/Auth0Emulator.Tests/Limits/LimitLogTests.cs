using Auth0Emulator.Limits;
using Auth0Emulator.Tests.Kit;

namespace Auth0Emulator.Tests.Limits;

/// <summary>What the tenant log tells of limits.</summary>
public sealed class LimitLogTests : TenantTests
{
    protected override LocalTenantOptions Options => base.Options with { RateLimits = RateLimitPlan.Professional };

    [Fact]
    public async Task A_bucket_that_falls_to_a_fifth_is_warned_of()
    {
        await CallAsync(7);
        Assert.Empty(Told());

        await CallAsync(1);

        Assert.Equal(["api_limit_warning"], Told());
    }

    [Fact]
    public async Task A_minute_of_calls_that_are_too_many_leaves_one_warning_and_one_breach_in_the_log()
    {
        await CallAsync(40);
        Assert.Equal(["api_limit_warning", "api_limit"], Told());

        Clock.Advance(TimeSpan.FromSeconds(59));
        await CallAsync(40);
        Assert.Equal(["api_limit_warning", "api_limit"], Told());

        Clock.Advance(TimeSpan.FromSeconds(1));
        await CallAsync(40);
        Assert.Equal(["api_limit", "api_limit", "api_limit_warning", "api_limit_warning"], Told().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Each_bucket_is_told_of_by_its_name()
    {
        await CallAsync(11);
        for (var call = 0; call < 6; call++)
        {
            await Http.CallAsync("GET", "/connections");
        }

        Assert.Equal(
            ["Management API", "Management API, read connections"],
            Tenant.State.Read(tenant => tenant.Logs.Where(entry => entry.Type == "api_limit").Select(entry => entry.Description!).ToArray()));
    }

    [Fact]
    public async Task Reset_mails_to_one_address_are_told_of_under_every_plan()
    {
        Tenant.Plan = null;
        for (var call = 0; call < 12; call++)
        {
            await Http.SendAsync("POST", "/dbconnections/change_password", new { email = "nobody@example.com", connection = TenantSeed.ConnectionName });
        }

        Assert.Equal(["api_limit_warning", "api_limit"], Told());
    }

    private async Task CallAsync(int times)
    {
        for (var call = 0; call < times; call++)
        {
            await Http.CallAsync("GET", "/roles");
        }
    }

    private string[] Told() => Tenant.State.Read(tenant => tenant.Logs.Select(entry => entry.Type).Where(type => type.StartsWith("api_limit", StringComparison.Ordinal)).ToArray());
}
