using AdminPortal.Data;
using AdminPortal.Invites;
using AdminPortal.Shell;
using AdminPortal.Tests.Shell;
using AngleSharp.Dom;
using Bunit;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Tests.Invites;

public sealed class InviteTableRowTests : PageContext
{
    [Fact]
    public void The_menu_names_its_person_and_holds_what_can_be_done()
    {
        var row = Show();
        Assert.Single(row.FindAll("button[aria-label='Actions for ana.horvat@example.com']"));
        Assert.Equal(["View details", "Resend", "Extend", "Change team or roles", "Revoke"], row.FindAll(".tools .menu a, .tools .menu button").Select(item => item.TextContent.Trim()));
    }

    [Fact]
    public void What_is_impossible_stays_in_the_menu_and_says_why()
    {
        var row = Show(it => it with { Status = InviteStatus.Accepted, WhyNoResend = "It was accepted.", WhyNoExtend = "It can't expire any more.", WhyNoChangeRoles = "Change them in Auth0.", WhyNoChangeTeam = "The team is part of the record.", WhyNoRevoke = "It was accepted; block the person in Auth0." });
        var (resend, revoke) = (Item(row, "Resend"), Item(row, "Revoke"));

        Assert.Equal("true", resend.GetAttribute("aria-disabled"));
        Assert.Equal("It was accepted.", resend.QuerySelector("small")!.TextContent);
        Assert.Equal("true", revoke.GetAttribute("aria-disabled"));
        Assert.Equal("It was accepted; block the person in Auth0.", revoke.QuerySelector("small")!.TextContent);
        Assert.Equal(("true", "It can't expire any more."), (Item(row, "Extend").GetAttribute("aria-disabled"), Item(row, "Extend").QuerySelector("small")!.TextContent));
        Assert.Equal(("true", "Change them in Auth0."), (Item(row, "Change team or roles").GetAttribute("aria-disabled"), Item(row, "Change team or roles").QuerySelector("small")!.TextContent));
    }

    [Fact]
    public void A_pause_counts_down_by_itself_and_ends_without_a_reload()
    {
        var row = Show(it => it with { WhyNoResend = "Wait 0:42 before resending", ResendAllowedAt = Start.AddSeconds(42) });
        Assert.Equal("Wait 0:42 before resending", Item(row, "Resend").QuerySelector("small")!.TextContent);

        Clock.Advance(TimeSpan.FromSeconds(2));
        row.WaitForAssertion(() => Assert.Equal("Wait 0:40 before resending", Item(row, "Resend").QuerySelector("small")!.TextContent));
        Assert.Equal("true", Item(row, "Resend").GetAttribute("aria-disabled"));

        Clock.Advance(TimeSpan.FromSeconds(40));
        row.WaitForAssertion(() => Assert.Null(Item(row, "Resend").GetAttribute("aria-disabled")));
        Assert.Null(Item(row, "Resend").QuerySelector("small"));
    }

    [Fact]
    public void Changed_roles_that_wait_say_what_for()
    {
        var row = Show(it => it with { RolesPending = true, RolesWaitFor = "The management application lacks the scope delete:role_members." });

        Assert.StartsWith("Roles change waits. The management application lacks", row.Find(".why strong").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_the_live_connection_the_row_is_complete_and_its_actions_wait()
    {
        SetRendererInfo(new Microsoft.AspNetCore.Components.RendererInfo("Static", false));
        var row = Show();

        Assert.Contains("ana.horvat@example.com", row.Markup);
        Assert.Equal("true", Item(row, "Resend").GetAttribute("aria-disabled"));
        Assert.Equal($"/invites/{row.Instance.Row.Id}", row.Find(".tools .menu a").GetAttribute("href"));
    }

    [Fact]
    public void Why_tells_the_reason_and_the_cure()
    {
        var row = Show(it => it with { Status = InviteStatus.Failed, SentAt = null, ExpiresAt = null, Failure = new FailureText("address-refused", "The mail provider refuses this address.", "Correct the address.") });
        var why = row.Find(".why");

        Assert.Equal(why.Id, row.FindAll("button").Single(button => button.TextContent == "Why?").GetAttribute("popovertarget"));
        Assert.Contains("The mail provider refuses this address.", why.TextContent);
        Assert.Contains("Correct the address.", why.TextContent);
        Assert.Contains("never sent", row.Markup);
    }

    [Fact]
    public void An_expired_one_offers_to_send_again() =>
        Assert.Equal("Send again", Show(it => it with { Status = InviteStatus.Expired, ExpiresAt = Start.AddDays(-5) }).Find(".lead button").TextContent);

    [Theory]
    [InlineData(InviteStatus.Expired, ".lead button.link")]
    [InlineData(InviteStatus.Failed, ".why button")]
    [InlineData(InviteStatus.Failed, ".tools .menu button")]
    public async Task Sending_again_pressed_twice_happens_once(InviteStatus status, string where)
    {
        var id = await RecordedAsync(status);
        var row = Show(it => it with { Id = id, Status = status, Failure = status is InviteStatus.Failed ? new FailureText("x", "Refused.", "Try again.") : null });
        Task first, second;
        using (Services.GetRequiredService<WriterTurns>().Enter())
        {
            first = row.Find(where).ClickAsync(new());
            row.WaitForAssertion(() => Assert.Equal("true", row.Find(where).GetAttribute("aria-busy")));
            Assert.Equal("true", row.Find(where).GetAttribute("aria-disabled"));
            second = row.Find(where).ClickAsync(new());
        }

        await Task.WhenAll(first, second);

        // The list has not heard yet what came of the first press; that is still no reason for a second.
        await row.Find(where).ClickAsync(new());
        Assert.Equal(NoticeTone.Success, Assert.Single(Services.GetRequiredService<Notices>().Shown).Tone);
    }

    [Fact]
    public async Task Sending_again_that_did_not_work_can_be_pressed_once_more()
    {
        var id = await RecordedAsync(InviteStatus.Expired);
        var row = Show(it => it with { Id = id, Status = InviteStatus.Expired });
        await BreakAsync();
        await row.Find(".lead button.link").ClickAsync(new());
        Assert.Equal("Send again", row.Find(".lead button.link").TextContent);
        await MendAsync();
        await row.Find(".lead button.link").ClickAsync(new());

        Assert.Equal([NoticeTone.Error, NoticeTone.Success], Services.GetRequiredService<Notices>().Shown.Select(notice => notice.Tone));
    }

    [Fact]
    public void A_queued_one_says_when_it_is_tried_next()
    {
        var row = Show(it => it with { Status = InviteStatus.Queued, SentAt = null, ExpiresAt = null, NextAttemptAt = Start.AddSeconds(40) });
        Assert.Equal("next try in 40 s", row.Find(".next").TextContent.Trim());
        Assert.Contains("not sent yet", row.Markup);
    }

    [Fact]
    public void An_administrative_role_wears_the_shield()
    {
        var row = Show(it => it with { Roles = [new RoleName("Member", false), new RoleName("Portal Admin", true)] });
        Assert.Equal("Portal Admin", row.Find(".admin").TextContent);
        Assert.Equal("/icons.svg#shield", row.Find(".admin use").GetAttribute("href"));
    }

    [Fact]
    public void Times_are_relative_with_the_exact_time_of_the_viewers_zone_on_hover()
    {
        var time = Show().FindAll("time")[0];
        Assert.Equal("2 days ago", time.TextContent);
        Assert.Equal("2026-11-20T09:12:00Z", time.GetAttribute("datetime"));
        Assert.Equal("Friday 20 November 2026, 10:12", time.GetAttribute("title"));
    }

    private IRenderedComponent<InviteTableRow> Show(Func<InviteRow, InviteRow>? change = null) =>
        Render<InviteTableRow>(parameters => parameters.Add(it => it.Row, Row(change)));

    private static IElement Item(IRenderedComponent<InviteTableRow> row, string name) =>
        row.FindAll(".tools .menu button").Single(item => item.TextContent.Trim().StartsWith(name, StringComparison.Ordinal));
}
