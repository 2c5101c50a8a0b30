using AdminPortal.Shell;
using AdminPortal.Teams;
using Bunit;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Tests.Teams;

public sealed class TeamCardTests : TeamsContext
{
    [Fact]
    public async Task It_shows_leads_roles_and_open_invitations()
    {
        var id = await TeamAsync("Field sales", "Ivo Marić");
        await UseAsync((ChangeTeamRoles change) => change.HandleAsync(new ChangeTeamRolesRequest { Id = id, GrantableRoleIds = ["rol_member", "rol_deploy"], DefaultRoleIds = ["rol_member"], AdministrativeRolesConfirmed = true }));
        var invite = await OpenInviteAsync(id);

        var card = Open(id);

        Assert.Equal("Field sales", card.Find("h1").TextContent);
        Assert.Equal("Ivo Marić", card.Find(".items strong").TextContent);
        Assert.Equal(["Member", "Member", "Deploy"], card.FindAll(".chip.tag").Select(chip => chip.TextContent));
        Assert.NotNull(card.FindAll(".chip.tag")[2].QuerySelector("svg"));
        Assert.Equal($"/invites/{invite}", card.Find("tbody th a").GetAttribute("href"));
        Assert.Equal("Pending", card.Find("tbody .chip").TextContent);
        Assert.Equal("Open invitations", card.Find("caption").TextContent);
        Assert.Equal($"/invites?team={id}", card.Find(".sheet-foot a").GetAttribute("href"));
    }

    [Fact]
    public async Task A_lead_without_the_role_in_Auth0_is_pointed_out_with_the_cure()
    {
        var id = await TeamAsync("Field sales", "Noor Haddad");
        var card = Open(id);
        Assert.Empty(card.FindAll(".tone-amber")); // nobody has asked Auth0 yet who holds it
        NobodyLeads();

        card.WaitForAssertion(() => Assert.Equal("Noor Haddad does not hold Portal Team Lead in Auth0 yet: give it there, then this counts.", card.Find(".tone-amber").TextContent));
    }

    [Fact]
    public async Task Removing_a_lead_asks_first_and_names_the_person()
    {
        var id = await TeamAsync("Field sales", "Ivo Marić");
        var (card, host) = (Open(id), Render<DialogHost>());

        var removing = card.InvokeAsync(() => card.Find("button[aria-label='Remove Ivo Marić']").ClickAsync(new()));
        host.WaitForAssertion(() => Assert.Equal("Remove Ivo Marić as a lead of Field sales?", host.Find("h2").TextContent));
        await host.InvokeAsync(() => host.FindAll("button").Single(button => button.TextContent == "Remove").Click());
        await removing;

        Assert.Equal("Ivo Marić does not lead Field sales any more", Assert.Single(Services.GetRequiredService<Notices>().Shown).Title);
        card.WaitForAssertion(() => Assert.Contains("No lead.", card.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_archived_team_says_so_and_lists_what_is_still_open()
    {
        var id = await TeamAsync("Field sales");
        await OpenInviteAsync(id);
        await UseAsync((ArchiveTeam archive) => archive.HandleAsync(id));

        var card = Open(id);

        Assert.Contains("Archived just now: nobody is invited into it any more", card.Find(".page-head p").TextContent.Trim(), StringComparison.Ordinal);
        Assert.Single(card.FindAll("tbody tr"));
        await card.FindAll("button").Single(button => button.TextContent == "Restore").ClickAsync(new());
        card.WaitForAssertion(() => Assert.Contains("In use since", card.Find(".page-head p").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_lead_changes_nothing_and_loses_the_page_with_the_team()
    {
        var id = await TeamAsync("Field sales", "Mira Kovač", Mira);
        OnlyLead();
        var card = Open(id);
        Assert.Equal("Field sales", card.Find("h1").TextContent);
        Assert.Empty(card.FindAll("button"));

        GiveTheRoleBack();
        await UseAsync((RemoveLead remove) => remove.HandleAsync(id, Mira));
        OnlyLead();

        card.WaitForAssertion(() => Assert.Equal("There is no such team for you", card.Find(".empty h2").TextContent));
    }

    [Fact]
    public async Task Without_the_right_there_is_nothing_to_see()
    {
        var id = await TeamAsync("Field sales");
        TakeTheRoleAway();
        Assert.Equal("Teams are not yours to see", Open(id).Find(".empty h2").TextContent);
    }

    [Fact]
    public async Task When_the_database_is_silent_what_is_there_stays()
    {
        var id = await TeamAsync("Field sales");
        var card = Open(id);
        await HideTeamsAsync();
        Services.GetRequiredService<TeamChanges>().Publish(id);

        card.WaitForAssertion(() => Assert.Contains("could not be refreshed", card.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        Assert.Equal("Field sales", card.Find("h1").TextContent);
        Assert.Contains("could not be loaded", Open(id).Find("[role=alert]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_clock_alone_takes_an_invitation_off_the_list()
    {
        var id = await TeamAsync("Field sales");
        await OpenInviteAsync(id);
        Clock.Advance(TimeSpan.FromDays(3) - TimeSpan.FromSeconds(30));
        GiveTheRoleBack();
        var card = Open(id);
        Assert.Single(card.FindAll("tbody tr"));

        Clock.Advance(TimeSpan.FromSeconds(70));

        card.WaitForAssertion(() => Assert.Empty(card.FindAll("tbody tr")));
    }

    private IRenderedComponent<TeamCard> Open(Guid id) => Render<TeamCard>(parameters => parameters.Add(card => card.Id, id));

    private void NobodyLeads() => Services.GetRequiredService<AdminPortal.SignIn.PortalRoleMembers>()
        .Learn(AdminPortal.SignIn.PortalRole.TeamLead, new AdminPortal.Auth0.Auth0Result<IReadOnlyList<AdminPortal.Auth0.RoleMember>>.Ok([]));
}
