using AdminPortal.Invites;
using AdminPortal.Requests;
using AdminPortal.Shell;
using AngleSharp.Dom;
using Bunit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Tests.Requests;

public sealed class AskDialogTests : RequestPageContext
{
    public AskDialogTests()
    {
        Who = Ivo;
        Services.Configure<InviteDoor>(door => door.OpensForAsking<AskDialog>(AskDialog.Title));
    }

    [Fact]
    public async Task The_only_team_is_chosen_with_its_roles_and_the_button_carries_the_count()
    {
        var dialog = Open();
        await TypeAsync(dialog, "ana@example.com, Jonas Weber <jonas@example.com>; li@example.org");

        Assert.Equal("Ask for 3 invitations", Submit(dialog).TextContent.Trim());
        Assert.Equal(["Field sales"], dialog.FindAll("#team option").Select(option => option.TextContent));
        Assert.Equal(["Member", "Deploy"], dialog.FindAll(".options label").Select(label => label.TextContent.Trim()));
        Assert.True(Role(dialog, "Member").IsChecked());
        Assert.False(Role(dialog, "Deploy").IsChecked());
    }

    [Fact]
    public async Task The_result_says_who_is_asked_for_and_who_not()
    {
        await AskedAsync("asked@example.com");
        var dialog = Open();
        await TypeAsync(dialog, "ana@example.com, asked@example.com, nonsense");
        dialog.Find("#reason").Input("They start on Monday.");
        Assert.Equal("21 of 500", dialog.Find("#reason-count").TextContent);
        await dialog.Find("form").SubmitAsync();

        Assert.Equal(["Asked (1)", "Not asked (2)"], dialog.FindAll("h3").Select(heading => heading.TextContent));
        Assert.Contains("You asked for asked@example.com just now", dialog.Markup, StringComparison.Ordinal);
        await using var db = await ContextAsync();
        var request = await db.InviteRequests.SingleAsync(each => each.EmailKey == "ana@example.com");
        Assert.Equal(("They start on Monday.", FieldSales, "Member"), (request.Reason, request.TeamId, Assert.Single(request.Roles).Name));

        dialog.FindAll("button").Single(button => button.TextContent == "Correct it").Click();
        Assert.Equal("nonsense", dialog.FindComponent<AddressField>().Instance.InField);
    }

    [Fact]
    public async Task What_still_stands_in_the_field_is_asked_for_too()
    {
        var dialog = Open();
        await dialog.InvokeAsync(() => dialog.FindComponent<AddressField>().Instance.Draft("ana@example.com"));
        Assert.Equal("Ask for 1 invitation", Submit(dialog).TextContent.Trim());
        await dialog.Find("form").SubmitAsync();
        Assert.Contains("Asked (1)", dialog.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_chip_can_be_removed_and_a_marked_one_does_not_block_the_others()
    {
        var dialog = Open();
        await TypeAsync(dialog, "ana@example.com\nli.wei@example\nANA@example.com");
        Assert.Contains("1 ready · 2 need a look", dialog.Find("#emails-count").TextContent, StringComparison.Ordinal);
        Assert.Contains("the other one is asked for either way", dialog.Find("#emails-errors").TextContent, StringComparison.Ordinal);
        dialog.Find("button[aria-label='Remove li.wei@example']").Click();
        await dialog.InvokeAsync(() => dialog.FindComponent<AddressField>().Instance.RemoveLast());
        Assert.Equal("1 ready", dialog.Find("#emails-count").TextContent);
    }

    [Fact]
    public async Task More_than_the_dialog_takes_stay_and_are_asked_for_next()
    {
        var dialog = Open();
        await TypeAsync(dialog, string.Join(", ", Enumerable.Range(1, 22).Select(number => $"p{number:00}@example.com")));
        Assert.Equal("Ask for 20 invitations", Submit(dialog).TextContent.Trim());
        await dialog.Find("form").SubmitAsync();
        Assert.Contains("2 more to ask for", dialog.Markup, StringComparison.Ordinal);

        await Button(dialog, "Ask for more").ClickAsync(new());
        Assert.Equal(["p21@example.com", "p22@example.com"], dialog.FindAll(".emails li > span[title]").Select(chip => chip.TextContent));
        Assert.Equal("Ask for 2 invitations", Submit(dialog).TextContent.Trim());
    }

    [Fact]
    public async Task An_administrative_role_is_asked_about_before_anything_is_recorded()
    {
        var (dialog, host) = (Open(), Render<DialogHost>());
        await TypeAsync(dialog, "ana@example.com");
        Role(dialog, "Deploy").Change(true);
        var asking = dialog.Find("form").SubmitAsync();
        host.WaitForAssertion(() => Assert.Contains("Ask for Deploy for this person?", host.Markup, StringComparison.Ordinal));
        host.FindAll("button").Single(button => button.TextContent == "Ask for 1 invitation").Click();
        await asking;
        Assert.Contains("Asked (1)", dialog.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_the_database_takes_nothing_what_was_typed_stays()
    {
        var dialog = Open();
        await TypeAsync(dialog, "ana@example.com");
        dialog.Find("#reason").Input("They start on Monday.");
        await BreakRequestsAsync();
        await dialog.Find("form").SubmitAsync();
        Assert.Contains("What you typed is still here; try again.", dialog.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Equal("They start on Monday.", dialog.Find("#reason").GetAttribute("value"));

        await MendRequestsAsync();
        await dialog.Find("form").SubmitAsync();
        Assert.Contains("Asked (1)", dialog.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_leads_no_team_in_use_is_told_and_cannot_ask()
    {
        await SqlAsync($"UPDATE Teams SET ArchivedAt = {Start.UtcTicks}");
        var dialog = Open();
        await TypeAsync(dialog, "ana@example.com");
        Assert.Contains("You lead no team that is in use.", dialog.Markup, StringComparison.Ordinal);
        Assert.Equal("true", Submit(dialog).GetAttribute("aria-disabled"));
    }

    [Fact]
    public void The_invite_button_of_whoever_may_only_ask_opens_this_dialog()
    {
        var (button, host) = (Render<InviteButton>(), Render<DialogHost>());
        button.WaitForAssertion(() => Assert.Equal("Ask for invitations", button.Find("button").TextContent));
        button.Find("button").Click();
        host.WaitForAssertion(() => Assert.Equal("Ask for invitations", host.FindComponent<AskDialog>().Find("h2").TextContent));
    }

    [Fact]
    public void An_address_that_asks_for_the_dialog_opens_the_one_that_asks()
    {
        var host = Render<DialogHost>();
        Render<InviteButton>(parameters => parameters.Add(it => it.OpenAtOnce, true));
        host.WaitForAssertion(() => Assert.Single(host.FindComponents<AskDialog>()));
        Assert.Empty(host.FindComponents<InviteDialog>());
    }

    private IRenderedComponent<AskDialog> Open() => Render<AskDialog>();

    private static IElement Submit(IRenderedComponent<AskDialog> dialog) => dialog.Find("button[type=submit]");

    private static Task<string> TypeAsync(IRenderedComponent<AskDialog> dialog, string text) =>
        dialog.InvokeAsync(() => dialog.FindComponent<AddressField>().Instance.Take(text));
}
