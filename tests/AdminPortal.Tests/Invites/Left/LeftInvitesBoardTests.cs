using AdminPortal.Auth0;
using AdminPortal.Data;
using AdminPortal.Home;
using AdminPortal.Invites;
using AdminPortal.Shell;
using AdminPortal.SignIn;
using AdminPortal.Tests.Shell;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Tests.Invites.Left;

public sealed class LeftInvitesBoardTests : PageContext
{
    private const string Email = "ana.horvat@example.com";

    [Fact]
    public async Task Nothing_left_behind_says_so()
    {
        await RecordedAsync(InviteStatus.Sent);

        Assert.Equal("Nothing is left behind", Render<LeftInvitesBoard>().Find(".empty h2").TextContent);
    }

    [Fact]
    public async Task Inviters_stand_with_the_reason_and_their_open_invitations()
    {
        await LeftBehindAsync();
        var board = Render<LeftInvitesBoard>();

        Assert.Equal("Jonas Weber", board.Find("section h2").TextContent);
        Assert.Equal("no longer holds Portal Admin · 1 open invitation", board.Find("section p").TextContent);
        Assert.Equal([Email], board.FindAll("tbody th a").Select(link => link.TextContent));
        Assert.Equal(["Keep all of Jonas Weber", "Reassign all to me, those of Jonas Weber", "Revoke all of Jonas Weber", $"Keep {Email}", $"Reassign {Email}", $"Revoke {Email}"], board.FindAll("button").Select(button => button.GetAttribute("aria-label")));
    }

    [Fact]
    public async Task Keep_takes_it_off_the_list_and_tells_so()
    {
        await LeftBehindAsync();
        var board = Render<LeftInvitesBoard>();

        await board.Find($"button[aria-label='Keep {Email}']").ClickAsync();

        board.WaitForAssertion(() => Assert.Equal("Nothing is left behind", board.Find(".empty h2").TextContent));
        Assert.Equal((NoticeTone.Success, $"The invitation for {Email} is kept"), Told());
    }

    [Fact]
    public async Task Reassigning_offers_whoever_asks_first()
    {
        await LeftBehindAsync();
        var (host, board) = (Render<DialogHost>(), Render<LeftInvitesBoard>());
        var opening = board.InvokeAsync(() => board.Find($"button[aria-label='Reassign {Email}']").ClickAsync());
        host.WaitForAssertion(() => Assert.Equal(["Mira Kovač (you)"], host.FindAll("option").Select(option => option.TextContent)));
        await host.Find("form").SubmitAsync();
        await opening;

        board.WaitForAssertion(() => Assert.Equal("Nothing is left behind", board.Find(".empty h2").TextContent));
        Assert.Equal((NoticeTone.Success, $"Mira Kovač stands for the invitation of {Email}"), Told());
    }

    [Fact]
    public async Task Revoking_asks_as_it_does_elsewhere()
    {
        await LeftBehindAsync();
        var (host, board) = (Render<DialogHost>(), Render<LeftInvitesBoard>());
        var revoking = board.InvokeAsync(() => board.Find($"button[aria-label='Revoke {Email}']").ClickAsync());
        host.WaitForAssertion(() => Assert.Contains($"Revoke the invitation for {Email}?", host.Markup));
        host.Find("button.danger").Click();
        await revoking;

        Assert.Equal((NoticeTone.Success, $"The invitation for {Email} is being revoked"), Told());
    }

    [Theory]
    [InlineData("Keep all of Jonas Weber", "Keep 1 open invitation of Jonas Weber?", "1 open invitation of Jonas Weber is kept")]
    [InlineData("Reassign all to me, those of Jonas Weber", "Reassign 1 open invitation of Jonas Weber to you?", "1 open invitation of Jonas Weber is reassigned to you")]
    [InlineData("Revoke all of Jonas Weber", "Revoke 1 open invitation of Jonas Weber?", "1 open invitation of Jonas Weber is being revoked")]
    public async Task A_decision_about_all_asks_first_and_names_the_number(string button, string question, string told)
    {
        await LeftBehindAsync();
        var (host, board) = (Render<DialogHost>(), Render<LeftInvitesBoard>());
        var settling = board.InvokeAsync(() => board.Find($"button[aria-label='{button}']").ClickAsync());
        host.WaitForAssertion(() => Assert.Equal(question, host.Find("#question").TextContent));
        host.FindAll(".dialog-foot button")[1].Click();
        await settling;

        Assert.Equal((NoticeTone.Success, told), Told());
        board.WaitForAssertion(() => Assert.Equal("Nothing is left behind", board.Find(".empty h2").TextContent));
    }

    [Fact]
    public async Task A_no_decides_nothing()
    {
        await LeftBehindAsync();
        var (host, board) = (Render<DialogHost>(), Render<LeftInvitesBoard>());
        var settling = board.InvokeAsync(() => board.Find("button[aria-label='Revoke all of Jonas Weber']").ClickAsync());
        host.WaitForAssertion(() => Assert.Equal("Keep them", host.FindAll(".dialog-foot button")[0].TextContent));
        host.FindAll(".dialog-foot button")[0].Click();
        await settling;

        Assert.Empty(Services.GetRequiredService<Notices>().Shown);
        Assert.Single(board.FindAll("tbody tr"));
    }

    [Fact]
    public async Task A_decision_the_database_does_not_take_is_told()
    {
        await LeftBehindAsync();
        var board = Render<LeftInvitesBoard>();
        await BreakAsync();

        await board.Find($"button[aria-label='Keep {Email}']").ClickAsync();

        Assert.Equal((NoticeTone.Error, $"The invitation for {Email} is as it was"), Told());
        Assert.Single(board.FindAll("tbody tr"));
    }

    [Fact]
    public async Task Whose_role_is_taken_away_stops_seeing_them_in_the_open_page()
    {
        await LeftBehindAsync();
        var board = Render<LeftInvitesBoard>();

        TakeTheRoleAway();

        board.WaitForAssertion(() => Assert.Equal("Invitations are not yours to see", board.Find(".empty h2").TextContent));
        Assert.DoesNotContain(Email, board.Markup);
    }

    [Fact]
    public async Task A_page_without_a_live_connection_shows_them_and_decides_nothing()
    {
        await LeftBehindAsync();
        SetRendererInfo(new RendererInfo("Static", false));
        var board = Render<LeftInvitesBoard>();

        Assert.All(board.FindAll("button"), button => Assert.Equal("true", button.GetAttribute("aria-disabled")));
        Assert.Contains("Deciding waits for the live connection.", board.Markup);
    }

    [Fact]
    public async Task The_home_page_counts_them_and_leads_there()
    {
        await LeftBehindAsync();

        var concern = Render<HomeBoard>().FindAll("section[aria-labelledby=attention] a").Single(link => link.GetAttribute("href") == "/invites/left");

        Assert.Equal("1 open invitation of people who may no longer invite", concern.TextContent);
    }

    private (NoticeTone Tone, string Title) Told()
    {
        var notice = Assert.Single(Services.GetRequiredService<Notices>().Shown);
        return (notice.Tone, notice.Title);
    }

    // Somebody who holds no role here any more has invited.
    private async Task LeftBehindAsync()
    {
        var id = await RecordedAsync(InviteStatus.Sent);
        await using var db = await Services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync();
        Assert.Equal(1, await db.Database.ExecuteSqlAsync($"UPDATE Invites SET InvitedById = 'auth0|jonas', InvitedByName = 'Jonas Weber' WHERE Id = {id}"));
        Assert.False(Services.GetRequiredService<PortalRoleMembers>().Holds(PortalRole.Admin, "auth0|jonas"));
    }
}
