using AdminPortal.Data;
using AdminPortal.Shell;
using AdminPortal.Teams;
using AdminPortal.Tests.Shell;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Tests.Teams;

public sealed class TeamBoardTests : TeamsContext
{
    [Fact]
    public async Task A_team_is_a_row_with_its_lead_its_numbers_and_its_menu()
    {
        var id = await TeamAsync("Field sales", "Ivo Marić");
        await TeamAsync("Customer care");

        var board = Render<TeamBoard>();

        Assert.Equal("Teams", board.Find("caption").TextContent);
        Assert.Equal(["Team", "Lead", "Pending", "Accepted", "Actions"], board.FindAll("thead th").Select(heading => heading.TextContent));
        Assert.Equal(["Customer care", "Field sales"], board.FindAll("tbody th").Select(name => name.TextContent));
        Assert.Equal("No lead", board.Find("tbody tr .chip").TextContent);
        Assert.Equal("Ivo Marić", board.FindAll("tbody tr")[1].QuerySelectorAll("td")[0].TextContent.Trim());
        Assert.Equal($"/teams/{id}", board.FindAll("tbody th a")[1].GetAttribute("href"));
        Assert.NotNull(board.Find("button[aria-label='Actions for Field sales']"));
        Assert.Equal(["Rename", "Roles", "Leads", "Archive"], board.FindAll("tbody tr")[1].QuerySelectorAll(".menu button, .menu a").Select(item => item.TextContent.Trim()));
        Assert.Equal(["In use 2", "Archived 0"], board.FindAll("nav a").Select(link => link.TextContent));
    }

    [Fact]
    public async Task Numbers_lead_to_the_invitations_they_count()
    {
        var id = await TeamAsync("Field sales");
        await OpenInviteAsync(id);

        var board = Render<TeamBoard>();

        var link = board.FindAll("td.end a").Single();
        Assert.Equal(("1", $"/invites?team={id}&status=pending"), (link.TextContent, link.GetAttribute("href")));
    }

    [Fact]
    public void Before_the_first_team_it_says_what_one_is_for()
    {
        var board = Render<TeamBoard>();
        Assert.Equal("There is no team yet", board.Find(".empty h2").TextContent);
        Assert.Empty(board.FindAll("nav"));
        Assert.Equal("New team", board.Find(".button.primary").TextContent);
    }

    [Fact]
    public async Task Archived_teams_stand_apart_and_either_side_says_when_it_is_empty()
    {
        var id = await TeamAsync("Field sales");
        Assert.Equal("No team is archived", Render<TeamBoard>(it => it.Add(board => board.Archived, true)).Find(".empty h2").TextContent);

        await UseAsync((ArchiveTeam archive) => archive.HandleAsync(id));

        Assert.Equal("Every team is archived", Render<TeamBoard>().Find(".empty h2").TextContent);
        var archived = Render<TeamBoard>(it => it.Add(board => board.Archived, true));
        Assert.Equal("Field sales", archived.Find("tbody th").TextContent);
        Assert.Equal("true", archived.FindAll("nav a")[1].GetAttribute("aria-current"));
        Assert.Contains("Restore", archived.Find(".menu").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_who_leads_sees_their_teams_without_anything_to_change()
    {
        await TeamAsync("Mine", "Mira Kovač", Mira);
        await TeamAsync("Other");
        OnlyLead();

        var board = Render<TeamBoard>();

        Assert.Equal(["Mine"], board.FindAll("tbody th").Select(name => name.TextContent));
        Assert.Empty(board.FindAll(".button.primary, .menu"));
        Assert.DoesNotContain("Actions", board.FindAll("thead th").Select(heading => heading.TextContent));
    }

    [Fact]
    public void Somebody_who_leads_no_team_reads_who_says_that()
    {
        OnlyLead();
        Assert.Equal("You lead no team", Render<TeamBoard>().Find(".empty h2").TextContent);
    }

    [Fact]
    public async Task Without_the_right_there_is_nothing_to_see_at_once()
    {
        await TeamAsync("Field sales");
        var board = Render<TeamBoard>();
        TakeTheRoleAway();

        board.WaitForAssertion(() => Assert.Equal("Teams are not yours to see", board.Find(".empty h2").TextContent));
        Assert.DoesNotContain("Field sales", board.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_elsewhere_appears_by_itself()
    {
        var board = Render<TeamBoard>();
        var id = await TeamAsync("Field sales");
        board.WaitForAssertion(() => Assert.Equal("Field sales", board.Find("tbody th").TextContent));
        await OpenInviteAsync(id);
        Services.GetRequiredService<AdminPortal.Invites.InviteChanges>().Publish(Guid.CreateVersion7(Start));
        board.WaitForAssertion(() => Assert.Equal("1", board.Find("td.end").TextContent));
    }

    [Fact]
    public async Task When_the_database_is_silent_the_rows_stay_and_say_how_old_they_are()
    {
        await TeamAsync("Field sales");
        var board = Render<TeamBoard>();
        await HideTeamsAsync();
        Services.GetRequiredService<TeamChanges>().Publish(Guid.CreateVersion7(Start));
        board.WaitForAssertion(() => Assert.Contains("The teams could not be refreshed.", board.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        Assert.Contains("from 10:12", board.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Equal("Field sales", board.Find("tbody th").TextContent);

        await ShowTeamsAsync();
        await board.FindAll("button").Single(button => button.TextContent == "Try again").ClickAsync(new());
        Assert.Empty(board.FindAll("[role=alert]"));
    }

    [Fact]
    public async Task When_it_is_silent_from_the_start_that_is_said_instead()
    {
        await HideTeamsAsync();
        Assert.Contains("The teams could not be loaded.", Render<TeamBoard>().Find("[role=alert]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Archiving_asks_with_the_number_of_open_invitations_and_then_says_what_is_so()
    {
        var id = await TeamAsync("Field sales");
        await OpenInviteAsync(id);
        var (board, host) = (Render<TeamBoard>(), Render<DialogHost>());

        var archiving = board.InvokeAsync(() => board.FindAll(".menu button").Single(button => button.TextContent.Trim() == "Archive").ClickAsync(new()));
        host.WaitForAssertion(() => Assert.Equal("Archive Field sales?", host.Find("h2").TextContent));
        Assert.Equal("Nobody can be invited into it any more. Its 1 open invitation keeps running and is listed here.", host.Find("#question-text").TextContent);
        await host.InvokeAsync(() => host.FindAll("button").Single(button => button.TextContent == "Archive").Click());
        await archiving;

        var notice = Assert.Single(Services.GetRequiredService<Notices>().Shown);
        Assert.Equal((NoticeTone.Success, "Field sales is archived"), (notice.Tone, notice.Title));
        board.WaitForAssertion(() => Assert.Equal("Every team is archived", board.Find(".empty h2").TextContent));
    }

    [Fact]
    public async Task Restoring_a_team_whose_name_is_taken_says_so()
    {
        var id = await TeamAsync("Field sales");
        await UseAsync((ArchiveTeam archive) => archive.HandleAsync(id));
        await TeamAsync("field sales");
        var board = Render<TeamBoard>(it => it.Add(it => it.Archived, true));

        await board.FindAll(".menu button").Single(button => button.TextContent.Trim() == "Restore").ClickAsync(new());

        var notice = Assert.Single(Services.GetRequiredService<Notices>().Shown);
        Assert.Equal((NoticeTone.Error, "Field sales was not restored"), (notice.Tone, notice.Title));
        Assert.Contains("Rename one of the two", notice.Text!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Until_the_page_is_live_buttons_wait()
    {
        SetRendererInfo(new RendererInfo("Static", false));
        await TeamAsync("Field sales");

        var board = Render<TeamBoard>();

        Assert.Equal("true", board.Find(".button.primary").GetAttribute("aria-disabled"));
        Assert.All(board.FindAll(".menu button"), button => Assert.Equal("true", button.GetAttribute("aria-disabled")));
    }
}
