using AdminPortal.Data;
using AdminPortal.Invites;
using AdminPortal.Tests.Shell;
using Bunit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Tests.Invites;

public sealed class InviteTableTests : PageContext
{
    [Fact]
    public void A_list_that_was_never_used_says_what_to_do() =>
        Assert.Equal("Nobody has been invited yet", Show().Find(".empty h2").TextContent);

    [Fact]
    public async Task When_nothing_matches_the_filters_can_be_cleared()
    {
        await Invite("ana@example.com");
        var table = Show(new InviteListQuery { Search = "weber", Status = InviteStatusFilter.NotSent });

        Assert.Equal("No invitation matches “weber” with status Not sent", table.Find(".empty h2").TextContent);
        Assert.Contains("1 invitation is hidden by the filters.", table.Markup);
        Assert.Equal("/invites", table.FindAll("a").Single(link => link.TextContent == "Clear filters").GetAttribute("href"));
    }

    [Fact]
    public void Who_may_not_see_invitations_is_told_so()
    {
        TakeTheRoleAway();
        Assert.Equal("Invitations are not yours to see", Show().Find(".empty h2").TextContent);
    }

    [Fact]
    public async Task Whose_role_is_taken_away_stops_seeing_addresses_in_the_open_page()
    {
        await Invite("ana@example.com");
        var table = Show();
        Assert.Contains("ana@example.com", table.Markup);

        TakeTheRoleAway();
        table.WaitForAssertion(() => Assert.Equal("Invitations are not yours to see", table.Find(".empty h2").TextContent));
        Assert.DoesNotContain("ana@example.com", table.Markup);

        GiveTheRoleBack();
        table.WaitForAssertion(() => Assert.Contains("ana@example.com", table.Markup));
    }

    [Fact]
    public async Task When_the_database_fails_old_rows_stay_and_it_can_be_tried_again()
    {
        await Invite("ana@example.com");
        var table = Show();
        await Sql("ALTER TABLE Invites RENAME TO Away");
        Services.GetRequiredService<InviteChanges>().Publish(Guid.CreateVersion7(Start));

        table.WaitForAssertion(() => Assert.Contains("The list could not be refreshed.", table.Find("[role=alert]").TextContent));
        Assert.Contains("The rows below are from 10:12.", table.Markup);
        Assert.Contains("ana@example.com", table.Markup);

        await Sql("ALTER TABLE Away RENAME TO Invites");
        table.FindAll("button").Single(button => button.TextContent == "Try again").Click();
        table.WaitForAssertion(() => Assert.Empty(table.FindAll("[role=alert]")));
    }

    [Fact]
    public async Task A_new_invitation_appears_by_itself_and_lights_up()
    {
        await Invite("ana@example.com");
        var table = Show();
        await Invite("jonas@example.com");

        table.WaitForAssertion(() => Assert.Equal("jonas@example.com", table.Find("tbody tr.fresh th a").TextContent));
        Assert.Contains("1–2 of 2", table.Find(".pager p").TextContent);
    }

    [Fact]
    public async Task The_table_is_captioned_and_its_headings_are_sort_links()
    {
        await Invite("ana@example.com");
        var table = Show(new InviteListQuery { Sort = InviteSort.Email });

        Assert.Equal("Invitations", table.Find("caption").TextContent);
        Assert.Equal(["Email", "Team", "Roles", "Status", "Invited by", "Sent", "Expires", "Actions"], table.FindAll("th[scope=col]").Select(heading => heading.TextContent.Trim()));
        Assert.Equal(["ascending", "none", "none"], table.FindAll("th[aria-sort]").Select(heading => heading.GetAttribute("aria-sort")));
        Assert.Equal("/invites?sort=email&order=desc", table.Find("th[aria-sort=ascending] a").GetAttribute("href"));
    }

    [Fact]
    public async Task Pages_lead_on_by_links_that_carry_the_place()
    {
        await Invite([.. Enumerable.Range(1, 30).Select(n => $"p{n:00}@example.com")]);
        var table = Show();

        Assert.Contains("1–25 of 30", table.Find(".pager p").TextContent);
        Assert.Equal("true", table.Find("[aria-label='Previous page']").GetAttribute("aria-disabled"));
        Assert.Matches(@"^/invites\?after=.+&from=26$", table.Find("[aria-label='Next page']").GetAttribute("href")!);
        Assert.Equal(["25", "50", "100"], table.FindAll("[aria-label='Page size'] a").Select(link => link.TextContent));
        Assert.Equal("25", table.Find("[aria-label='Page size'] a[aria-current]").TextContent);
    }

    [Fact]
    public async Task A_pending_invitation_turns_expired_in_the_open_page_when_its_time_has_passed()
    {
        await Invite("ana@example.com");
        await Sql($"UPDATE Invites SET Status = 'Sent', SentAt = {Start.UtcTicks}, ExpiresAt = {Start.AddMinutes(5).UtcTicks}, Auth0UserId = 'auth0|a', NextAttemptAt = NULL");
        var table = Show();
        Assert.Contains("Pending", table.Find("td.lead").TextContent);

        Clock.Advance(TimeSpan.FromMinutes(6));
        table.WaitForAssertion(() => Assert.Contains("Expired", table.Find("td.lead").TextContent));
    }

    private IRenderedComponent<InviteTable> Show(InviteListQuery? query = null) =>
        Render<InviteTable>(parameters => parameters.Add(it => it.Query, query ?? new InviteListQuery()));

    private async Task Invite(params string[] addresses) =>
        Assert.IsType<InviteUsersOutcome.Recorded>(await Services.GetRequiredService<InviteUsers>().HandleAsync(new InviteUsersRequest { Addresses = addresses, Lifetime = TimeSpan.FromDays(3) }));

    private async Task Sql(string statement)
    {
        await using var db = await Services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync();
        await db.Database.ExecuteSqlRawAsync(statement);
    }
}
