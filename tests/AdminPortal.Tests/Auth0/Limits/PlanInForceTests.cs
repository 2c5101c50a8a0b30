using System.Net;
using AdminPortal.Auth0;

namespace AdminPortal.Tests.Auth0;

/// <summary>What the portal makes of Auth0's headers when nobody has told it the plan.</summary>
public sealed class PlanInForceTests
{
    [Fact]
    public void Nothing_heard_yet_is_taken_for_the_slowest_plan()
    {
        using var bench = new GateBench();

        Assert.Equal(2, GateBench.Out(bench.Enter(5)));
        Assert.Null(bench.Tenant.Facts.LimitPlan);
    }

    [Theory]
    [InlineData("free", LimitGroup.Others, 2)]
    [InlineData("enterprise", LimitGroup.Others, 50)]
    [InlineData("enterprise", LimitGroup.ReadUsers, 50)]
    [InlineData("professional", LimitGroup.ReadUsers, 40)]
    [InlineData("professional", LimitGroup.WriteUsers, 20)]
    [InlineData("enterprise-nonproduction", LimitGroup.WriteUsers, 10)]
    public async Task One_reply_may_be_enough_to_know_the_plan(string plan, LimitGroup group, int limit)
    {
        using var bench = new GateBench();

        await bench.AnsweredAsync(group, limit);

        Assert.Equal(plan, bench.Tenant.Facts.LimitPlan);
        Assert.Equal(plan, bench.Plan.Current.Name);
    }

    [Fact]
    public async Task While_two_plans_fit_the_slower_one_counts()
    {
        using var bench = new GateBench();

        await bench.AnsweredAsync(LimitGroup.Others, 10);
        Assert.Equal("enterprise-nonproduction", bench.Tenant.Facts.LimitPlan);
        await bench.AnsweredAsync(LimitGroup.WriteUsers, 20);

        Assert.Equal("professional", bench.Tenant.Facts.LimitPlan);
    }

    [Fact]
    public async Task Multiplied_limits_are_known_by_their_factor()
    {
        using var bench = new GateBench(factor: 5);

        await bench.AnsweredAsync(LimitGroup.ReadUsers, 200);

        Assert.Equal("professional", bench.Tenant.Facts.LimitPlan);
        Assert.Equal(100, GateBench.Out(bench.Enter(150, LimitGroup.WriteUsers)));
    }

    [Theory]
    [InlineData(LimitGroup.Others, 37, "enterprise-nonproduction")]
    [InlineData(LimitGroup.ReadUsers, 45, "professional")]
    [InlineData(LimitGroup.Others, 600, "enterprise")]
    [InlineData(LimitGroup.Others, 1, "free")]
    public async Task Figures_of_no_plan_we_know_are_taken_for_the_widest_that_stays_below(LimitGroup group, int limit, string plan)
    {
        using var bench = new GateBench();

        await bench.AnsweredAsync(group, limit);

        Assert.Equal(plan, bench.Tenant.Facts.LimitPlan);
    }

    [Fact]
    public async Task A_tenant_that_moves_to_another_plan_is_followed()
    {
        using var bench = new GateBench();
        await bench.AnsweredAsync(LimitGroup.Others, 2);
        await bench.AnsweredAsync(LimitGroup.ReadUsers, 2);

        await bench.AnsweredAsync(LimitGroup.ReadUsers, 40);
        Assert.Equal("professional", bench.Tenant.Facts.LimitPlan);
        await bench.AnsweredAsync(LimitGroup.Others, 10);

        Assert.Equal("professional", bench.Tenant.Facts.LimitPlan);
    }

    [Fact]
    public async Task Replies_without_headers_mean_that_there_is_no_limit_until_one_comes_with_them()
    {
        using var bench = new GateBench();
        await bench.AnsweredAsync(LimitGroup.Others, null);
        Assert.Equal(1000, GateBench.Out(bench.Enter(1000)));

        await bench.AnsweredAsync(LimitGroup.Others, 2);

        Assert.Equal("free", bench.Tenant.Facts.LimitPlan);
    }

    [Fact]
    public async Task Faults_and_refusals_without_headers_prove_nothing()
    {
        using var bench = new GateBench();

        await bench.AnsweredAsync(LimitGroup.Others, null, status: HttpStatusCode.BadGateway);
        bench.Refuse(await bench.Enter(), TimeSpan.FromSeconds(1));

        Assert.Null(bench.Tenant.Facts.LimitPlan);
        Assert.Equal("free", bench.Plan.Current.Name);
    }

    [Fact]
    public async Task A_plan_that_is_set_stays_whatever_the_headers_say()
    {
        using var bench = new GateBench("enterprise");

        await bench.AnsweredAsync(LimitGroup.Others, 2);

        Assert.Equal("enterprise", bench.Tenant.Facts.LimitPlan);
    }

    [Fact]
    public async Task Whoever_waits_when_the_plan_becomes_known_goes_on_under_it_and_what_was_taken_stays_taken()
    {
        using var bench = new GateBench();
        var entry = await bench.Enter(LimitGroup.ReadUsers);
        await bench.Enter();
        var waiting = bench.Enter(45, LimitGroup.ReadUsers);
        Assert.Equal(0, GateBench.Out(waiting));

        bench.Answer(entry, limit: 40, remaining: 39);

        Assert.Equal(38, GateBench.Out(waiting));
    }

    [Fact]
    public async Task A_pause_outlasts_the_change_of_the_plan()
    {
        using var bench = new GateBench();
        var (first, second) = (await bench.Enter(LimitGroup.ReadUsers), await bench.Enter(LimitGroup.ReadUsers));
        bench.Refuse(first, TimeSpan.FromSeconds(5));

        bench.Answer(second, limit: 40, remaining: 38);

        var next = bench.Enter(LimitGroup.WriteUsers);
        Assert.False(next.IsCompleted);
        bench.Clock.Advance(TimeSpan.FromSeconds(6));
        Assert.True(next.IsCompleted);
    }

    [Theory]
    [InlineData("GET", "/api/v2/users/auth0%7Cx", LimitGroup.ReadUsers)]
    [InlineData("GET", "/api/v2/users-by-email", LimitGroup.ReadUsers)]
    [InlineData("POST", "/api/v2/users", LimitGroup.WriteUsers)]
    [InlineData("PATCH", "/api/v2/users/auth0%7Cx", LimitGroup.WriteUsers)]
    [InlineData("DELETE", "/api/v2/users/auth0%7Cx", LimitGroup.DeleteUsers)]
    [InlineData("POST", "/api/v2/users/auth0%7Cx/roles", LimitGroup.Others)]
    [InlineData("GET", "/api/v2/users/auth0%7Cx/roles", LimitGroup.Others)]
    [InlineData("GET", "/api/v2/roles", LimitGroup.Others)]
    [InlineData("POST", "/api/v2/tickets/password-change", LimitGroup.Others)]
    [InlineData("GET", "/api/v2/logs", LimitGroup.ReadLogs)]
    [InlineData("GET", "/api/v2/users/auth0%7Cx/logs", LimitGroup.ReadLogs)]
    [InlineData("GET", "/api/v2/clients/abc", LimitGroup.ReadClients)]
    [InlineData("PATCH", "/api/v2/clients/abc", LimitGroup.Others)]
    [InlineData("GET", "/api/v2/connections", LimitGroup.ReadConnections)]
    [InlineData("GET", "/api/v2/email-templates/reset_email", LimitGroup.ReadEmailTemplates)]
    [InlineData("PATCH", "/api/v2/email-templates/reset_email", LimitGroup.WriteEmailTemplates)]
    [InlineData("GET", "/api/v2/emails/provider", LimitGroup.ReadEmailProvider)]
    [InlineData("POST", "/dbconnections/change_password", LimitGroup.Authentication)]
    public void Every_call_counts_to_the_group_Auth0_counts_it_to(string method, string path, LimitGroup group) =>
        Assert.Equal(group, LimitGroups.Of(new HttpMethod(method), path));
}
