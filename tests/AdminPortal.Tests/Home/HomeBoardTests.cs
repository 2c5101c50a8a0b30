using AdminPortal.Auth0;
using AdminPortal.Home;
using AdminPortal.Invites;
using AdminPortal.Shell;
using AdminPortal.Tests.Shell;
using Bunit;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Tests.Home;

public sealed class HomeBoardTests : PageContext
{
    [Fact]
    public void The_tiles_lead_into_the_filtered_list()
    {
        var board = Render<HomeBoard>();
        Assert.Equal(
            [("Pending", "/invites?status=pending"), ("Expiring in 48 h", "/invites?status=expiring&sort=expires"), ("Not sent", "/invites?status=not-sent"), ("Accepted in 30 days", "/invites?status=accepted-lately"), ("Median time to accept", "/invites?status=accepted-lately")],
            board.FindAll("a.tile").Select(tile => (tile.QuerySelector(".tile-name")!.TextContent, tile.GetAttribute("href")!)));
    }

    [Fact]
    public async Task The_numbers_follow_by_themselves()
    {
        var board = Render<HomeBoard>();
        Assert.Contains("of 0 in all", board.Markup);
        await Services.GetRequiredService<InviteUsers>().HandleAsync(new InviteUsersRequest { Addresses = ["ana@example.com"], Lifetime = TimeSpan.FromDays(3) });

        board.WaitForAssertion(() => Assert.Contains("of 1 in all", board.Markup));
        Assert.Contains("Mira Kovač invited ana@example.com", board.Find("section[aria-labelledby=latest]").TextContent);
    }

    [Fact]
    public void A_missing_scope_needs_attention_and_is_named()
    {
        var board = Render<HomeBoard>();
        Assert.Contains("Nothing at the moment.", board.Markup);
        Services.GetRequiredService<TenantState>().Missed(["create:users"]);

        board.WaitForAssertion(() => Assert.Contains("create:users", board.Find("section[aria-labelledby=attention]").TextContent));
    }

    [Fact]
    public void A_short_link_lifetime_needs_attention()
    {
        Services.GetRequiredService<TenantState>().Learn(facts => facts with { LinkLifetime = TimeSpan.FromDays(5) });
        Assert.Contains("Links live 5 days", Render<HomeBoard>().Markup);
    }

    [Fact]
    public void The_banner_speaks_only_while_something_is_wrong()
    {
        var tenant = Services.GetRequiredService<TenantState>();
        var banner = Render<TenantBanner>();
        Assert.Empty(banner.FindAll(".banner"));

        FallSilent(tenant);
        banner.WaitForAssertion(() => Assert.Contains("Auth0 does not answer since 10:12.", banner.Find(".banner").TextContent));
        tenant.Heard();
        banner.WaitForAssertion(() => Assert.Empty(banner.FindAll(".banner")));
    }

    [Fact]
    public void The_link_state_says_whether_the_page_is_live_and_Auth0_answers()
    {
        var tenant = Services.GetRequiredService<TenantState>();
        var state = Render<LinkState>();
        Assert.Equal("Live · Auth0 answers", state.Find("p").TextContent);

        FallSilent(tenant);
        state.WaitForAssertion(() => Assert.Equal("Auth0 does not answer since 10:12", state.Find("p.lost").TextContent));
    }

    private static void FallSilent(TenantState tenant)
    {
        for (var call = 0; call < 3; call++)
        {
            tenant.HeardNothing();
        }
    }

    [Fact]
    public void Every_kind_of_activity_has_its_words() =>
        Assert.All(Enum.GetValues<TimelineKind>(), kind =>
        {
            var activity = new Activity(Start, kind, default, "ana@example.com", "Mira Kovač");
            Assert.NotEmpty(ActivityWords.Before(activity) + ActivityWords.After(activity));
        });
}
