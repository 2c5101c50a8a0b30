using AdminPortal.Invites;
using AdminPortal.Setup;
using AdminPortal.Shell;
using Auth0Emulator;
using Bunit;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Tests.Setup;

public sealed class SetupBoardTests : SetupContext
{
    [Fact]
    public void Before_the_first_look_nothing_is_green_and_the_address_is_told()
    {
        var board = Render<SetupBoard>();

        Assert.Contains("Not checked yet, against", board.Find(".page-head p").TextContent, StringComparison.Ordinal);
        Assert.All(board.FindAll("ul.checks > li"), row => Assert.Equal("later", row.ClassName));
        Assert.Empty(board.FindAll(".notice"));
        Assert.Equal("None", board.Find("#token + .chip").TextContent);
    }

    [Fact]
    public async Task While_something_keeps_everything_from_being_sent_the_page_begins_with_it()
    {
        Tenant.Grants.Deny(TenantSeed.ManagementClientId, "create:users");
        await LookAsync();
        await RecordedAsync(InviteStatus.Queued);

        var board = Render<SetupBoard>();

        Assert.Contains("Invitations wait. 1 scope is missing: create:users", board.Find(".notice.red strong").TextContent, StringComparison.Ordinal);
        Assert.Contains("1 invitation is queued, and goes out by itself within a minute of the cure.", board.Find(".notice.red p").TextContent, StringComparison.Ordinal);
        Assert.Equal("check-scopes", board.Find("ul.checks > li").Id);
        Assert.Contains("create:users is missing", board.Find(".scopes .chip.red").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_fails_stands_first_then_what_has_a_limit_and_the_rest_in_the_order_of_the_cure()
    {
        Tenant.State.Change(tenant => tenant.EmailProvider = null);
        await LookAsync();

        var rows = Render<SetupBoard>().FindAll("ul.checks > li").Select(row => row.Id).ToList();

        Assert.Equal(["check-mail-provider", "check-link-lifetime", "check-discovery", "check-clock"], rows.Take(4));
        Assert.Equal(Services.GetRequiredService<SetupChecks>().Report.Rows.Count, rows.Count);
    }

    [Fact]
    public async Task The_first_run_counts_what_is_done_and_names_the_next_step_and_leaves_for_good()
    {
        Tenant.State.Change(tenant => tenant.EmailProvider = null);
        await LookAsync();
        var board = Render<SetupBoard>();

        Assert.Contains("done", board.Find("#first-run + .small").TextContent, StringComparison.Ordinal);
        Assert.Equal("/setup#check-mail-provider", board.Find("[aria-labelledby=first-run] .stack a").GetAttribute("href"));
        Assert.Equal(board.Find("progress").GetAttribute("value"), $"{Report.Working + Report.WithLimit}");
    }

    [Fact]
    public void A_person_who_asks_sees_what_was_found()
    {
        var board = Render<SetupBoard>();
        board.Find("form[action='/setup/check']").Submit();

        board.WaitForAssertion(() => Assert.Contains("Checked just now against", board.Find(".page-head p").TextContent, StringComparison.Ordinal));
        board.WaitForAssertion(() => Assert.False(board.Find("form[action='/setup/check'] button").HasAttribute("disabled")));
        Assert.Equal("Works", board.Find("#check-token .state").TextContent);
        Assert.Equal("Valid", board.Find("#token + .chip").TextContent);
        Assert.StartsWith("Checked: ", Services.GetRequiredService<Notices>().Shown.Single().Title, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fix_is_told_and_the_row_turns_green()
    {
        OpenSignUp();
        await LookAsync();
        var board = Render<SetupBoard>();
        board.Find("#check-sign-up form").Submit();

        board.WaitForAssertion(() => Assert.Equal("Works", board.Find("#check-sign-up .state").TextContent));
        board.WaitForAssertion(() => Assert.Equal("Put right.", Services.GetRequiredService<Notices>().Shown.Single().Title));
    }

    [Fact]
    public async Task Without_a_record_nothing_is_changed_and_the_page_says_so()
    {
        OpenSignUp();
        await LookAsync();
        await BreakSetupAsync();
        var board = Render<SetupBoard>();
        board.Find("#check-sign-up form").Submit();

        board.WaitForAssertion(() => Assert.Contains("nothing is changed without a record", Services.GetRequiredService<Notices>().Shown.Single().Text, StringComparison.Ordinal));
        Assert.Empty(Tenant.Journal.On("PATCH /api/v2/connections/{id}"));
    }

    [Fact]
    public async Task The_first_admin_reads_everything_and_finds_the_buttons_switched_off_with_the_reason()
    {
        OpenSignUp();
        await LookAsync();
        OnlyLook();

        Assert.Contains("Only a company admin may change the tenant.", Render<SetupBoard>().Find("#check-sign-up form").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_right_taken_away_in_an_open_page_takes_everything_off_it()
    {
        await LookAsync();
        var board = Render<SetupBoard>();
        TakeTheRoleAway();

        board.WaitForAssertion(() => Assert.Contains("Setup is not yours to see any more.", board.Find(".notice.red").TextContent, StringComparison.Ordinal));
        Assert.Empty(board.FindAll("ul.checks, #token"));
    }

    private SetupReport Report => Services.GetRequiredService<SetupChecks>().Report;

    private Task<SetupReport> LookAsync() => Services.GetRequiredService<SetupChecks>().LookAfreshAsync(CancellationToken.None);

    private void OpenSignUp() => Tenant.State.Change(tenant => tenant.Connections[0] = tenant.Connections[0] with { DisableSignup = false });
}
