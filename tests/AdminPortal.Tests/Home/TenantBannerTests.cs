using AdminPortal.Auth0;
using AdminPortal.Home;
using AdminPortal.Tests.Shell;
using Bunit;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Tests.Home;

public sealed class TenantBannerTests : PageContext
{
    [Fact]
    public void What_Setup_found_is_named_to_an_admin_with_the_way_there_until_it_is_put_right()
    {
        var tenant = Services.GetRequiredService<TenantState>();
        var banner = Render<TenantBanner>();
        Assert.Empty(banner.FindAll(".banner"));

        tenant.SetupIs(new SetupSummary(Start, [Problem("scopes", "The scopes", "One is missing."), Problem("sign-up", "Nobody signs up", "Sign-up is open.")], IsFirstRun: false));
        banner.WaitForAssertion(() => Assert.Equal("Setup: “The scopes” fails. One is missing. And 1 more. Open Setup", banner.Find(".banner span").TextContent));
        Assert.Equal("/setup", banner.Find(".banner a").GetAttribute("href"));

        tenant.SetupIs(new SetupSummary(Start, [], IsFirstRun: false));
        banner.WaitForAssertion(() => Assert.Empty(banner.FindAll(".banner")));
    }

    [Fact]
    public void Whoever_may_not_see_what_is_wrong_with_the_tenant_is_not_told()
    {
        TakeTheRoleAway();
        Services.GetRequiredService<TenantState>().SetupIs(new SetupSummary(Start, [Problem("scopes", "The scopes", "One is missing.")], IsFirstRun: false));

        Assert.Empty(Render<TenantBanner>().FindAll(".banner"));
    }

    private static SetupProblem Problem(string check, string title, string text) => new(check, title, text, StopsSending: true);
}
