using AdminPortal.Setup;
using AdminPortal.Tests.Shell;
using Bunit;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Tests.Setup;

public sealed class TestInviteBenchTests : PageContext
{
    public override Task InitializeAsync()
    {
        Services.AddScoped<SendTestInvite>();
        Services.AddScoped<EndTestInvite>();
        Services.AddScoped<TestInviteDetails>();
        return base.InitializeAsync();
    }

    [Fact]
    public void Before_the_first_test_it_says_what_will_happen() =>
        Assert.Contains("Each step appears here", Render<TestInviteBench>().Markup, StringComparison.Ordinal);

    [Fact]
    public void A_test_is_shown_at_once_and_a_second_waits_until_it_is_cleaned_up()
    {
        var bench = Render<TestInviteBench>();
        bench.Find("form").Submit();

        bench.WaitForAssertion(() => Assert.StartsWith("Test to mira+test", bench.Find("#run").TextContent, StringComparison.Ordinal));
        Assert.Single(bench.FindAll(".post.green"));
        Assert.Equal("Clean the last test up first.", bench.Find("#no-send").TextContent);
        bench.Find(".sheet-foot button").Click();
        bench.WaitForAssertion(() => Assert.Equal(2, bench.FindAll(".post.green").Count));
        Assert.Empty(bench.FindAll("#no-send"));
    }

    [Fact]
    public void An_address_that_is_none_is_told_at_its_field()
    {
        var bench = Render<TestInviteBench>();
        bench.Find("#to").Change("nonsense");
        bench.Find("form").Submit();

        bench.WaitForAssertion(() => Assert.Contains("has no @", bench.Find("#to-told .error").TextContent, StringComparison.Ordinal));
        Assert.Equal("true", bench.Find("#to").GetAttribute("aria-invalid"));
    }

    [Fact]
    public async Task Nothing_is_sent_and_nothing_is_lost_while_the_database_fails()
    {
        var bench = Render<TestInviteBench>();
        await BreakAsync();
        bench.Find("#to").Change("bo@example.com");
        bench.Find("form").Submit();

        bench.WaitForAssertion(() => Assert.Contains("nothing was sent", bench.Find("#to-told .error").TextContent, StringComparison.Ordinal));
        Assert.Equal("bo@example.com", bench.Find("#to").GetAttribute("value"));
    }

    [Fact]
    public void Whoever_may_not_see_Setup_is_told_so()
    {
        TakeTheRoleAway();
        Assert.Contains("Setup is not yours to see", Render<TestInviteBench>().Markup, StringComparison.Ordinal);
    }
}
