using System.Net;
using AdminPortal.Invites;
using AdminPortal.Testing;
using AdminPortal.Tests.Invites;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Tests.LookUp;

/// <summary>The pages as plain HTML, as somebody of the support staff gets them.</summary>
public sealed class LookUpPagesTests
{
    [Fact]
    public async Task Support_arrives_at_the_look_up_and_sees_no_other_place()
    {
        await using var world = await InviteWorld.StartAsync();
        using var browser = world.Portal.NewBrowser();

        var page = await browser.SignInAsync(TeamScenes.Support, from: "/");

        Assert.Equal(("/lookup", "Look up an invitation"), (page.Address.AbsolutePath, page.Heading));
        Assert.Equal(["Home", "Look up"], page.Document.QuerySelectorAll("nav.nav a").Select(link => link.TextContent.Trim()));
        Assert.Contains("Nobody has been invited yet", page.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_admin_has_no_entry_for_it_and_may_open_it_all_the_same()
    {
        await using var world = await InviteWorld.StartAsync();
        using var browser = await world.Portal.SignInOverHttpAsync(InviteWorld.Admin);

        var home = await browser.GoToAsync("/");

        Assert.Equal("Home", home.Heading);
        Assert.DoesNotContain("Look up", home.Document.QuerySelectorAll("nav.nav a").Select(link => link.TextContent.Trim()));
        Assert.Equal("Look up an invitation", (await browser.GoToAsync("/lookup")).Heading);
    }

    [Fact]
    public async Task An_address_is_looked_up_opened_and_the_next_step_read_without_a_script()
    {
        await using var world = await InviteWorld.StartAsync();
        await world.SentAsync("Ana Horvat <ana@example.com>", "Member");
        await world.SentAsync("Joana Lima <joana@example.com>");
        using var browser = await world.Portal.SignInOverHttpAsync(TeamScenes.Support);

        var found = await browser.SubmitAsync(await browser.GoToAsync("/lookup"), "Look up", ("Look up an address", "ana@example.com"));

        Assert.Equal(["ana@example.com", "j•••@example.com"], found.Document.QuerySelectorAll("tbody th a").Select(link => link.TextContent));
        Assert.DoesNotContain("joana@", found.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("Lima", found.Html, StringComparison.Ordinal);

        var opened = await browser.GoToAsync(found.Link("j•••@example.com"));

        Assert.Equal("joana@example.com", opened.Heading);
        Assert.Contains("Ask them to look for the email of", opened.Document.QuerySelector("#next-step")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Email accepted by Auth0", opened.Words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(InviteStatus.Sent)]
    [InlineData(InviteStatus.Accepted)]
    [InlineData(InviteStatus.Expired)]
    public async Task Nothing_in_the_page_leads_to_an_action_a_link_or_an_account(InviteStatus status)
    {
        await using var world = await InviteWorld.StartAsync();
        var outcome = Assert.IsType<InviteUsersOutcome.Recorded>(await world.AskAsync(InviteWorld.Request("ana@example.com") with { Message = "Between you and me" }));
        var id = Assert.Single(outcome.Invited).Id;
        await world.SweepAsync();
        var (account, link) = (world.Account("ana@example.com")!.UserId, world.Link("ana@example.com"));
        if (status is InviteStatus.Accepted)
        {
            Assert.True(await world.SetPasswordAsync("ana@example.com"));
            await world.SettleAsync();
        }
        else if (status is InviteStatus.Expired)
        {
            world.Pass(TimeSpan.FromDays(8));
        }

        using var browser = await world.Portal.SignInOverHttpAsync(TeamScenes.Support);
        var page = await browser.GoToAsync($"/lookup/{id}");

        Assert.Equal("ana@example.com", page.Heading);
        Assert.Contains(StatusWord(status), page.Words, StringComparison.Ordinal);
        Assert.Empty(page.Document.QuerySelectorAll("main button, main form, main input"));
        Assert.Equal(["/lookup"], page.Document.QuerySelectorAll("main a").Select(each => each.GetAttribute("href")));
        foreach (var secret in new[] { account, account.Split('|')[1], link.Split("ticket=")[1].TrimEnd('#'), "ticket=", "reset-verify", "Between you and me", "/invites" })
        {
            Assert.DoesNotContain(secret, page.Html, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task What_can_not_be_noted_stays_covered_and_the_page_says_so()
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await world.SentAsync("ana@example.com");
        using var browser = await world.Portal.SignInOverHttpAsync(TeamScenes.Support);
        await using (var db = await world.ContextAsync())
        {
            await db.Database.ExecuteSqlRawAsync("CREATE TRIGGER NoAudit BEFORE INSERT ON AuditEntries BEGIN SELECT RAISE(ABORT, 'disk full'); END");
        }

        var page = await browser.GoToAsync($"/lookup/{id}");

        Assert.Contains("could not be written down, so it stays covered", page.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("ana@", page.Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/lookup/0199c2d3-8f5e-7abc-91b2-7f4100000000")]
    [InlineData("/lookup/not-an-id")]
    public async Task A_guessed_id_is_a_real_404(string address)
    {
        await using var world = await InviteWorld.StartAsync();
        using var browser = await world.Portal.SignInOverHttpAsync(TeamScenes.Support);

        Assert.Equal(HttpStatusCode.NotFound, (await browser.GoToAsync(address)).Status);
    }

    [Theory]
    [InlineData("?q=%25&after=x")]
    [InlineData("?q=nobody-at-all")]
    [InlineData("?after=99999999999999999999")]
    [InlineData("?q=NEAR(%22&after=5")]
    public async Task Odd_addresses_are_answered_as_a_search_is(string query)
    {
        await using var world = await InviteWorld.StartAsync();
        await world.InviteAsync("ana@example.com");
        using var browser = await world.Portal.SignInOverHttpAsync(TeamScenes.Support);

        var page = await browser.GoToAsync("/lookup" + query);

        Assert.Equal((HttpStatusCode.OK, "Look up an invitation"), (page.Status, page.Heading));
    }

    [Fact]
    public async Task A_text_that_is_too_long_is_told()
    {
        await using var world = await InviteWorld.StartAsync();
        using var browser = await world.Portal.SignInOverHttpAsync(TeamScenes.Support);

        Assert.Contains("longer than any address", (await browser.GoToAsync("/lookup?q=" + new string('a', 4000))).Words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/invites")]
    [InlineData("/invites/left")]
    [InlineData("/setup")]
    public async Task The_pages_where_things_are_done_are_not_supports_to_see(string address)
    {
        await using var world = await InviteWorld.StartAsync();
        using var browser = await world.Portal.SignInOverHttpAsync(TeamScenes.Support);

        Assert.Equal("/signin/not-yours", (await browser.GoToAsync(address)).Address.AbsolutePath);
    }

    [Fact]
    public async Task A_lead_is_not_led_here_nor_let_in()
    {
        await using var world = await InviteWorld.StartAsync();
        using var browser = await world.Portal.SignInOverHttpAsync(TeamScenes.Lead);

        Assert.Equal("/", (await browser.GoToAsync("/")).Address.AbsolutePath);
        Assert.Equal("/signin/not-yours", (await browser.GoToAsync("/lookup")).Address.AbsolutePath);
    }

    private static string StatusWord(InviteStatus status) => status is InviteStatus.Sent ? "Pending" : status.ToString();
}
