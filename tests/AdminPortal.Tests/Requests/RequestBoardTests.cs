using System.Net;
using AdminPortal.Invites;
using AdminPortal.Requests;
using AdminPortal.Shell;
using Bunit;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Tests.Requests;

public sealed class RequestBoardTests : RequestPageContext
{
    [Fact]
    public void A_board_that_was_never_used_says_what_it_is_for() =>
        Assert.Equal("Nobody has asked for an invitation yet", Show().Find(".empty h2").TextContent);

    [Fact]
    public async Task A_request_says_who_asks_for_whom_into_which_team_as_what_and_why()
    {
        await AskedAsync();
        var item = Show().Find(".items li");

        Assert.Equal("IM", item.QuerySelector(".avatar")!.TextContent);
        Assert.Contains("Ivo Marić leads Field sales asks for bruno.klein@example.com", Words(item.TextContent), StringComparison.Ordinal);
        Assert.Contains("Field sales, as Member · “He starts on Monday.”", Words(item.TextContent), StringComparison.Ordinal);
        Assert.Equal(["Approve", "Change", "Decline"], item.QuerySelectorAll("button").Select(button => button.TextContent));
        Assert.Equal("Change before approving bruno.klein@example.com", item.QuerySelectorAll("button")[1].GetAttribute("aria-label"));
    }

    [Fact]
    public async Task Approving_takes_one_click_and_the_outcome_stands_below_by_itself()
    {
        var id = await AskedAsync();
        var board = Show();
        await Button(board, "Approve").ClickAsync(new());

        board.WaitForAssertion(() => Assert.Contains("Mira Kovač approved bruno.klein@example.com for Field sales", Words(board.Markup), StringComparison.Ordinal));
        Assert.Contains("The invitation is on its way.", board.Markup, StringComparison.Ordinal);
        Assert.Equal("Nothing waits", board.Find(".empty h2").TextContent);
        Assert.Equal("Waiting 0", board.Find(".segments a[aria-current]").TextContent);
        Assert.Equal("bruno.klein@example.com is invited", Assert.Single(Services.GetRequiredService<Notices>().Shown).Title);
        Assert.Equal(InviteDetailsPage.Address((await RequestAsync(id)).InviteId!.Value), board.Find(".items a").GetAttribute("href"));
    }

    [Fact]
    public async Task A_new_request_appears_by_itself()
    {
        await AskedAsync();
        var board = Show();
        await AskedAsync("kim@example.com");
        board.WaitForAssertion(() => Assert.Equal(2, board.FindAll(".items li").Count));
        Assert.Equal("Waiting 2", board.Find(".segments a[aria-current]").TextContent);
    }

    [Fact]
    public async Task An_administrative_role_is_asked_about_before_it_is_given()
    {
        await AskedAsync(Bruno, null, new RequestedRole("rol_deploy", "Deploy"));
        var (board, host) = (Show(), Render<DialogHost>());
        var approving = Button(board, "Approve").ClickAsync(new());

        host.WaitForAssertion(() => Assert.Contains("Give Deploy to bruno.klein@example.com?", host.Markup, StringComparison.Ordinal));
        Assert.Empty(await InvitesAsync());
        host.FindAll("button").Single(button => button.TextContent == "Approve").Click();
        await approving;
        Assert.Equal("Deploy", Assert.Single(Assert.Single(await InvitesAsync()).Roles).Name);
    }

    [Fact]
    public async Task Who_was_invited_meanwhile_is_told_and_the_request_can_be_closed()
    {
        var id = await AskedAsync();
        await RecordedAsync(Bruno);
        var (board, host) = (Show(), Render<DialogHost>());
        Assert.Contains("bruno.klein@example.com was invited by Mira Kovač just now; that invitation is on its way.", Words(board.Markup), StringComparison.Ordinal);
        Assert.DoesNotContain(board.FindAll("button"), button => button.TextContent == "Approve");

        var closing = Button(board, "Close").ClickAsync(new());
        host.WaitForAssertion(() => Assert.Contains("needs no invitation any more", host.Markup, StringComparison.Ordinal));
        host.FindAll("button").Single(button => button.TextContent == "Close the request").Click();
        await closing;

        Assert.Equal(RequestStatus.Overtaken, (await RequestAsync(id)).Status);
        board.WaitForAssertion(() => Assert.Contains("Somebody else had invited this person.", board.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_is_invited_between_the_look_and_the_click_is_told_then()
    {
        var id = await AskedAsync();
        var host = Render<DialogHost>();
        var row = await RowAsync(id);
        await RecordedAsync(Bruno);

        var approving = host.InvokeAsync(() => Services.GetRequiredService<RequestActions>().ApproveAsync(row));
        host.WaitForAssertion(() => Assert.Contains("that invitation is on its way. Close the request? Ivo Marić then sees that.", Words(host.Markup), StringComparison.Ordinal));
        host.FindAll("button").Single(button => button.TextContent == "Leave it").Click();
        await approving;

        Assert.Equal(RequestStatus.Waiting, (await RequestAsync(id)).Status);
        Assert.Empty(Services.GetRequiredService<Notices>().Shown);
    }

    [Fact]
    public async Task When_the_database_takes_no_answer_that_is_told_and_nothing_is_lost()
    {
        var id = await AskedAsync();
        var board = Show();
        await BreakRequestsAsync();
        await Button(board, "Approve").ClickAsync(new());

        var notice = Assert.Single(Services.GetRequiredService<Notices>().Shown);
        Assert.Equal(("The request for bruno.klein@example.com was not approved", "The database did not answer. Nothing was changed; try again."), (notice.Title, notice.Text));
        Assert.Empty(await InvitesAsync());

        await MendRequestsAsync();
        await Button(board, "Approve").ClickAsync(new());
        Assert.Equal(RequestStatus.Approved, (await RequestAsync(id)).Status);
    }

    [Fact]
    public async Task When_the_database_fails_what_is_there_stays_and_it_can_be_tried_again()
    {
        await AskedAsync();
        var board = Show();
        await SqlAsync("ALTER TABLE InviteRequests RENAME TO Away");
        Services.GetRequiredService<RequestChanges>().Publish(Guid.CreateVersion7(Start));

        board.WaitForAssertion(() => Assert.Contains("The requests could not be refreshed.", board.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        Assert.Contains("What stands below is from 10:12.", board.Markup, StringComparison.Ordinal);
        Assert.Contains(Bruno, board.Markup, StringComparison.Ordinal);

        await SqlAsync("ALTER TABLE Away RENAME TO InviteRequests");
        Button(board, "Try again").Click();
        board.WaitForAssertion(() => Assert.Empty(board.FindAll("[role=alert]")));
    }

    [Fact]
    public async Task Whose_role_is_taken_away_stops_seeing_requests_in_the_open_page()
    {
        await AskedAsync();
        var board = Show();
        TakeTheRoleAway();
        board.WaitForAssertion(() => Assert.Equal("Requests are not yours to see", board.Find(".empty h2").TextContent));
        Assert.DoesNotContain(Bruno, board.Markup, StringComparison.Ordinal);

        GiveTheRoleBack();
        board.WaitForAssertion(() => Assert.Contains(Bruno, board.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_lead_sees_their_own_and_takes_one_back_after_a_question()
    {
        Who = Ivo;
        var id = await AskedAsync();
        var (board, host) = (Show(), Render<DialogHost>());
        Assert.Contains("You ask for bruno.klein@example.com", Words(board.Find(".items li").TextContent), StringComparison.Ordinal);
        Assert.Equal(["Withdraw"], board.FindAll(".items button").Select(button => button.TextContent));
        Assert.Equal("Ask for invitations", board.Find(".page-head button").TextContent);

        var withdrawing = Button(board, "Withdraw").ClickAsync(new());
        host.WaitForAssertion(() => Assert.Contains("Take back the request for bruno.klein@example.com?", host.Markup, StringComparison.Ordinal));
        host.FindAll("button").Single(button => button.TextContent == "Withdraw").Click();
        await withdrawing;

        Assert.Equal(RequestStatus.Withdrawn, (await RequestAsync(id)).Status);
        board.WaitForAssertion(() => Assert.Contains("You took back the request for bruno.klein@example.com", Words(board.Markup), StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_count_beside_the_place_follows_by_itself_and_is_not_there_for_nothing()
    {
        var badge = Render<RequestCountBadge>();
        Assert.Empty(badge.FindAll(".count"));
        await AskedAsync();
        badge.WaitForAssertion(() => Assert.Equal("1 waiting", badge.Find(".count").TextContent));
        TakeTheRoleAway();
        badge.WaitForAssertion(() => Assert.Empty(badge.FindAll(".count")));
    }

    private IRenderedComponent<RequestBoard> Show(RequestListQuery? query = null) =>
        Render<RequestBoard>(parameters => parameters.Add(it => it.Query, query ?? new RequestListQuery()));

    private async Task RecordedAsync(string email) =>
        Assert.Single(Assert.IsType<InviteUsersOutcome.Recorded>(await Services.GetRequiredService<InviteUsers>().HandleAsync(new InviteUsersRequest { Addresses = [email], Lifetime = TimeSpan.FromDays(3) })).Invited);

    private static string Words(string markup) => string.Join(' ', System.Text.RegularExpressions.Regex.Replace(WebUtility.HtmlDecode(markup), "<[^>]*>", "", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
