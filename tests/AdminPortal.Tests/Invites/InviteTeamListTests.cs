using AdminPortal.Invites;
using AdminPortal.SignIn;

namespace AdminPortal.Tests.Invites;

public sealed class InviteTeamListTests
{
    [Fact]
    public async Task The_list_narrows_to_a_team_or_to_none_together_with_status_and_search()
    {
        await using var world = await InviteWorld.StartAsync();
        var sales = await world.TeamAsync("Field sales");
        await world.SentIntoAsync(sales, "ana@example.com");
        await world.SentIntoAsync(null, "ivo@example.com");
        await world.InviteIntoAsync(sales, "li@example.com");

        Assert.Equal(["li@example.com", "ana@example.com"], await EmailsAsync(world, new InviteListQuery { Team = new TeamFilter(sales) }));
        Assert.Equal(["ivo@example.com"], await EmailsAsync(world, new InviteListQuery { Team = new TeamFilter(null) }));
        Assert.Equal(["ana@example.com"], await EmailsAsync(world, new InviteListQuery { Team = new TeamFilter(sales), Status = InviteStatusFilter.Pending }));
        Assert.Equal(["li@example.com"], await EmailsAsync(world, new InviteListQuery { Team = new TeamFilter(sales), Search = "li@" }));
        var page = await world.ListAsync(new InviteListQuery { Team = new TeamFilter(sales) });
        Assert.Equal((2, 3), (page.Total, page.All));
    }

    [Fact]
    public async Task The_search_finds_a_team_by_its_present_name_literally()
    {
        await using var world = await InviteWorld.StartAsync();
        var team = await world.TeamAsync("Field sales");
        await world.InviteIntoAsync(team, "ana@example.com");
        await world.InviteIntoAsync(await world.TeamAsync("100 % remote"), "ivo@example.com");
        await world.Portal.Services.RenameTeamAsync(team, "Outside sales");

        Assert.Equal(["ana@example.com"], await EmailsAsync(world, new InviteListQuery { Search = "outside" }));
        Assert.Empty(await EmailsAsync(world, new InviteListQuery { Search = "field" }));
        Assert.Equal(["ivo@example.com"], await EmailsAsync(world, new InviteListQuery { Search = "%" }));
        Assert.Equal("Outside sales", Assert.Single((await world.ListAsync(new InviteListQuery { Search = "ana" })).Rows).TeamName);
    }

    [Fact]
    public async Task A_lead_sees_in_list_count_and_search_only_what_their_teams_have()
    {
        await using var world = await InviteWorld.StartAsync();
        var sales = await world.TeamAsync("Field sales", InviteWorld.Lead);
        await world.InviteIntoAsync(sales, "ana@example.com");
        await world.InviteIntoAsync(await world.TeamAsync("Finance"), "ivo@example.com");
        await world.InviteIntoAsync(null, "li@example.com");
        var page = await world.ListAsync(by: InviteWorld.Lead);

        Assert.Equal(("ana@example.com", 1, 1), (Assert.Single(page.Rows).Email, page.Total, page.All));
        Assert.Empty((await world.ListAsync(new InviteListQuery { Search = "Finance" }, InviteWorld.Lead)).Rows);
        Assert.Empty((await world.ListAsync(new InviteListQuery { Team = new TeamFilter(null) }, InviteWorld.Lead)).Rows);
        Assert.Empty(await world.RefusalsAsync());
    }

    [Fact]
    public async Task Somebody_elses_team_in_the_address_shows_nothing_and_is_noted()
    {
        await using var world = await InviteWorld.StartAsync();
        await world.TeamAsync("Field sales", InviteWorld.Lead);
        var finance = await world.TeamAsync("Finance");
        await world.InviteIntoAsync(finance, "ivo@example.com");

        Assert.Equal(0, (await world.ListAsync(new InviteListQuery { Team = new TeamFilter(finance) }, InviteWorld.Lead)).Total);
        Assert.Equal([("Lee Lead", nameof(Right.SeeInvites), finance.ToString())], await world.RefusalsAsync());
    }

    [Fact]
    public async Task A_lead_of_no_team_has_an_empty_list()
    {
        await using var world = await InviteWorld.StartAsync();
        await world.InviteIntoAsync(await world.TeamAsync("Finance"), "ivo@example.com");

        Assert.Equal(0, (await world.ListAsync(by: InviteWorld.Lead)).All);
    }

    [Fact]
    public async Task The_filter_offers_the_teams_one_may_see_archived_ones_last()
    {
        await using var world = await InviteWorld.StartAsync();
        await world.Portal.Services.ArchiveTeamAsync(await world.TeamAsync("A desk", InviteWorld.Lead), world.Now);
        await world.TeamAsync("Field sales", InviteWorld.Lead);
        await world.TeamAsync("Finance");

        Assert.Equal(["Field sales", "Finance", "A desk"], (await TeamsAsync(world, InviteWorld.Admin)).Teams.Select(team => team.Name));
        var own = await TeamsAsync(world, InviteWorld.Lead);
        Assert.Equal([("Field sales", false), ("A desk", true)], own.Teams.Select(team => (team.Name, team.IsArchived)));
        Assert.False(own.SeesThoseWithout);
        Assert.Empty((await TeamsAsync(world, "support@example.com")).Teams);
    }

    private static async Task<IEnumerable<string>> EmailsAsync(InviteWorld world, InviteListQuery query) => (await world.ListAsync(query)).Rows.Select(row => row.Email);

    private static async Task<InviteTeams> TeamsAsync(InviteWorld world, string by)
    {
        await using var scope = world.Portal.SignedInAs(by);
        return await scope.Get<InviteTeamList>().HandleAsync();
    }
}
