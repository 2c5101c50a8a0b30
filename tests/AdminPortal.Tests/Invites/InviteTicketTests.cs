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

    private static Task Press(IRenderedComponent<InviteTicket> ticket, string name) =>
        ticket.FindAll("button").Single(button => button.TextContent.Trim() == name).ClickAsync(new());

    private async Task<Guid> Invite()
    {
        var outcome = await Services.GetRequiredService<InviteUsers>().HandleAsync(new InviteUsersRequest { Addresses = ["Ana Horvat <ana@example.com>"], RoleIds = ["rol_member"], Lifetime = TimeSpan.FromDays(3), Message = "Welcome aboard" });
        return Assert.IsType<InviteUsersOutcome.Recorded>(outcome).Invited.Single().Id;
    }

    private async Task Sent(Guid id)
    {
        await using var db = await Services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync();
        var changed = await db.Database.ExecuteSqlAsync($"UPDATE Invites SET Status = 'Sent', SentAt = {Start.UtcTicks}, FirstSentAt = {Start.UtcTicks}, ExpiresAt = {Start.AddDays(3).UtcTicks}, Auth0UserId = 'auth0|abc', NextAttemptAt = NULL WHERE Id = {id}");
        Assert.Equal(1, changed);
    }
}
