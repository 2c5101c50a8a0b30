using System.Net;
using AdminPortal.Teams;
using AdminPortal.Testing;
using AdminPortal.Tests.Invites;

namespace AdminPortal.Tests.Teams;

/// <summary>The pages as plain HTML, for people with different rights.</summary>
public sealed class TeamPagesTests
{
    [Fact]
    public async Task Teams_answer_whole_without_a_live_connection()
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await world.TeamLedAsync("Field sales", TeamSteps.Lead);
        await world.PutIntoAsync(await world.SentAsync("ana@example.com"), id);
        using var browser = await world.Portal.SignInOverHttpAsync(InviteWorld.Admin);

        foreach (var (path, words) in new[] { ("teams", "Lee Lead"), ("teams?show=archived", "No team is archived"), ("teams?show=nonsense", "Field sales"), ($"teams/{id}", "ana@example.com") })
        {
            var response = await browser.SendAsync(new HttpRequestMessage(HttpMethod.Get, new Uri(world.Portal.Address, path)));
            var page = await response.Content.ReadAsStringAsync();
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Contains(words, page, StringComparison.Ordinal);
            Assert.DoesNotContain("<style", page, StringComparison.Ordinal);
            Assert.Contains("href=\"/teams\"", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_unknown_team_is_a_real_404_and_so_is_another_teams_for_a_lead()
    {
        await using var world = await InviteWorld.StartAsync();
        var (mine, other) = (await world.TeamLedAsync("Mine", TeamSteps.Lead), await world.TeamMadeAsync("Other"));
        using var admin = await world.Portal.SignInOverHttpAsync(InviteWorld.Admin);
        using var lead = await world.Portal.SignInOverHttpAsync(TeamSteps.Lead);

        Assert.Equal(HttpStatusCode.NotFound, (await admin.GoToAsync($"/teams/{Guid.Empty}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await admin.GoToAsync("/teams/not-an-id")).Status);
        Assert.Equal(HttpStatusCode.OK, (await admin.GoToAsync($"/teams/{other}")).Status);
        Assert.Equal(HttpStatusCode.OK, (await lead.GoToAsync($"/teams/{mine}")).Status);
        var refused = await lead.GoToAsync($"/teams/{other}");
        Assert.Equal(HttpStatusCode.NotFound, refused.Status);
        Assert.DoesNotContain("Other", refused.Words, StringComparison.Ordinal);
        Assert.Equal("access.refused", (await world.AuditAsync(other))[^1].Action);
    }

    [Fact]
    public async Task Whoever_may_not_see_teams_gets_neither_the_page_nor_its_place_in_the_navigation()
    {
        await using var world = await InviteWorld.StartAsync();
        using var support = await world.Portal.SignInOverHttpAsync(TeamSteps.Support);

        Assert.Equal(HttpStatusCode.Forbidden, (await support.GoToAsync("/teams")).Status);
        var home = await support.GoToAsync("/");
        Assert.NotNull(home.Document.QuerySelector("nav[aria-label=Places]"));
        Assert.Null(home.Document.QuerySelector("a[href='/teams']"));
    }
}
