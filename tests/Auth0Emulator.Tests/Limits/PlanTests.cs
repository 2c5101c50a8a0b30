using System.Text.Json.Nodes;
using Auth0Emulator.Limits;
using Auth0Emulator.Tests.Authentication;

namespace Auth0Emulator.Tests.Limits;

/// <summary>Choosing a plan while the tenant runs.</summary>
public sealed class PlanTests : BrowserTests
{
    protected override LocalTenantOptions Options => base.Options with { RateLimits = RateLimitPlan.Free };

    [Fact]
    public async Task The_plan_is_told_with_every_bucket()
    {
        var told = await Http.ControlAsync("GET", "/plan");

        Assert.Equal(("free", 1), (told.Text("plan"), (int)told.Json["factor"]!));
        Assert.Equal(
            ["other calls of the Management API", "Authentication API", "tokens", "keys", "userinfo of a user", "reset mails of a caller to an address"],
            Groups(told.Json).Select(group => (string)group["name"]!));
        Assert.Equal("""{"name":"tokens","burst":30,"refill":30,"period":"00:00:01","routes":["POST /oauth/token"]}""", Groups(told.Json).Single(group => (string)group["name"]! == "tokens").ToJsonString());
    }

    [Fact]
    public async Task Another_plan_with_a_factor_is_in_force_at_once()
    {
        var chosen = await Http.ControlAsync("PUT", "/plan", new { plan = "professional", factor = 10 });

        Assert.Equal((200, "professional", 10), (chosen.Status, chosen.Text("plan"), (int)chosen.Json["factor"]!));
        var users = Groups(chosen.Json).Single(group => (string)group["name"]! == "read users");
        Assert.Equal((400, 10, TimeSpan.FromMinutes(1) / 500), ((int)users["burst"]!, (int)users["refill"]!, TimeSpan.Parse((string)users["period"]!)));
        Assert.Equal(["GET /api/v2/users", "GET /api/v2/users/{id}", "GET /api/v2/users-by-email"], users["routes"]!.AsArray().Select(route => (string)route!));
        Assert.Equal(10, (int)Groups(chosen.Json).Single(group => ((string)group["name"]!).StartsWith("reset mails", StringComparison.Ordinal))["burst"]!);
        Assert.Equal("400", (await Http.CallAsync("GET", "/users")).Headers["x-ratelimit-limit"]);
        Assert.Equal(("professional", 10), (Tenant.Plan!.Name, Tenant.Plan.Factor));
    }

    [Fact]
    public async Task Off_takes_the_limits_away_but_that_on_reset_mails()
    {
        var chosen = await Http.ControlAsync("PUT", "/plan", new { plan = "off" });

        Assert.Equal(("off", "reset mails of a caller to an address"), (chosen.Text("plan"), (string)Assert.Single(Groups(chosen.Json))["name"]!));
        Assert.Null(Tenant.Plan);
        Assert.False((await Http.CallAsync("GET", "/roles")).Headers.ContainsKey("x-ratelimit-limit"));
    }

    [Fact]
    public async Task Choosing_a_plan_fills_every_bucket()
    {
        await Http.CallAsync("GET", "/roles");
        await Http.CallAsync("GET", "/roles");
        Assert.Equal(429, (await Http.CallAsync("GET", "/roles")).Status);

        await Http.ControlAsync("PUT", "/plan", new { plan = "free" });

        Assert.Equal(200, (await Http.CallAsync("GET", "/roles")).Status);
    }

    [Fact]
    public async Task A_reset_goes_back_to_the_plan_the_tenant_was_started_with()
    {
        Tenant.Plan = RateLimitPlan.Enterprise.Scaled(3);

        await Http.ControlAsync("POST", "/reset");

        Assert.Equal(RateLimitPlan.Free, Tenant.Plan);
    }

    [Theory]
    [InlineData("""{"plan":"gold"}""", "The plan must be one of off, free, professional, enterprise, enterprise-nonproduction; it is gold.")]
    [InlineData("""{"plan":"free","factor":0}""", "The factor must be a whole number from 1 to 10000; it is 0.")]
    [InlineData("""{"plan":"free","factor":10001}""", "The factor must be a whole number from 1 to 10000; it is 10001.")]
    [InlineData("""{"plan":"off","factor":2}""", "Without a plan there is nothing to multiply: leave the factor out, or choose a plan.")]
    [InlineData("""{"factor":2}""", "The body can't be read")]
    public async Task A_plan_nobody_sells_is_refused_with_a_sentence(string body, string sentence)
    {
        var refused = await Http.ControlAsync("PUT", "/plan", body);

        Assert.Equal(400, refused.Status);
        Assert.StartsWith(sentence, refused.Text("error"), StringComparison.Ordinal);
        Assert.Equal("free", Tenant.Plan!.Name);
    }

    [Fact]
    public async Task A_person_chooses_the_plan_on_the_home_page()
    {
        Assert.Contains("In force: Free.", await Browser.ReadAsync("/emulator"), StringComparison.Ordinal);

        var chosen = await Browser.PostAsync("/emulator/plan", ("plan", "enterprise"), ("factor", "4"));

        Assert.Equal("/emulator?plan", chosen.Headers.Location!.OriginalString);
        var page = await Browser.ReadAsync("/emulator?plan");
        Assert.Contains("The plan is in force", page, StringComparison.Ordinal);
        Assert.Contains("In force: Enterprise, 4 times as high.", page, StringComparison.Ordinal);
        Assert.Equal(("enterprise", 4), (Tenant.Plan!.Name, Tenant.Plan.Factor));
    }

    [Theory]
    [InlineData("gold", "1", "The plan must be one of")]
    [InlineData("free", "many", "The factor is a whole number; it is many.")]
    public async Task A_mistake_on_the_home_page_is_told_there(string plan, string factor, string words)
    {
        var page = await TestBrowser.TextAsync(await Browser.PostAsync("/emulator/plan", ("plan", plan), ("factor", factor)));

        Assert.Contains(words, page, StringComparison.Ordinal);
        Assert.Contains("role=\"alert\"", page, StringComparison.Ordinal);
        Assert.Equal("free", Tenant.Plan!.Name);
    }

    [Fact]
    public void A_plan_can_be_scaled_without_touching_the_clock()
    {
        var plan = RateLimitPlan.Enterprise.Scaled(10);

        Assert.Equal((500, 160, TimeSpan.FromSeconds(1)), (plan.Others.Burst, plan.Others.Refill, plan.Others.Every));
        Assert.Equal(new RateLimit(1000, 1000, TimeSpan.FromSeconds(1)), plan.Authentication);
        Assert.Equal(new RateLimit(100, 10, TimeSpan.FromSeconds(12)), plan.Userinfo);
    }

    private static IEnumerable<JsonNode> Groups(JsonNode told) => told["groups"]!.AsArray().Select(group => group!);
}
