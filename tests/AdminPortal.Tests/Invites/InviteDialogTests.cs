using AdminPortal.Auth0;
using AdminPortal.Data;
using AdminPortal.Invites;
using AdminPortal.Shell;
using AdminPortal.Tests.Shell;
using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AdminPortal.Tests.Invites;

public sealed class InviteDialogTests : PageContext
{
    [Fact]
    public async Task A_pasted_list_becomes_chips_and_the_button_carries_the_count()
    {
        var dialog = Open();
        await Type(dialog, "ana@example.com, Jonas Weber <jonas@example.com>; li@example.org");

        Assert.Equal(["ana@example.com", "jonas@example.com", "li@example.org"], Chips(dialog));
        Assert.Equal("Send 3 invites", SendButton(dialog).TextContent.Trim());
        Assert.Contains("3 ready", dialog.Find("#emails-count").TextContent);
    }

    [Fact]
    public async Task One_address_makes_one_invite_in_the_words_of_the_button()
    {
        var dialog = Open();
        await Type(dialog, "ana@example.com");
        Assert.Equal("Send 1 invite", SendButton(dialog).TextContent.Trim());
    }

    [Fact]
    public async Task What_still_stands_in_the_field_is_counted_and_goes_out()
    {
        var dialog = Open();
        await dialog.InvokeAsync(() => dialog.FindComponent<AddressField>().Instance.Draft("ana@example.com"));
        Assert.Equal("Send 1 invite", SendButton(dialog).TextContent.Trim());

        await Send(dialog);
        Assert.Contains("On their way (1)", dialog.Markup);
    }

    [Fact]
    public async Task Bad_and_repeated_entries_are_marked_and_do_not_block_the_good_ones()
    {
        var dialog = Open();
        await Type(dialog, "ana@example.com\nli.wei@example\nANA@example.com");

        Assert.Equal(["li.wei@example, not an address"], Marked(dialog, "bad"));
        Assert.Equal(["ana@example.com, entered twice"], Marked(dialog, "twice"));
        Assert.Contains("1 ready · 2 need a look", dialog.Find("#emails-count").TextContent);
        Assert.Equal("Send 1 invite", SendButton(dialog).TextContent.Trim());
        Assert.Contains("the other one goes out either way", dialog.Find("#emails-errors").TextContent);
    }

    [Fact]
    public async Task A_chip_can_be_removed_by_its_button_and_by_backspace()
    {
        var dialog = Open();
        await Type(dialog, "ana@example.com jonas@example.com li@example.org");
        dialog.Find("button[aria-label='Remove jonas@example.com']").Click();
        await dialog.InvokeAsync(() => dialog.FindComponent<AddressField>().Instance.RemoveLast());

        Assert.Equal(["ana@example.com"], Chips(dialog));
    }

    [Fact]
    public async Task The_counters_describe_their_fields_and_are_no_part_of_their_names()
    {
        var dialog = Open();
        await Type(dialog, "ana@example.com");
        dialog.Find("#message").Input("Welcome");

        Assert.Equal("Email addresses", dialog.Find("label[for=emails]").TextContent);
        Assert.Contains("emails-count", dialog.Find("#emails").GetAttribute("aria-describedby")!.Split(' '));
        Assert.Equal("1 ready", dialog.Find("#emails-count").TextContent);
        Assert.Equal("Message (optional)", dialog.Find("label[for=message]").TextContent);
        Assert.Equal("message-count", dialog.Find("#message").GetAttribute("aria-describedby"));
        Assert.Equal("7 of 500", dialog.Find("#message-count").TextContent);
    }

    [Fact]
    public async Task More_addresses_than_the_dialog_takes_stay_in_the_field_and_Invite_more_begins_with_them()
    {
        var dialog = Open();
        var rest = await Type(dialog, People(1, 32));
        Assert.Equal(20, Chips(dialog).Count);
        Assert.Equal(People(21, 32), rest);
        Assert.Contains("20 at a time", dialog.Find("#emails-errors").TextContent);

        await Send(dialog);
        Assert.Contains("On their way (20)", dialog.Markup);
        Assert.Equal("12 more wait", dialog.Find("#waiting").TextContent);
        Assert.Contains("the 12 that wait are not invited", dialog.Find(".dialog-foot p").TextContent);

        Button(dialog, "Invite more").Click();
        Assert.Equal(People(21, 32), string.Join(", ", Chips(dialog)));
        Assert.Equal("", FieldStartsWith());
        await Send(dialog);
        Assert.Contains("On their way (12)", dialog.Markup);
        Assert.Empty(dialog.FindAll("#waiting"));
    }

    [Fact]
    public async Task Whoever_waits_is_kept_while_a_bad_address_is_corrected()
    {
        var dialog = Open();
        await Type(dialog, "li.wei@example, " + People(1, 41));
        await Send(dialog);
        dialog.FindAll("button.link").Single(button => button.TextContent == "Correct it").Click();

        Assert.Equal(People(20, 39), string.Join(", ", Chips(dialog)));
        Assert.Equal("li.wei@example, " + People(40, 41), FieldStartsWith());
    }

    [Fact]
    public async Task What_was_taken_out_of_the_field_before_sending_does_not_wait()
    {
        var dialog = Open();
        await Type(dialog, People(1, 22));
        await dialog.InvokeAsync(() => dialog.FindComponent<AddressField>().Instance.Draft(""));
        await Send(dialog);

        Assert.Contains("On their way (20)", dialog.Markup);
        Assert.Empty(dialog.FindAll("#waiting"));
    }

    [Fact]
    public async Task A_chip_removed_makes_room_for_the_next_one_in_the_field()
    {
        var dialog = Open();
        await Type(dialog, People(1, 22));
        dialog.Find("button[aria-label='Remove p1@example.com']").Click();
        Assert.Equal("Send 20 invites", SendButton(dialog).TextContent.Trim());
        await Send(dialog);

        Assert.Contains("On their way (20)", dialog.Markup);
        Assert.Equal("1 more waits", dialog.Find("#waiting").TextContent);
    }

    [Fact]
    public void Without_an_address_nothing_can_be_sent()
    {
        var dialog = Open();
        Assert.Equal("true", SendButton(dialog).GetAttribute("aria-disabled"));
        dialog.Find("form").Submit();
        Assert.Contains("Email addresses", dialog.Markup);
    }

    [Fact]
    public async Task Pressing_twice_invites_once()
    {
        var dialog = Open();
        await Type(dialog, "ana@example.com");
        Task first, second;
        using (Services.GetRequiredService<WriterTurns>().Enter())
        {
            first = Send(dialog);
            dialog.WaitForAssertion(() => Assert.Equal("Sending…", SendButton(dialog).TextContent.Trim()));
            Assert.Equal("true", SendButton(dialog).GetAttribute("aria-disabled"));
            Assert.Equal("true", SendButton(dialog).GetAttribute("aria-busy"));
            second = Send(dialog);
        }

        await Task.WhenAll(first, second);
        dialog.WaitForAssertion(() => Assert.Contains("On their way (1)", dialog.Markup));
        Assert.DoesNotContain("Not invited", dialog.Markup);
    }

    [Fact]
    public async Task The_result_says_who_is_on_the_way_and_who_is_not_and_why()
    {
        await Invite("noor@example.org");
        var dialog = Open();
        await Type(dialog, "ana@example.com, noor@example.org, li.wei@example");
        await Send(dialog);

        var (onTheirWay, notInvited) = (dialog.Find("section[aria-labelledby=on-their-way]"), dialog.Find("section[aria-labelledby=not-invited]"));
        Assert.Equal("On their way (1)", onTheirWay.QuerySelector("h3")!.TextContent);
        Assert.Contains("ana@example.com", onTheirWay.TextContent);
        Assert.Contains("Sending", onTheirWay.TextContent);
        Assert.Equal("Not invited (2)", notInvited.QuerySelector("h3")!.TextContent);
        Assert.Matches("^/invites/[0-9a-f-]{36}$", notInvited.QuerySelector("a")!.GetAttribute("href")!);
        Assert.Equal("Open that invitation", notInvited.QuerySelector("a")!.TextContent);
        Assert.Equal("Correct it", notInvited.QuerySelector("button")!.TextContent);
    }

    [Fact]
    public async Task Correcting_an_address_brings_it_back_into_the_form()
    {
        var dialog = Open();
        await Type(dialog, "ana@example.com, li.wei@example");
        await Send(dialog);
        dialog.FindAll("button.link").Single(button => button.TextContent == "Correct it").Click();

        Assert.Empty(Chips(dialog));
        Assert.Equal("li.wei@example", FieldStartsWith());
    }

    [Fact]
    public async Task Invite_more_keeps_the_roles_and_the_message()
    {
        var dialog = Open();
        await Type(dialog, "ana@example.com");
        Role(dialog, "Member").Change(true);
        dialog.Find("#message").Input("Welcome");
        await Send(dialog);
        Button(dialog, "Invite more").Click();

        Assert.Empty(Chips(dialog));
        Assert.True(Role(dialog, "Member").IsChecked());
        Assert.Equal("Welcome", dialog.Find("#message").GetAttribute("value"));
    }

    [Fact]
    public async Task An_administrative_role_is_asked_about_before_anything_is_recorded()
    {
        var dialog = Open();
        await Type(dialog, "ana@example.com, jonas@example.com");
        Role(dialog, "Deploy").Change(true);
        Assert.Contains("Deploy is an administrative role.", dialog.Find(".notice").TextContent);

        var host = Render<DialogHost>();
        var sending = dialog.Find("form").SubmitAsync();
        host.WaitForAssertion(() => Assert.Contains("Give Deploy to these 2 people?", host.Markup));
        host.FindAll("button").Single(button => button.TextContent == "Back").Click();
        await sending;
        Assert.Equal(2, Chips(dialog).Count);
        Assert.Equal("Send 2 invites", SendButton(dialog).TextContent.Trim());

        sending = dialog.Find("form").SubmitAsync();
        host.WaitForAssertion(() => Assert.Contains("Give Deploy", host.Markup));
        host.FindAll("button").Single(button => button.TextContent == "Send 2 invites").Click();
        await sending;
        dialog.WaitForAssertion(() => Assert.Contains("On their way (2)", dialog.Markup));
    }

    [Fact]
    public async Task A_message_that_is_too_long_is_told_beside_the_field_and_nothing_typed_is_lost()
    {
        var dialog = Open();
        await Type(dialog, "ana@example.com");
        dialog.Find("#message").Input(new string('x', 501));
        Assert.Contains("501 of 500", dialog.Find("#message-count").TextContent);
        await Send(dialog);

        Assert.Contains("Nothing was sent", dialog.Find("[role=alert]").TextContent);
        Assert.Equal(["ana@example.com"], Chips(dialog));
        Assert.Equal(501, dialog.Find("#message").GetAttribute("value")!.Length);
    }

    [Fact]
    public async Task Without_the_right_the_form_says_so_and_keeps_what_was_typed()
    {
        var dialog = Open();
        await Type(dialog, "ana@example.com");
        TakeTheRoleAway();
        await Send(dialog);

        Assert.Contains("Ask a company admin", dialog.Find("[role=alert]").TextContent);
        Assert.Equal(["ana@example.com"], Chips(dialog));
    }

    [Fact]
    public async Task Only_expiries_up_to_the_life_of_the_link_are_offered()
    {
        var dialog = Open();
        Assert.Equal(
            ["In 24 hours, on 23 November", "In 3 days, on 25 November", "In 7 days, on 29 November", "Another date…"],
            dialog.FindAll("#expires option").Select(option => option.TextContent));
    }

    [Fact]
    public async Task A_save_that_fails_says_so_and_what_was_typed_goes_out_at_the_next_try()
    {
        await BreakAsync();
        var dialog = Open();
        await Type(dialog, "ana@example.com, jonas@example.com");
        Role(dialog, "Member").Change(true);
        await Send(dialog);

        Assert.Contains("What you typed is still here; try again.", dialog.Find("[role=alert]").TextContent);
        Assert.Equal(["ana@example.com", "jonas@example.com"], Chips(dialog));
        Assert.True(Role(dialog, "Member").IsChecked());
        Assert.Equal("Send 2 invites", SendButton(dialog).TextContent.Trim());

        await MendAsync();
        await Send(dialog);
        Assert.Contains("On their way (2)", dialog.Markup);
    }

    [Fact]
    public async Task Another_date_is_chosen_by_its_day_and_the_invitation_ends_with_that_day()
    {
        var dialog = Open();
        await Type(dialog, "ana@example.com");
        Assert.Empty(dialog.FindAll("#last-day"));
        dialog.Find("#expires").Change("0");

        var day = dialog.Find("input[type=date]");
        Assert.Equal("Last day", dialog.Find($"label[for={day.Id}]").TextContent);
        Assert.Equal(("2026-11-23", "2026-11-29", "2026-11-29"), (day.GetAttribute("min"), day.GetAttribute("max"), day.GetAttribute("value")));
        day.Change("2026-11-26");
        Assert.Equal("Open until 26 November, 23:59.", Told(dialog));
        await Send(dialog);

        // 09:12 in UTC is 10:12 in Zagreb.
        Assert.Equal(new TimeSpan(4, 13, 47, 0), await RecordedLifetime());
        Assert.Equal(new DateTimeOffset(2026, 11, 26, 22, 59, 0, TimeSpan.Zero), (await Recorded()).EndsBy);
    }

    [Fact]
    public async Task A_chosen_day_is_kept_however_long_the_mail_takes_and_a_lifetime_is_not_tied_to_a_day()
    {
        var dialog = Open();
        await Type(dialog, "ana@example.com");
        dialog.Find("#expires").Change("0");
        dialog.Find("#last-day").Change("2026-11-26");
        await Send(dialog);
        Button(dialog, "Invite more").Click();
        await Type(dialog, "jonas@example.com");
        dialog.Find("#expires").Change(TimeSpan.FromDays(3).Ticks.ToString(System.Globalization.CultureInfo.InvariantCulture));
        await Send(dialog);

        await using var db = await Services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync();
        Assert.Equal(new DateTimeOffset(2026, 11, 26, 22, 59, 0, TimeSpan.Zero), (await db.Invites.SingleAsync(invite => invite.Email == "ana@example.com")).EndsBy);
        Assert.Null((await db.Invites.SingleAsync(invite => invite.Email == "jonas@example.com")).EndsBy);
    }

    [Fact]
    public async Task What_is_left_of_the_day_is_told_before_the_button_is_pressed()
    {
        Settings.DailyPerInviter = 4;
        await Invite("noor@example.org");
        var dialog = Open();
        await Type(dialog, "ana@example.com, jonas@example.com");
        Assert.Equal("3 of your 4 invitations of the last 24 hours are left", dialog.Find("#send-told").TextContent);
        Assert.Null(SendButton(dialog).GetAttribute("aria-disabled"));

        await Type(dialog, "li@example.com, mo@example.com, zoe@example.com");
        Assert.Equal("3 of your 4 invitations of the last 24 hours are left; take 2 out", dialog.Find("#send-told").TextContent);
        Assert.Equal(("true", "send-told"), (SendButton(dialog).GetAttribute("aria-disabled"), SendButton(dialog).GetAttribute("aria-describedby")));
        await Send(dialog);
        Assert.Equal(5, Chips(dialog).Count);
    }

    [Fact]
    public async Task When_nothing_is_left_it_says_when_and_goes_on_by_itself_then()
    {
        Settings.DailyPerCompany = 1;
        await Invite("noor@example.org");
        Clock.Advance(TimeSpan.FromHours(24) - TimeSpan.FromSeconds(15));
        GiveTheRoleBack();
        var dialog = Open();
        await Type(dialog, "ana@example.com");
        Assert.Equal("None of the company's 1 invitations of the last 24 hours is left; the next one is free in 15 s", dialog.Find("#send-told").TextContent);
        Assert.Equal("true", SendButton(dialog).GetAttribute("aria-disabled"));

        Clock.Advance(TimeSpan.FromSeconds(20));
        dialog.WaitForAssertion(() => Assert.Null(SendButton(dialog).GetAttribute("aria-disabled")));
        await Send(dialog);
        Assert.Contains("On their way (1)", dialog.Markup);
    }

    [Fact]
    public void While_plenty_is_left_nobody_is_bothered_with_numbers() => Assert.Equal("One email each, sent by Auth0", Open().Find("#send-told").TextContent);

    [Fact]
    public async Task A_domain_that_may_not_be_invited_is_marked_before_sending()
    {
        Settings.AllowedDomains.Add("example.com");
        var dialog = Open();
        await Type(dialog, "ana@example.com, li@example.org");

        Assert.Contains("li@example.org, domain not allowed", Assert.Single(Marked(dialog, "bad")), StringComparison.Ordinal);
        Assert.Contains("example.org is not among the domains that may be invited: example.com.", dialog.Find("#emails-errors").TextContent, StringComparison.Ordinal);
        Assert.Equal("Send 1 invite", SendButton(dialog).TextContent.Trim());
    }

    [Fact]
    public async Task The_last_day_of_the_link_ends_when_the_link_does()
    {
        var dialog = Open();
        await Type(dialog, "ana@example.com");
        dialog.Find("#expires").Change("0");
        Assert.Equal("Open until 29 November, 10:12, as long as the link in the mail works.", Told(dialog));
        await Send(dialog);

        Assert.Equal(TimeSpan.FromDays(7), await RecordedLifetime());
    }

    [Theory]
    [InlineData("2026-11-22", "That day is too early; choose 23 November or a later one.")]
    [InlineData("2026-11-30", "The link in the mail stops working on 29 November; choose that day or an earlier one.")]
    [InlineData("", "Choose a day from 23 November to 29 November.")]
    public async Task A_day_that_can_not_be_is_told_beside_the_field_and_nothing_goes_out(string day, string sentence)
    {
        var dialog = Open();
        await Type(dialog, "ana@example.com");
        dialog.Find("#expires").Change("0");
        dialog.Find("#last-day").Change(day);
        Assert.Equal(sentence, Told(dialog));
        Assert.Equal("true", dialog.Find("#last-day").GetAttribute("aria-invalid"));
        await Send(dialog);

        Assert.Contains("Something below needs a look first.", dialog.Find("[role=alert]").TextContent);
        JSInterop.VerifyFocusAsyncInvoke();
        Assert.Equal(["ana@example.com"], Chips(dialog));
        dialog.Find("#last-day").Change("2026-11-23");
        await Send(dialog);
        Assert.Contains("On their way (1)", dialog.Markup);
    }

    [Fact]
    public async Task Invite_more_keeps_the_day_and_another_lifetime_puts_it_away()
    {
        var dialog = Open();
        await Type(dialog, "ana@example.com");
        dialog.Find("#expires").Change("0");
        dialog.Find("#last-day").Change("2026-11-25");
        await Send(dialog);
        Button(dialog, "Invite more").Click();

        Assert.Equal("2026-11-25", dialog.Find("#last-day").GetAttribute("value"));
        dialog.Find("#expires").Change(TimeSpan.FromDays(1).Ticks.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Empty(dialog.FindAll("#last-day"));
    }

    [Fact]
    public void A_link_that_dies_today_leaves_no_other_date_to_choose()
    {
        Services.GetRequiredService<TenantState>().Learn(facts => facts with { LinkLifetime = TimeSpan.FromHours(6) });
        Assert.Equal(["In 6 hours, on 22 November"], Open().FindAll("#expires option").Select(option => option.TextContent));
    }

    private static string Told(IRenderedComponent<InviteDialog> dialog) => dialog.Find($"#{dialog.Find("#last-day").GetAttribute("aria-describedby")}").TextContent.Trim();

    private async Task<TimeSpan> RecordedLifetime() => (await Recorded()).Lifetime;

    private async Task<Invite> Recorded()
    {
        await using var db = await Services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync();
        return await db.Invites.SingleAsync();
    }

    private static string People(int first, int last) => string.Join(", ", Enumerable.Range(first, last - first + 1).Select(n => $"p{n}@example.com"));

    private InvitesOptions Settings => Services.GetRequiredService<IOptions<InvitesOptions>>().Value;

    private string? FieldStartsWith() => (string?)JSInterop.Invocations["attach"][^1].Arguments[2];

    private IRenderedComponent<InviteDialog> Open() => Render<InviteDialog>();

    private static Task<string> Type(IRenderedComponent<InviteDialog> dialog, string text) => dialog.InvokeAsync(() => dialog.FindComponent<AddressField>().Instance.Take(text));

    private static async Task Send(IRenderedComponent<InviteDialog> dialog) => await dialog.Find("form").SubmitAsync();

    private async Task Invite(string address) =>
        Assert.IsType<InviteUsersOutcome.Recorded>(await Services.GetRequiredService<InviteUsers>().HandleAsync(new InviteUsersRequest { Addresses = [address], Lifetime = TimeSpan.FromDays(3) }));

    private static IReadOnlyList<string> Chips(IRenderedComponent<InviteDialog> dialog) =>
        [.. dialog.FindAll(".emails li").Select(chip => chip.QuerySelector("span[title]")!.TextContent)];

    private static IEnumerable<string> Marked(IRenderedComponent<InviteDialog> dialog, string mark) =>
        dialog.FindAll($".emails li.{mark}").Select(chip => string.Concat(chip.QuerySelectorAll("span").Select(span => span.TextContent)));

    private static IElement SendButton(IRenderedComponent<InviteDialog> dialog) => dialog.Find("button[type=submit]");

    private static IElement Button(IRenderedComponent<InviteDialog> dialog, string name) =>
        dialog.FindAll("button").Single(button => button.TextContent.Trim() == name);

    private static IElement Role(IRenderedComponent<InviteDialog> dialog, string name) =>
        dialog.FindAll(".options label").Single(label => label.TextContent.Trim() == name).QuerySelector("input")!;
}
