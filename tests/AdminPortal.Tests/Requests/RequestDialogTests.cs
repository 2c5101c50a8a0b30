using AdminPortal.Invites;
using AdminPortal.Requests;
using AdminPortal.Shell;
using AngleSharp.Dom;
using Bunit;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Tests.Requests;

public sealed class RequestDialogTests : RequestPageContext
{
    [Fact]
    public async Task Declining_counts_the_note_and_tells_the_asker()
    {
        var id = await AskedAsync();
        var dialog = await DeclineAsync(id);
        Assert.Equal("Decline the request for bruno.klein@example.com", dialog.Find("h2").TextContent);
        dialog.Find("#note").Input("Use the contractor portal.");
        Assert.Equal("26 of 500", dialog.Find("#note-count").TextContent);
        await dialog.Find("form").SubmitAsync();

        var request = await RequestAsync(id);
        Assert.Equal((RequestStatus.Declined, "Use the contractor portal."), (request.Status, request.Note));
        Assert.Equal("The request for bruno.klein@example.com is declined", Assert.Single(Services.GetRequiredService<Notices>().Shown).Title);
    }

    [Fact]
    public async Task A_note_that_is_too_long_is_told_and_keeps_the_button_from_working()
    {
        var id = await AskedAsync();
        var dialog = await DeclineAsync(id);
        dialog.Find("#note").Input(new string('x', 501));

        Assert.Equal("The note has 501 characters; at most 500 fit.", dialog.Find(".error span").TextContent);
        Assert.Equal("true", dialog.Find("button[type=submit]").GetAttribute("aria-disabled"));
        await dialog.Find("form").SubmitAsync();
        Assert.Equal(RequestStatus.Waiting, (await RequestAsync(id)).Status);
    }

    [Fact]
    public async Task When_the_database_takes_no_answer_the_note_stays_where_it_is()
    {
        var id = await AskedAsync();
        var dialog = await DeclineAsync(id);
        dialog.Find("#note").Input("Use the contractor portal.");
        await BreakRequestsAsync();
        await dialog.Find("form").SubmitAsync();
        Assert.Contains("What you typed is still here; try again.", dialog.Find("[role=alert]").TextContent, StringComparison.Ordinal);

        await MendRequestsAsync();
        await dialog.Find("form").SubmitAsync();
        Assert.Equal("Use the contractor portal.", (await RequestAsync(id)).Note);
    }

    [Fact]
    public async Task Somebody_who_answered_first_is_named_in_the_dialog()
    {
        var id = await AskedAsync();
        var dialog = await DeclineAsync(id);
        Assert.IsType<ApproveOutcome.Approved>(await Services.GetRequiredService<ApproveRequest>().HandleAsync(new Approval { Id = id }));
        await dialog.Find("form").SubmitAsync();
        Assert.Contains("Mira Kovač approved it just now.", dialog.Find("[role=alert]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Changing_begins_with_what_was_asked_and_approves_what_is_chosen()
    {
        var id = await AskedAsync(Bruno, null, new RequestedRole("rol_deploy", "Deploy"));
        var dialog = await ChangeAsync(id);
        Assert.Equal("Change before approving bruno.klein@example.com", dialog.Find("h2").TextContent);
        Assert.Equal(FieldSales.ToString(), dialog.Find("#team").GetAttribute("value"));
        Assert.True(Role(dialog, "Deploy").IsChecked());
        Assert.Contains("Deploy is an administrative role.", dialog.Find(".notice").TextContent, StringComparison.Ordinal);

        Role(dialog, "Deploy").Change(false);
        Role(dialog, "Billing").Change(true);
        dialog.Find("#team").Change(Platform.ToString());
        await dialog.Find("form").SubmitAsync();

        Assert.Equal("Team corrected from Field sales to Platform. Role corrected from Deploy to Billing.", (await RequestAsync(id)).Correction);
        var invite = Assert.Single(await InvitesAsync());
        Assert.Equal((Platform, "Billing", TimeSpan.FromDays(3)), (invite.TeamId, Assert.Single(invite.Roles).Name, invite.Lifetime));
    }

    [Fact]
    public async Task An_expiry_is_put_right_only_when_the_admin_chooses_one()
    {
        var endsBy = Start.AddDays(4);
        var first = await AskedAsync(Bruno, endsBy);
        await (await ChangeAsync(first)).Find("form").SubmitAsync();
        Assert.Null((await RequestAsync(first)).Correction);
        Assert.Equal(endsBy, Assert.Single(await InvitesAsync()).EndsBy);

        var second = await AskedAsync("kim@example.com", endsBy);
        var dialog = await ChangeAsync(second);
        dialog.Find("#expires").Change(TimeSpan.FromDays(1).Ticks.ToString(System.Globalization.CultureInfo.InvariantCulture));
        await dialog.Find("form").SubmitAsync();
        Assert.Equal("Expiry corrected from 3 days to 24 hours.", (await RequestAsync(second)).Correction);
    }

    [Fact]
    public async Task A_request_whose_day_has_passed_begins_with_the_usual_expiry()
    {
        var id = await AskedAsync(Bruno, Start.AddHours(2));
        Clock.Advance(TimeSpan.FromDays(1));
        GiveTheRoleBack();
        await (await ChangeAsync(id)).Find("form").SubmitAsync();
        Assert.Equal("Expiry corrected from 3 days to 7 days.", (await RequestAsync(id)).Correction);
    }

    [Fact]
    public async Task A_role_no_longer_on_offer_is_named_and_falls_away()
    {
        var id = await AskedAsync(Bruno, null, new RequestedRole("rol_gone", "Auditor"), new RequestedRole("rol_member", "Member"));
        var dialog = await ChangeAsync(id);
        Assert.Contains("Auditor was asked for and is no longer on offer.", dialog.Markup, StringComparison.Ordinal);
        await dialog.Find("form").SubmitAsync();
        Assert.Equal("Roles corrected from Auditor and Member to Member.", (await RequestAsync(id)).Correction);
    }

    [Fact]
    public async Task What_the_use_case_refuses_is_told_in_the_dialog()
    {
        var id = await AskedAsync();
        var dialog = await ChangeAsync(id);
        await SqlAsync($"UPDATE Teams SET ArchivedAt = {Start.UtcTicks} WHERE Name = 'Field sales'");
        await dialog.Find("form").SubmitAsync();
        Assert.Contains("Field sales is archived", dialog.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Empty(await InvitesAsync());
    }

    private async Task<IRenderedComponent<DeclineDialog>> DeclineAsync(Guid id)
    {
        var row = await RowAsync(id);
        return Render<DeclineDialog>(parameters => parameters.Add(it => it.Row, row));
    }

    private async Task<IRenderedComponent<ApproveDialog>> ChangeAsync(Guid id)
    {
        var row = await RowAsync(id);
        return Render<ApproveDialog>(parameters => parameters.Add(it => it.Row, row));
    }
}
