using AdminPortal.Shell;
using AdminPortal.Teams;
using Bunit;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Tests.Teams;

public sealed class TeamDialogTests : TeamsContext
{
    [Fact]
    public async Task A_new_team_is_made_and_the_notice_leads_to_it()
    {
        var dialog = Render<TeamDialog>();
        Assert.Equal("New team", dialog.Find("h2").TextContent);
        dialog.Find("#team-name").Input(" Field  sales");
        await dialog.Find("form").SubmitAsync();

        var team = Assert.Single(await TeamsAsync());
        var notice = Assert.Single(Services.GetRequiredService<Notices>().Shown);
        Assert.Equal(("Field sales is made", $"/teams/{team.Id}"), (notice.Title, notice.Href));
    }

    [Fact]
    public async Task A_name_that_is_taken_is_told_at_its_field_and_stays_there()
    {
        await TeamAsync("Field sales");
        var dialog = Render<TeamDialog>();
        dialog.Find("#team-name").Input("field sales");
        await dialog.Find("form").SubmitAsync();

        Assert.Equal("A team in use is named “Field sales” already. Choose another name.", dialog.Find("#team-problem .error").TextContent);
        Assert.Equal(("true", "field sales"), (dialog.Find("#team-name").GetAttribute("aria-invalid"), dialog.Find("#team-name").GetAttribute("value")));

        dialog.Find("#team-name").Input("Finance");
        Assert.Empty(dialog.FindAll(".error"));
        await dialog.Find("form").SubmitAsync();
        Assert.Equal(["Field sales", "Finance"], (await TeamsAsync()).Select(team => team.Name));
    }

    [Fact]
    public async Task Renaming_begins_with_the_name_there_is()
    {
        var id = await TeamAsync("Field sales");
        var row = await RowAsync(id);
        var dialog = Render<TeamDialog>(parameters => parameters.Add(it => it.Team, row));
        Assert.Equal(("Rename Field sales", "Field sales"), (dialog.Find("h2").TextContent, dialog.Find("#team-name").GetAttribute("value")));

        dialog.Find("#team-name").Input("Sales");
        await dialog.Find("form").SubmitAsync();

        Assert.Equal("Field sales is named Sales now", Assert.Single(Services.GetRequiredService<Notices>().Shown).Title);
        Assert.Equal("Sales", Assert.Single(await TeamsAsync()).Name);
    }

    [Fact]
    public async Task Nothing_is_lost_while_the_database_fails_or_the_right_is_gone()
    {
        await KeepTeamsAsTheyAreAsync();
        var dialog = Render<TeamDialog>();
        dialog.Find("#team-name").Input("Field sales");
        await dialog.Find("form").SubmitAsync();
        Assert.Contains("Nothing was changed; try again.", dialog.Find("#team-problem").TextContent, StringComparison.Ordinal);

        TakeTheRoleAway();
        await dialog.Find("form").SubmitAsync();

        Assert.Contains("Ask a company admin.", dialog.Find("#team-problem").TextContent, StringComparison.Ordinal);
        Assert.Equal("Field sales", dialog.Find("#team-name").GetAttribute("value"));
        Assert.Empty(Services.GetRequiredService<Notices>().Shown);
    }

    private async Task<IReadOnlyList<TeamRow>> TeamsAsync() => Assert.IsType<TeamListOutcome.Shown>(await UseAsync((TeamList list) => list.HandleAsync(archived: false))).Teams;
}
