using AdminPortal.Auth0;
using AdminPortal.Data;
using AdminPortal.Invites;
using AdminPortal.Shell;
using AdminPortal.SignIn;
using AdminPortal.Teams;
using AdminPortal.Tests.Shell;
using AngleSharp.Dom;
using Bunit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Tests.Invites;

public sealed class InviteTeamPagesTests : PageContext
{
    private static readonly SignedInIdentity Mira = new("auth0|mira", "Mira Kovač", "mira@example.com", true, null);
    private static readonly TeamRole Member = new("rol_member", "Member");
    private static readonly TeamRole Billing = new("rol_billing", "Billing");

    [Fact]
    public async Task Choosing_a_team_ticks_its_roles_and_leaves_those_of_the_one_before()
    {
        var (sales, finance) = (await TeamAsync("Field sales", defaults: [Member]), await TeamAsync("Finance", defaults: [Billing]));
        var dialog = Render<InviteDialog>();
        Assert.Equal(["No team", "Field sales", "Finance"], dialog.FindAll("#team option").Select(option => option.TextContent));

        dialog.Find("#team").Change(sales.ToString());
        Assert.Equal(["Member"], Ticked(dialog));
        dialog.FindAll(".options label").Single(label => label.TextContent.Trim() == "Deploy").QuerySelector("input")!.Change(true);
        dialog.Find("#team").Change(finance.ToString());
        Assert.Equal(["Billing", "Deploy"], Ticked(dialog));
        dialog.Find("#team").Change("");
        Assert.Equal(["Deploy"], Ticked(dialog));
    }

    [Fact]
    public async Task What_is_sent_goes_into_the_team()
    {
        var sales = await TeamAsync("Field sales");
        var dialog = Render<InviteDialog>();
        await dialog.InvokeAsync(() => dialog.FindComponent<AddressField>().Instance.Take("ana@example.com"));
        dialog.Find("#team").Change(sales.ToString());
        await dialog.Find("form").SubmitAsync();

        Assert.Equal(sales, (await RecordAsync()).TeamId);
    }

    [Fact]
    public async Task A_team_archived_meanwhile_stays_chosen_and_sending_says_what_became_of_it()
    {
        var sales = await TeamAsync("Field sales");
        var dialog = Render<InviteDialog>();
        await dialog.InvokeAsync(() => dialog.FindComponent<AddressField>().Instance.Take("ana@example.com"));
        dialog.Find("#team").Change(sales.ToString());
        await Services.ArchiveTeamAsync(sales, Start);
        await dialog.Find("form").SubmitAsync();

        Assert.Equal("Field sales is archived: restore it first, or choose another team.", dialog.Find("#team-problems .error").TextContent.Trim());
        Assert.Equal(sales.ToString(), dialog.Find("#team").GetAttribute("value"));
        Assert.Equal(["ana@example.com"], dialog.FindAll(".emails li span[title]").Select(chip => chip.TextContent));
    }

    [Fact]
    public async Task A_lead_chooses_among_their_teams_and_sees_only_roles_they_may_give()
    {
        await TeamAsync("Finance", grantable: [Billing]);
        await TeamAsync("Field sales", lead: Mira, grantable: [Member]);
        var other = await TeamAsync("Outside sales", lead: Mira, grantable: [Member, Billing]);
        BeTheLead(mayInvite: true);
        var dialog = Render<InviteDialog>();
        await dialog.InvokeAsync(() => dialog.FindComponent<AddressField>().Instance.Take("ana@example.com"));

        Assert.Equal(["Choose a team", "Field sales", "Outside sales"], dialog.FindAll("#team option").Select(option => option.TextContent));
        Assert.Empty(dialog.FindAll(".options"));
        Assert.Equal(("true", "Choose a team first"), (dialog.Find("button[type=submit]").GetAttribute("aria-disabled"), dialog.Find("#send-told").TextContent));

        dialog.Find("#team").Change(other.ToString());
        Assert.Equal(["Billing", "Member"], dialog.FindAll(".options label").Select(label => label.TextContent.Trim()));
        await dialog.Find("form").SubmitAsync();
        Assert.Equal((other, "Mira Kovač"), ((await RecordAsync()).TeamId!.Value, (await RecordAsync()).InvitedByName));
    }

    [Fact]
    public async Task The_only_team_of_a_lead_is_chosen_beforehand()
    {
        var sales = await TeamAsync("Field sales", lead: Mira, grantable: [Member], defaults: [Member]);
        BeTheLead(mayInvite: true);
        var dialog = Render<InviteDialog>();

        Assert.Equal(sales.ToString(), dialog.Find("#team").GetAttribute("value"));
        Assert.Equal(["Member"], Ticked(dialog));
    }

    [Fact]
    public void Whoever_only_asks_finds_at_the_button_where_to()
    {
        BeTheLead(mayInvite: false);
        var button = Render<InviteButton>();

        Assert.Equal(("Ask for an invitation", "/requests"), (button.Find("a.button").TextContent.Trim(), button.Find("a.button").GetAttribute("href")));
        Assert.Equal("An admin invites for your team; ask under Requests.", button.Find("#asks").TextContent);
    }

    [Fact]
    public async Task A_row_shows_its_team_and_marks_an_archived_one()
    {
        var (used, archived, none) = (Shown(it => it with { TeamName = "Field sales" }), Shown(it => it with { TeamName = "Old desk", TeamIsArchived = true }), Shown(it => it));
        Assert.Equal("Field sales", used.FindAll("td")[0].TextContent.Trim());
        Assert.Equal(("Old desk", "archived"), (archived.FindAll("td")[0].QuerySelector(".clip")!.TextContent, archived.FindAll("td")[0].QuerySelector(".sub")!.TextContent));
        Assert.Equal("—", none.Find("td .nothing").TextContent);

        await RecordedAsync(InviteStatus.Sent);
        var table = List();
        Assert.Equal(["Email", "Team", "Roles", "Status", "Invited by", "Sent", "Expires", "Actions"], table.FindAll("th[scope=col]").Select(head => head.TextContent.Trim()));
    }

    [Fact]
    public async Task What_a_lead_may_not_do_stays_in_the_menu_with_its_reason()
    {
        var sales = await TeamAsync("Field sales", lead: Mira, grantable: [Member]);
        await InviteAsync(sales);
        BeTheLead(mayInvite: false);
        var table = List();
        var menu = table.FindAll(".tools .menu button");

        Assert.Equal(["Change team or rolesOnly a company admin can change team or roles.", "RevokeOnly a company admin can revoke."], menu.TakeLast(2).Select(item => item.TextContent.Trim()));
        Assert.All(menu.TakeLast(2), item => Assert.Equal("true", item.GetAttribute("aria-disabled")));
    }

    [Fact]
    public async Task A_lead_to_whom_nothing_belongs_yet_is_told_whose_invitations_would_show()
    {
        BeTheLead(mayInvite: false);
        Assert.Equal("You lead no team yet", List().Find(".empty h2").TextContent);

        await TeamAsync("Field sales", lead: Mira, grantable: [Member]);
        Assert.Equal("Nobody has been invited into your team yet", List().Find(".empty h2").TextContent);
    }

    [Fact]
    public async Task A_lead_whose_role_is_taken_away_is_told_so_in_the_open_list_and_nothing_is_noted()
    {
        await InviteAsync(await TeamAsync("Field sales", lead: Mira, grantable: [Member]));
        BeTheLead(mayInvite: false);
        var table = List();
        var board = Render<AdminPortal.Home.HomeBoard>();
        Assert.Contains("ana@example.com", table.Markup, StringComparison.Ordinal);

        Learn(PortalRole.TeamLead);
        table.WaitForAssertion(() => Assert.Equal("Invitations are not yours to see", table.Find(".empty h2").TextContent));
        board.WaitForAssertion(() => Assert.Contains("Invitations are not yours to see", board.Markup, StringComparison.Ordinal));
        Assert.Equal(0, await RefusalsAsync());
    }

    [Fact]
    public async Task An_invitation_moved_away_from_a_lead_is_gone_from_their_open_page_and_nothing_is_noted()
    {
        var id = await InviteAsync(await TeamAsync("Field sales", lead: Mira, grantable: [Member]));
        BeTheLead(mayInvite: false);
        var ticket = Render<InviteTicket>(parameters => parameters.Add(it => it.Id, id));
        Assert.Contains("Field sales", ticket.Find(".facts").TextContent, StringComparison.Ordinal);

        await using (var db = await Services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync())
        {
            await db.Database.ExecuteSqlAsync($"UPDATE Invites SET TeamId = NULL WHERE Id = {id}");
        }

        Services.GetRequiredService<InviteChanges>().Publish(id);
        ticket.WaitForAssertion(() => Assert.Equal("There is no such invitation", ticket.Find(".empty h2").TextContent));
        Assert.Equal(0, await RefusalsAsync());
    }

    [Fact]
    public async Task The_page_filters_by_team_without_scripts()
    {
        var sales = await TeamAsync("Field sales");
        await Services.ArchiveTeamAsync(await TeamAsync("Old desk"), Start);
        Services.GetRequiredService<Microsoft.AspNetCore.Components.NavigationManager>().NavigateTo($"/invites?team={sales}&status=pending");
        var page = Render<InvitesPage>();

        Assert.Equal(["Any", "Field sales", "Old desk (archived)", "No team"], page.FindAll("select[name=team] option").Select(option => option.TextContent));
        Assert.Equal(sales.ToString(), page.Find("select[name=team] option[selected]").GetAttribute("value"));
    }

    private static IReadOnlyList<string> Ticked(IRenderedComponent<InviteDialog> dialog) =>
        [.. dialog.FindAll(".options label").Where(label => label.QuerySelector("input")!.IsChecked()).Select(label => label.TextContent.Trim())];

    private IRenderedComponent<InviteTable> List() => Render<InviteTable>(parameters => parameters.Add(it => it.Query, new InviteListQuery()));

    private IRenderedComponent<InviteTableRow> Shown(Func<InviteRow, InviteRow> change) => Render<InviteTableRow>(parameters => parameters.Add(it => it.Row, Row(change)));

    private Task<Guid> TeamAsync(string name, SignedInIdentity? lead = null, IReadOnlyList<TeamRole>? grantable = null, IReadOnlyList<TeamRole>? defaults = null) =>
        Services.TeamAsync(name, Start, lead is null ? [] : [(lead.Subject, lead.Name, lead.Email)], grantable ?? [], defaults);

    private async Task<Guid> InviteAsync(Guid team) => Assert.IsType<InviteUsersOutcome.Recorded>(await Services.GetRequiredService<InviteUsers>().HandleAsync(
        new InviteUsersRequest { Addresses = ["ana@example.com"], TeamId = team, RoleIds = ["rol_member"], Lifetime = TimeSpan.FromDays(3) })).Invited.Single().Id;

    // Whoever is signed in was an admin until now: what was done before, they did as one.
    private void BeTheLead(bool mayInvite)
    {
        Services.GetRequiredService<Microsoft.Extensions.Options.IOptions<LeadsOptions>>().Value.LeadsMayInvite = mayInvite;
        TakeTheRoleAway();
        Learn(PortalRole.TeamLead, new RoleMember(Mira.Subject, Mira.Email, Mira.Name));
    }

    private void Learn(PortalRole role, params RoleMember[] members) => Services.GetRequiredService<PortalRoleMembers>().Learn(role, new Auth0Result<IReadOnlyList<RoleMember>>.Ok(members));

    private async Task<Invite> RecordAsync()
    {
        await using var db = await Services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync();
        return await db.Invites.AsNoTracking().SingleAsync();
    }

    private async Task<int> RefusalsAsync()
    {
        await using var db = await Services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync();
        return await db.AuditEntries.CountAsync(entry => entry.Action == Refusals.Action);
    }
}
