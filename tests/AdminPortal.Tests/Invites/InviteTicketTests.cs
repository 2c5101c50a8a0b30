using AdminPortal.Data;
using AdminPortal.Invites;
using AdminPortal.Shell;
using AdminPortal.Tests.Shell;
using Bunit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Tests.Invites;

public sealed class InviteTicketTests : PageContext
{
    [Fact]
    public async Task The_ticket_shows_what_was_agreed_and_what_has_happened()
    {
        var id = await Invite();
        var ticket = Render<InviteTicket>(parameters => parameters.Add(it => it.Id, id));

        Assert.Equal("ana@example.com", ticket.Find("h1").TextContent);
        Assert.Equal("Ana Horvat", ticket.Find(".page-head p").TextContent);
        Assert.Equal("Welcome aboard", ticket.Find("blockquote").TextContent);
        Assert.Contains("Member", ticket.Find(".facts").TextContent);
        Assert.Equal("Invited by Mira Kovač", ticket.FindAll(".timeline h3")[^1].TextContent);
        Assert.Contains("Sending", ticket.Find(".facts .chip").TextContent);
    }

    [Fact]
    public async Task A_pending_one_shows_its_expiry_first_in_the_timeline_and_its_account_to_be_copied()
    {
        var id = await Invite();
        await Sent(id);
        var ticket = Render<InviteTicket>(parameters => parameters.Add(it => it.Id, id));

        Assert.Equal("Expires, unless the password is set", ticket.FindAll(".timeline h3")[0].TextContent);
        Assert.Equal("auth0|abc", ticket.Find("button[aria-label='Copy Auth0 user id']").GetAttribute("data-copy"));
    }

    [Fact]
    public async Task Whose_role_is_taken_away_stops_seeing_the_invitation_in_the_open_page()
    {
        var id = await Invite();
        var ticket = Render<InviteTicket>(parameters => parameters.Add(it => it.Id, id));

        TakeTheRoleAway();
        ticket.WaitForAssertion(() => Assert.Equal("Invitations are not yours to see", ticket.Find(".empty h2").TextContent));
        Assert.DoesNotContain("ana@example.com", ticket.Markup);

        GiveTheRoleBack();
        ticket.WaitForAssertion(() => Assert.Equal("ana@example.com", ticket.Find("h1").TextContent));
    }

    [Fact]
    public void An_invitation_that_is_not_there_says_so_and_leads_on()
    {
        var ticket = Render<InviteTicket>(parameters => parameters.Add(it => it.Id, Guid.CreateVersion7(Start)));

        Assert.Equal("There is no such invitation", ticket.Find(".empty h2").TextContent);
        Assert.Equal("/invites", ticket.Find(".empty a.button").GetAttribute("href"));
    }

    [Fact]
    public async Task Revoking_asks_first_and_keeping_it_changes_nothing()
    {
        var id = await Invite();
        await Sent(id);
        var (ticket, host) = (Render<InviteTicket>(parameters => parameters.Add(it => it.Id, id)), Render<DialogHost>());
        var revoking = Press(ticket, "Revoke");
        host.WaitForAssertion(() => Assert.Contains("Revoke the invitation for ana@example.com?", host.Markup));
        host.FindAll("button").Single(button => button.TextContent == "Keep it").Click();
        await revoking;

        Assert.Contains("Pending", ticket.Find(".facts .chip").TextContent);
        Assert.Empty(Services.GetRequiredService<Notices>().Shown);
    }

    [Fact]
    public async Task A_confirmed_revocation_shows_at_once_and_is_told()
    {
        var id = await Invite();
        await Sent(id);
        var (ticket, host) = (Render<InviteTicket>(parameters => parameters.Add(it => it.Id, id)), Render<DialogHost>());
        var revoking = Press(ticket, "Revoke");
        host.WaitForAssertion(() => Assert.Contains("Revoke the invitation", host.Markup));
        host.FindAll("button.danger").Single().Click();
        await revoking;

        ticket.WaitForAssertion(() => Assert.Contains("Revoking…", ticket.Find(".facts .chip").TextContent));
        Assert.Equal("The invitation for ana@example.com is being revoked", Assert.Single(Services.GetRequiredService<Notices>().Shown).Title);
    }

    [Fact]
    public async Task Whoever_may_not_see_invitations_is_told_so()
    {
        var id = await Invite();
        TakeTheRoleAway();
        var ticket = Render<InviteTicket>(parameters => parameters.Add(it => it.Id, id));

        Assert.Equal("Invitation", ticket.Find("h1").TextContent);
        Assert.Equal("Invitations are not yours to see", ticket.Find(".empty h2").TextContent);
    }

    [Fact]
    public async Task Sending_again_pressed_twice_happens_once_and_the_button_says_how_far_it_is()
    {
        var id = await Invite();
        await Failed(id);
        var ticket = Render<InviteTicket>(parameters => parameters.Add(it => it.Id, id));
        Task first, second;
        using (Services.GetRequiredService<WriterTurns>().Enter())
        {
            first = Press(ticket, "Send again");
            ticket.WaitForAssertion(() => Assert.Equal(("Sending…", "true", "true"), Resend(ticket)));
            second = ticket.Find(".page-head button").ClickAsync(new());
        }

        await Task.WhenAll(first, second);
        var notice = Assert.Single(Services.GetRequiredService<Notices>().Shown);
        Assert.Equal((NoticeTone.Success, "A new email for ana@example.com is on its way"), (notice.Tone, notice.Title));

        ticket.WaitForAssertion(() => Assert.Contains("Sending", ticket.Find(".facts .chip").TextContent));
        Assert.Equal(("Sending…", "true", "true"), Resend(ticket));
        await Sent(id);
        Services.GetRequiredService<InviteChanges>().Publish(id);
        ticket.WaitForAssertion(() => Assert.Equal(("Sent", null, "true"), Resend(ticket)));
        Clock.Advance(TimeSpan.FromSeconds(4));
        ticket.WaitForAssertion(() => Assert.Equal(("Resend", null, null), Resend(ticket)));
    }

    [Fact]
    public async Task Extend_and_change_roles_open_their_dialogs_with_the_name_of_the_person()
    {
        var id = await Invite();
        await Sent(id);
        var (ticket, host) = (Render<InviteTicket>(parameters => parameters.Add(it => it.Id, id)), Render<DialogHost>());

        var extending = Press(ticket, "Extend");
        host.WaitForAssertion(() => Assert.Equal("Extend the invitation for ana@example.com", host.Find("#extend-title").TextContent));
        host.FindAll("button").Single(button => button.TextContent.Trim() == "Cancel").Click();
        await extending;
        var changing = Press(ticket, "Change team or roles");
        host.WaitForAssertion(() => Assert.Equal("Change team or roles for ana@example.com", host.Find("#roles-title").TextContent));
        host.FindAll("button").Single(button => button.TextContent.Trim() == "Cancel").Click();
        await changing;
    }

    [Fact]
    public async Task After_a_resend_the_button_is_busy_then_says_Sent_then_counts_down_to_the_next_one()
    {
        var id = await Invite();
        await Sent(id);
        var (ticket, host) = (Render<InviteTicket>(parameters => parameters.Add(it => it.Id, id)), Render<DialogHost>());
        Clock.Advance(TimeSpan.FromMinutes(5));
        var resending = Press(ticket, "Resend");
        host.WaitForAssertion(() => Assert.Contains("again?", host.Markup));
        host.FindAll("button").Single(button => button.TextContent.Trim() == "Resend").Click();
        await resending;

        ticket.WaitForAssertion(() => Assert.Equal(("Sending…", "true", "true"), Resend(ticket)));
        await Sent(id, mails: 2);
        Services.GetRequiredService<InviteChanges>().Publish(id);
        ticket.WaitForAssertion(() => Assert.Equal(("Sent", null, "true"), Resend(ticket)));

        Clock.Advance(TimeSpan.FromSeconds(4));
        ticket.WaitForAssertion(() => Assert.Equal(("Resend in 0:56", null, "true"), Resend(ticket)));
        Assert.Equal("Resend: Wait 0:56 before resending", ticket.Find("#why-no-resend").TextContent);
        Clock.Advance(TimeSpan.FromSeconds(56));
        ticket.WaitForAssertion(() => Assert.Equal(("Resend", null, null), Resend(ticket)));
    }

    [Fact]
    public async Task What_is_over_can_not_be_extended_nor_given_other_roles_and_says_why()
    {
        var id = await Invite();
        await using (var db = await Services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync())
        {
            await db.Database.ExecuteSqlAsync($"UPDATE Invites SET Status = 'Accepted', AcceptedAt = {Start.UtcTicks}, NextAttemptAt = NULL WHERE Id = {id}");
        }

        var ticket = Render<InviteTicket>(parameters => parameters.Add(it => it.Id, id));

        foreach (var (name, why) in new[] { ("Extend", "why-no-extend"), ("Change team or roles", "why-no-change") })
        {
            var button = ticket.FindAll("button").Single(each => each.TextContent.Trim() == name);
            Assert.Equal(("true", why), (button.GetAttribute("aria-disabled"), button.GetAttribute("aria-describedby")));
            Assert.StartsWith($"{name}: The password is set", ticket.Find($"#{why}").TextContent, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Changed_roles_that_wait_are_told_above_the_ticket()
    {
        var id = await Invite();
        await Sent(id);
        await using (var db = await Services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync())
        {
            await db.Database.ExecuteSqlAsync($"UPDATE Invites SET RolesDue = 1, WaitReason = 'Permission', WaitingFor = 'A scope is missing.', NextAttemptAt = {Start.AddMinutes(1).UtcTicks} WHERE Id = {id}");
        }

        var ticket = Render<InviteTicket>(parameters => parameters.Add(it => it.Id, id));

        Assert.Equal("Roles change waits", ticket.Find(".notice strong").TextContent);
        Assert.Contains("A scope is missing.", ticket.Find(".notice p").TextContent, StringComparison.Ordinal);
        Assert.Contains("Pending", ticket.Find(".facts .chip").TextContent, StringComparison.Ordinal);
    }

    private static (string Name, string? Busy, string? Disabled) Resend(IRenderedComponent<InviteTicket> ticket)
    {
        var button = ticket.Find(".page-head button");
        return (button.TextContent.Trim(), button.GetAttribute("aria-busy"), button.GetAttribute("aria-disabled"));
    }

    private static Task Press(IRenderedComponent<InviteTicket> ticket, string name) =>
        ticket.FindAll("button").Single(button => button.TextContent.Trim() == name).ClickAsync(new());

    private async Task<Guid> Invite()
    {
        var outcome = await Services.GetRequiredService<InviteUsers>().HandleAsync(new InviteUsersRequest { Addresses = ["Ana Horvat <ana@example.com>"], RoleIds = ["rol_member"], Lifetime = TimeSpan.FromDays(3), Message = "Welcome aboard" });
        return Assert.IsType<InviteUsersOutcome.Recorded>(outcome).Invited.Single().Id;
    }

    private async Task Failed(Guid id)
    {
        await using var db = await Services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync();
        Assert.Equal(1, await db.Database.ExecuteSqlAsync($"UPDATE Invites SET Status = 'Failed', NextAttemptAt = NULL WHERE Id = {id}"));
    }

    private async Task Sent(Guid id, int mails = 1)
    {
        await using var db = await Services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync();
        var changed = await db.Database.ExecuteSqlAsync($"UPDATE Invites SET Status = 'Sent', MailsSent = {mails}, SentAt = {Clock.Now.UtcTicks}, FirstSentAt = {Start.UtcTicks}, ExpiresAt = {Start.AddDays(3).UtcTicks}, Auth0UserId = 'auth0|abc', NextAttemptAt = NULL WHERE Id = {id}");
        Assert.Equal(1, changed);
    }
}
