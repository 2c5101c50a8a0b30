using AdminPortal.Data;
using AdminPortal.Invites;
using AdminPortal.Shell;
using AdminPortal.Tests.Shell;
using AngleSharp.Dom;
using Bunit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Tests.Invites;

public sealed class RolesDialogTests : PageContext
{
    [Fact]
    public async Task It_names_the_person_and_ticks_what_they_get_today()
    {
        var dialog = await OpenAsync();

        Assert.Equal("Change team or roles for ana@example.com", dialog.Find("h2").TextContent);
        Assert.Equal(["Billing", "Member", "Deploy"], dialog.FindAll(".options label").Select(label => label.TextContent.Trim()));
        Assert.True(Role(dialog, "Member").IsChecked());
        Assert.False(Role(dialog, "Billing").IsChecked());
        Assert.Single(dialog.FindAll(".options label svg"));
        Assert.Equal("No email goes out", dialog.Find(".dialog-foot p").TextContent);
    }

    [Fact]
    public async Task Without_a_change_there_is_nothing_to_do()
    {
        var dialog = await OpenAsync();
        Assert.Equal("true", Submit(dialog).GetAttribute("aria-disabled"));

        Role(dialog, "Billing").Change(true);
        Assert.Null(Submit(dialog).GetAttribute("aria-disabled"));
        Role(dialog, "Billing").Change(false);
        Assert.Equal("true", Submit(dialog).GetAttribute("aria-disabled"));
    }

    [Fact]
    public async Task A_change_is_recorded_and_told_with_the_name_of_the_person()
    {
        var dialog = await OpenAsync();
        Role(dialog, "Billing").Change(true);
        await dialog.Find("form").SubmitAsync();

        var notice = Assert.Single(Services.GetRequiredService<Notices>().Shown);
        Assert.Equal(("The roles of ana@example.com are changed", "Now Member and Billing. No email goes out."), (notice.Title, notice.Text));
        Assert.Equal(["rol_member", "rol_billing"], await RecordedAsync());
    }

    [Fact]
    public async Task A_new_administrative_role_is_asked_about_before_anything_is_changed()
    {
        var dialog = await OpenAsync();
        Role(dialog, "Deploy").Change(true);
        Assert.Contains("Deploy is an administrative role.", dialog.Find(".notice").TextContent, StringComparison.Ordinal);

        var host = Render<DialogHost>();
        var changing = dialog.Find("form").SubmitAsync();
        host.WaitForAssertion(() => Assert.Contains("Give Deploy to ana@example.com?", host.Markup, StringComparison.Ordinal));
        host.FindAll("button").Single(button => button.TextContent == "Back").Click();
        await changing;
        Assert.Equal(["rol_member"], await RecordedAsync());

        changing = dialog.Find("form").SubmitAsync();
        host.WaitForAssertion(() => Assert.Contains("Give Deploy", host.Markup, StringComparison.Ordinal));
        host.FindAll("button").Single(button => button.TextContent == "Change roles").Click();
        await changing;
        Assert.Equal(["rol_member", "rol_deploy"], await RecordedAsync());
    }

    [Fact]
    public async Task A_role_that_is_no_longer_on_offer_can_stay_or_go()
    {
        var id = await InviteAsync();
        var row = (await RowAsync(id)) with { Roles = [new RoleName("Old", false, "rol_old"), new RoleName("Member", false, "rol_member")] };
        var dialog = Render<RolesDialog>(parameters => parameters.Add(it => it.Row, row));

        Assert.True(Role(dialog, "Old").IsChecked());
        Assert.Equal("No longer on offer", dialog.FindAll(".options label").Single(label => label.TextContent.Trim() == "Old").GetAttribute("title"));
    }

    [Fact]
    public async Task What_could_not_be_done_is_told_in_the_dialog_and_the_choice_stays()
    {
        var dialog = await OpenAsync();
        Role(dialog, "Billing").Change(true);
        await BreakAsync();
        await dialog.Find("form").SubmitAsync();
        Assert.Contains("Nothing was changed; try again.", dialog.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        await MendAsync();
        TakeTheRoleAway();
        await dialog.Find("form").SubmitAsync();

        Assert.Contains("Ask a company admin", dialog.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.True(Role(dialog, "Billing").IsChecked());
    }

    private static IElement Role(IRenderedComponent<RolesDialog> dialog, string name) =>
        dialog.FindAll(".options label").Single(label => label.TextContent.Trim() == name).QuerySelector("input")!;

    private static IElement Submit(IRenderedComponent<RolesDialog> dialog) => dialog.Find("button[type=submit]");

    private async Task<IReadOnlyList<string>> RecordedAsync()
    {
        await using var db = await Services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync();
        return [.. (await db.Invites.SingleAsync()).Roles.Select(role => role.Id)];
    }

    private async Task<IRenderedComponent<RolesDialog>> OpenAsync()
    {
        var row = await RowAsync(await InviteAsync());
        return Render<RolesDialog>(parameters => parameters.Add(it => it.Row, row));
    }

    private async Task<Guid> InviteAsync() => Assert.IsType<InviteUsersOutcome.Recorded>(await Services.GetRequiredService<InviteUsers>().HandleAsync(
        new InviteUsersRequest { Addresses = ["ana@example.com"], RoleIds = ["rol_member"], Lifetime = TimeSpan.FromDays(3) })).Invited.Single().Id;

    private async Task<InviteRow> RowAsync(Guid id) => Assert.IsType<InviteDetailsOutcome.Found>(await Services.GetRequiredService<InviteDetails>().HandleAsync(id)).Facts.Row;
}
