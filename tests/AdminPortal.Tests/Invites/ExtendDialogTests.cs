using AdminPortal.Auth0;
using AdminPortal.Data;
using AdminPortal.Invites;
using AdminPortal.Shell;
using AdminPortal.Tests.Shell;
using AngleSharp.Dom;
using Bunit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Tests.Invites;

public sealed class ExtendDialogTests : PageContext
{
    [Fact]
    public async Task It_names_the_person_and_offers_only_later_ends()
    {
        var dialog = await OpenAsync();

        Assert.Equal("Extend the invitation for ana@example.com", dialog.Find("h2").TextContent);
        Assert.Contains("It is open until 25 November, 10:12.", dialog.Markup, StringComparison.Ordinal);
        Assert.Equal(["In 7 days, on 29 November", "Another date…"], dialog.FindAll("#expires option").Select(option => option.TextContent));
    }

    [Fact]
    public async Task It_says_that_no_mail_goes_out_while_the_link_lasts()
    {
        var dialog = await OpenAsync();
        Assert.Contains("No email goes out: the link in the last one works until 29 November, 10:12.", Told(dialog), StringComparison.Ordinal);
        Assert.Equal("Extend", Submit(dialog).TextContent.Trim());
        await dialog.Find("form").SubmitAsync();

        var notice = Assert.Single(Services.GetRequiredService<Notices>().Shown);
        Assert.Equal("The invitation for ana@example.com now expires on 29 November", notice.Title);
        Assert.Equal((InviteStatus.Sent, Start.AddDays(7)), await StandsAsync());
    }

    [Fact]
    public async Task It_says_that_a_mail_goes_out_where_the_link_would_die_first()
    {
        var dialog = await OpenAsync(linkEnds: Start.AddDays(4));
        Assert.Contains("A new email goes out: the link in the earlier one lives only until 26 November, 10:12, and stops working with the new one.", Told(dialog), StringComparison.Ordinal);
        Assert.Equal("Extend and send", Submit(dialog).TextContent.Trim());
        await dialog.Find("form").SubmitAsync();

        Assert.Equal("A new email is on its way. The link in the earlier one stops working.", Assert.Single(Services.GetRequiredService<Notices>().Shown).Text);
        Assert.Equal((InviteStatus.Queued, null), await StandsAsync());
    }

    [Fact]
    public async Task Where_the_dialog_promised_no_mail_and_the_invitation_has_changed_since_none_goes_out_and_that_is_said()
    {
        var dialog = await OpenAsync();
        Assert.Contains("No email goes out", Told(dialog), StringComparison.Ordinal);
        await using (var db = await Services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync())
        {
            await db.Database.ExecuteSqlAsync($"UPDATE Invites SET LinkExpiresAt = {Start.AddDays(4).UtcTicks}");
        }

        await dialog.Find("form").SubmitAsync();

        Assert.Contains("this end now takes a new email", dialog.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Equal((InviteStatus.Sent, Start.AddDays(3)), await StandsAsync());
        Assert.Empty(Services.GetRequiredService<Notices>().Shown);
    }

    [Fact]
    public async Task A_pause_after_the_last_mail_counts_down_in_the_dialog()
    {
        var dialog = await OpenAsync(linkEnds: Start.AddDays(4), row => row with { WhyNoResend = "Wait 0:30 before resending", ResendAllowedAt = Start.AddSeconds(30) });
        Assert.Contains("Wait 0:30 before resending.", Told(dialog), StringComparison.Ordinal);
        Assert.Equal("true", Submit(dialog).GetAttribute("aria-disabled"));

        Clock.Advance(TimeSpan.FromSeconds(10));
        dialog.WaitForAssertion(() => Assert.Contains("Wait 0:20", Told(dialog), StringComparison.Ordinal));
        Clock.Advance(TimeSpan.FromSeconds(20));
        dialog.WaitForAssertion(() => Assert.Null(Submit(dialog).GetAttribute("aria-disabled")));
    }

    [Fact]
    public async Task A_day_of_ones_choice_is_kept_and_one_before_the_present_end_is_refused()
    {
        var dialog = await OpenAsync();
        dialog.Find("#expires").Change("0");
        dialog.Find("#last-day").Change("2026-11-24");
        Assert.Contains("It stays open longer than that already; choose a later day.", Told(dialog), StringComparison.Ordinal);
        Assert.Equal("true", Submit(dialog).GetAttribute("aria-disabled"));

        dialog.Find("#last-day").Change("2026-11-27");
        await dialog.Find("form").SubmitAsync();
        Assert.Equal((InviteStatus.Sent, new DateTimeOffset(2026, 11, 27, 22, 59, 0, TimeSpan.Zero)), await StandsAsync());
    }

    [Fact]
    public async Task Nothing_longer_than_a_link_lives_can_be_chosen_and_that_is_said()
    {
        Services.GetRequiredService<TenantState>().Learn(facts => facts with { LinkLifetime = TimeSpan.FromDays(3) });
        var dialog = await OpenAsync();

        Assert.Contains("It stays open until 25 November, 10:12 already.", dialog.Markup, StringComparison.Ordinal);
        Assert.Equal("true", Submit(dialog).GetAttribute("aria-disabled"));
    }

    [Fact]
    public async Task What_could_not_be_done_is_told_in_the_dialog_and_the_choice_stays()
    {
        var dialog = await OpenAsync();
        await BreakAsync();
        await dialog.Find("form").SubmitAsync();
        Assert.Contains("Nothing was changed; try again.", dialog.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        await MendAsync();
        TakeTheRoleAway();
        await dialog.Find("form").SubmitAsync();

        Assert.Contains("Ask a company admin", dialog.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Empty(Services.GetRequiredService<Notices>().Shown);
    }

    private static string Told(IRenderedComponent<ExtendDialog> dialog) => dialog.Find("#extend-told").TextContent.Trim();

    private static IElement Submit(IRenderedComponent<ExtendDialog> dialog) => dialog.Find("button[type=submit]");

    private async Task<(InviteStatus Status, DateTimeOffset? ExpiresAt)> StandsAsync()
    {
        await using var db = await Services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync();
        var invite = await db.Invites.SingleAsync();
        return (invite.Status, invite.ExpiresAt);
    }

    // Open for three days, with a link that lives for seven.
    private async Task<IRenderedComponent<ExtendDialog>> OpenAsync(DateTimeOffset? linkEnds = null, Func<InviteRow, InviteRow>? change = null)
    {
        var id = Assert.IsType<InviteUsersOutcome.Recorded>(await Services.GetRequiredService<InviteUsers>().HandleAsync(
            new InviteUsersRequest { Addresses = ["ana@example.com"], Lifetime = TimeSpan.FromDays(3) })).Invited.Single().Id;
        var link = linkEnds ?? Start.AddDays(7);
        await using (var db = await Services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync())
        {
            Assert.Equal(1, await db.Database.ExecuteSqlAsync($"UPDATE Invites SET Status = 'Sent', MailsSent = 1, SentAt = {Start.UtcTicks}, FirstSentAt = {Start.UtcTicks}, ExpiresAt = {Start.AddDays(3).UtcTicks}, LinkExpiresAt = {link.UtcTicks}, NextAttemptAt = NULL WHERE Id = {id}"));
        }

        var row = Assert.IsType<InviteDetailsOutcome.Found>(await Services.GetRequiredService<InviteDetails>().HandleAsync(id)).Facts.Row;
        return Render<ExtendDialog>(parameters => parameters.Add(it => it.Row, change?.Invoke(row) ?? row));
    }
}
