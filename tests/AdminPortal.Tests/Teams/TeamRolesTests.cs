using AdminPortal.Teams;
using AdminPortal.Testing;
using AdminPortal.Tests.Invites;
using static AdminPortal.Tests.Teams.TeamSteps;

namespace AdminPortal.Tests.Teams;

/// <summary>What a team's leads may grant, and what its invitations begin with.</summary>
public sealed class TeamRolesTests
{
    [Fact]
    public async Task Both_lists_are_stored_in_the_order_of_the_offer_and_audited_with_what_they_were()
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await world.TeamMadeAsync("Finance");
        await world.ChangeTeamRolesAsync(id, [], [Billing]);

        var changed = Assert.IsType<ChangeTeamRolesOutcome.Changed>(await world.ChangeTeamRolesAsync(id, [Member], [Member, Billing]));

        Assert.Equal(["Member"], changed.DefaultRoles);
        Assert.Equal(["Member", "Billing"], changed.GrantableRoles);
        var team = await world.StoredTeamAsync(id);
        Assert.Equal([new TeamRole(Member, "Member")], team.DefaultRoles);
        Assert.Equal([new TeamRole(Member, "Member"), new TeamRole(Billing, "Billing")], team.GrantableRoles);
        var entry = (await world.AuditAsync(id))[^1];
        Assert.Equal(TeamAudit.RolesChanged, entry.Action);
        Assert.Equal(["Billing"], entry.Told().GrantableRolesBefore!);
        Assert.Equal(["Member", "Billing"], entry.Told().GrantableRoles!);
        Assert.Equal(["Member"], entry.Told().DefaultRoles!);
        Assert.Equal([], entry.Told().DefaultRolesBefore!);
    }

    [Fact]
    public async Task The_same_roles_again_change_nothing()
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await world.TeamMadeAsync("Finance");
        await world.ChangeTeamRolesAsync(id, [], [Billing]);

        Assert.IsType<ChangeTeamRolesOutcome.Changed>(await world.ChangeTeamRolesAsync(id, [], [Billing]));

        Assert.Equal(2, (await world.AuditAsync(id)).Count);
    }

    [Fact]
    public async Task Invitations_can_only_begin_with_what_leads_may_grant()
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await world.TeamMadeAsync("Finance");

        Assert.Equal(
            "Invitations would begin with Billing, which leads may not grant. Let them grant it, or leave it out.",
            Assert.IsType<ChangeTeamRolesOutcome.Invalid>(await world.ChangeTeamRolesAsync(id, [Billing], [Member])).Why);
        Assert.Empty((await world.StoredTeamAsync(id)).GrantableRoles);
    }

    [Fact]
    public async Task Only_roles_on_offer_in_the_tenant_can_be_chosen()
    {
        await using var world = await InviteWorld.StartAsync(new PortalHostOptions { Settings = new Dictionary<string, string?> { ["Roles:Offered:0"] = "Member", ["Roles:Offered:1"] = "Nowhere" } });
        var id = await world.TeamMadeAsync("Finance");

        foreach (var role in new[] { Billing, "rol_nowhere", "" })
        {
            Assert.Equal("A role is no longer on offer. Choose the roles again.", Assert.IsType<ChangeTeamRolesOutcome.Invalid>(await world.ChangeTeamRolesAsync(id, [], [role])).Why);
            Assert.IsType<ChangeTeamRolesOutcome.Invalid>(await world.ChangeTeamRolesAsync(id, [role], [Member, role]));
        }

        Assert.IsType<ChangeTeamRolesOutcome.Changed>(await world.ChangeTeamRolesAsync(id, [Member], [Member]));
    }

    [Fact]
    public async Task A_role_that_has_left_the_offer_may_stay_or_go_but_not_come()
    {
        await using var world = await InviteWorld.StartAsync();
        var (with, without) = (await world.TeamMadeAsync("Finance"), await world.TeamMadeAsync("Sales"));
        await world.ChangeTeamRolesAsync(with, [], [Billing, Member]);
        world.Tenant.State.Change(tenant => tenant.Roles.RemoveAll(role => role.Id == Billing));
        world.Portal.LearnFromTenant();

        Assert.IsType<ChangeTeamRolesOutcome.Changed>(await world.ChangeTeamRolesAsync(with, [Member], [Billing, Member]));
        Assert.IsType<ChangeTeamRolesOutcome.Invalid>(await world.ChangeTeamRolesAsync(without, [], [Billing]));
        Assert.Equal(
            [("Member", true), ("Billing", false)],
            Assert.IsType<TeamDetailsOutcome.Found>(await world.TeamDetailsAsync(with)).Facts.GrantableRoles.Select(role => (role.Name, role.IsOffered)));
        Assert.IsType<ChangeTeamRolesOutcome.Changed>(await world.ChangeTeamRolesAsync(with, [Member], [Member]));
        Assert.IsType<ChangeTeamRolesOutcome.Invalid>(await world.ChangeTeamRolesAsync(with, [], [Billing, Member]));
    }

    [Fact]
    public async Task More_roles_than_a_list_holds_are_refused()
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await world.TeamMadeAsync("Finance");

        var why = Assert.IsType<ChangeTeamRolesOutcome.Invalid>(await world.ChangeTeamRolesAsync(id, [], [.. Enumerable.Range(0, 51).Select(number => $"rol_{number}")])).Why;

        Assert.Equal("51 roles are more than a list holds; at most 50 fit.", why);
    }

    [Fact]
    public async Task An_administrative_role_asks_twice_in_each_list_and_only_when_it_is_new_there()
    {
        await using var world = await InviteWorld.StartAsync(new PortalHostOptions { Settings = new Dictionary<string, string?> { ["Roles:Administrative:0"] = "billing" } });
        var id = await world.TeamMadeAsync("Finance");

        var both = Assert.IsType<ChangeTeamRolesOutcome.ConfirmAdministrativeRoles>(await world.ChangeTeamRolesAsync(id, [Billing], [Member, Billing]));
        Assert.Equal(["Billing"], both.AsDefault);
        Assert.Equal(["Billing"], both.AsGrantable);
        Assert.Empty((await world.StoredTeamAsync(id)).GrantableRoles);

        var grantable = Assert.IsType<ChangeTeamRolesOutcome.ConfirmAdministrativeRoles>(await world.ChangeTeamRolesAsync(id, [], [Billing]));
        Assert.Empty(grantable.AsDefault);
        Assert.Equal(["Billing"], grantable.AsGrantable);
        Assert.IsType<ChangeTeamRolesOutcome.Changed>(await world.ChangeTeamRolesAsync(id, [], [Billing], confirmed: true));

        Assert.IsType<ChangeTeamRolesOutcome.Changed>(await world.ChangeTeamRolesAsync(id, [], [Billing, Member]));
        var asDefault = Assert.IsType<ChangeTeamRolesOutcome.ConfirmAdministrativeRoles>(await world.ChangeTeamRolesAsync(id, [Billing], [Billing, Member]));
        Assert.Equal(["Billing"], asDefault.AsDefault);
        Assert.Empty(asDefault.AsGrantable);
        Assert.IsType<ChangeTeamRolesOutcome.Changed>(await world.ChangeTeamRolesAsync(id, [Billing], [Billing, Member], confirmed: true));
    }

    [Theory]
    [InlineData("rol_PortalAdmin00000")]
    [InlineData("rol_PortalTeamLead00")]
    [InlineData("rol_PortalSupport000")]
    public async Task The_portals_own_roles_are_administrative_whatever_settings_say(string role)
    {
        await using var world = await InviteWorld.StartAsync(new PortalHostOptions { Settings = new Dictionary<string, string?> { ["Roles:Offered:10"] = "Portal Team Lead", ["Roles:Offered:11"] = "Portal Support" } });
        var id = await world.TeamMadeAsync("Finance");

        Assert.IsType<ChangeTeamRolesOutcome.ConfirmAdministrativeRoles>(await world.ChangeTeamRolesAsync(id, [], [role]));
    }
}
