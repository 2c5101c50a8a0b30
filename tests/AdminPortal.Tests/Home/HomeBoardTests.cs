using AdminPortal.Auth0;
using AdminPortal.Data;
using AdminPortal.Home;
using AdminPortal.Invites;
using AdminPortal.Shell;
using AdminPortal.Tests.Shell;
using Bunit;
using Microsoft.EntityFrameworkCore;
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
    public void A_log_that_can_not_be_relied_on_needs_attention_and_says_what_follows()
    {
        var tenant = Services.GetRequiredService<TenantState>();
        var board = Render<HomeBoard>();
        tenant.LogIs("has not been read to its end for more than a minute");

        board.WaitForAssertion(() => Assert.Equal("Auth0's log can't be relied on since 10:12", board.Find("section[aria-labelledby=attention] li strong").TextContent));
        Assert.Equal(
            "It has not been read to its end for more than a minute. Acceptances are noticed by looking at accounts one by one, which takes longer; refused emails may stay unnoticed.",
            board.Find("section[aria-labelledby=attention] li p").TextContent);

        tenant.LogIs(null);
        board.WaitForAssertion(() => Assert.Contains("Nothing at the moment.", board.Markup));
    }

    [Fact]
    public void A_log_that_is_late_because_of_a_graver_problem_is_not_told_beside_it()
    {
        var tenant = Services.GetRequiredService<TenantState>();
        var board = Render<HomeBoard>();
        tenant.LogIs("can't be read: the Management token lacks read:logs");
        tenant.Missed(["read:logs"]);

        board.WaitForAssertion(() => Assert.Equal("Auth0 refuses the portal the scope read:logs", Assert.Single(board.FindAll("section[aria-labelledby=attention] li strong")).TextContent));
        Assert.Contains("Acceptances are noticed by looking at accounts one by one", board.Find("section[aria-labelledby=attention] li p").TextContent);
    }

    [Fact]
    public void Refused_credentials_are_told_everywhere_with_their_cure_to_whoever_may_see_it()
    {
        var tenant = Services.GetRequiredService<TenantState>();
        var (board, banner, foot) = (Render<HomeBoard>(), Render<TenantBanner>(), Render<LinkState>());
        tenant.CredentialsRefused("Auth0 refuses the Management client's id or secret (\"Unauthorized\").");

        banner.WaitForAssertion(() => Assert.Equal("Auth0 refuses the portal's Management credentials since 10:12.", banner.Find(".banner strong").TextContent));
        Assert.Contains("Auth0:Management:ClientId and Auth0:Management:ClientSecret", banner.Find(".banner span").TextContent);
        board.WaitForAssertion(() => Assert.Equal("Auth0 refuses the portal's Management credentials since 10:12", board.Find("section[aria-labelledby=attention] li strong").TextContent));
        foot.WaitForAssertion(() => Assert.Equal("Auth0 refuses the portal since 10:12", foot.Find("p.lost").TextContent));

        TakeTheRoleAway();
        banner.WaitForAssertion(() => Assert.Empty(banner.FindAll(".banner")));
        GiveTheRoleBack();
        banner.WaitForAssertion(() => Assert.Single(banner.FindAll(".banner")));

        tenant.CredentialsTaken();
        banner.WaitForAssertion(() => Assert.Empty(banner.FindAll(".banner")));
        foot.WaitForAssertion(() => Assert.Equal("Live · Auth0 answers", foot.Find("p").TextContent));
    }

    [Fact]
    public async Task Numbers_that_change_by_the_clock_alone_do_so_in_the_open_page()
    {
        await Services.GetRequiredService<InviteUsers>().HandleAsync(new InviteUsersRequest { Addresses = ["ana@example.com", "jonas@example.com"], Lifetime = TimeSpan.FromDays(3) });
        await using (var db = await Services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync())
        {
            Assert.Equal(2, await db.Database.ExecuteSqlAsync($"UPDATE Invites SET Status = 'Sent', SentAt = {Start.UtcTicks}, FirstSentAt = {Start.UtcTicks}, ExpiresAt = {Start.AddHours(48).AddMinutes(3).UtcTicks}, Auth0UserId = 'auth0|a', NextAttemptAt = NULL"));
            Assert.Equal(1, await db.Database.ExecuteSqlAsync($"UPDATE Invites SET ExpiresAt = {Start.AddMinutes(5).UtcTicks} WHERE Email = 'jonas@example.com'"));
        }

        var board = Render<HomeBoard>();
        Assert.Equal(["2", "1"], PendingAndExpiring());

        Clock.Advance(TimeSpan.FromMinutes(4.5));
        board.WaitForAssertion(() => Assert.Equal(["2", "2"], PendingAndExpiring()));
        Clock.Advance(TimeSpan.FromMinutes(2));
        board.WaitForAssertion(() => Assert.Equal(["1", "1"], PendingAndExpiring()));

        IEnumerable<string> PendingAndExpiring() => board.FindAll(".tile b").Take(2).Select(number => number.TextContent);
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
