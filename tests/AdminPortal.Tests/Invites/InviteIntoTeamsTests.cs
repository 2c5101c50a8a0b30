using AdminPortal.Invites;
using AdminPortal.SignIn;
using AdminPortal.Testing;

namespace AdminPortal.Tests.Invites;

public sealed class InviteIntoTeamsTests
{
    private static readonly PortalHostOptions LeadsInvite = new() { Settings = new Dictionary<string, string?> { ["Invites:LeadsMayInvite"] = "true" } };

    [Fact]
    public async Task An_admin_invites_into_any_team_or_into_none()
    {
        await using var world = await InviteWorld.StartAsync();
        var team = await world.TeamAsync("Field sales");
        var (into, without) = (await world.InviteIntoAsync(team, "ana@example.com"), await world.InviteIntoAsync(null, "ivo@example.com"));

        Assert.Equal((team, "Field sales", false), ((await world.ShownAsync(into)).TeamId!.Value, (await world.ShownAsync(into)).TeamName, (await world.ShownAsync(into)).TeamIsArchived));
        Assert.Null((await world.ShownAsync(without)).TeamName);
    }

    [Fact]
    public async Task A_lead_invites_into_a_team_they_lead_where_leads_may_invite()
    {
        await using var world = await InviteWorld.StartAsync(LeadsInvite);
        var team = await world.TeamAsync("Field sales", InviteWorld.Lead);
        var outcome = await world.AskAsync(world.WithRoles(InviteWorld.Request("ana@example.com"), "Member") with { TeamId = team }, InviteWorld.Lead);

        var invited = Assert.Single(Assert.IsType<InviteUsersOutcome.Recorded>(outcome).Invited);
        Assert.Equal(team, (await world.RowAsync(invited.Id)).TeamId);
        Assert.Empty(await world.RefusalsAsync());
    }

    [Fact]
    public async Task Where_leads_only_ask_their_invitation_is_refused_and_noted()
    {
        await using var world = await InviteWorld.StartAsync();
        var team = await world.TeamAsync("Field sales", InviteWorld.Lead);

        Assert.IsType<InviteUsersOutcome.NotAllowed>(await world.AskAsync(InviteWorld.Request("ana@example.com") with { TeamId = team }, InviteWorld.Lead));
        Assert.Equal([("Lee Lead", nameof(Right.InvitePeople), team.ToString())], await world.RefusalsAsync());
        Assert.Empty(await world.RowsAsync());
    }

    [Theory]
    [InlineData("another")]
    [InlineData("unknown")]
    [InlineData("none")]
    public async Task A_lead_gets_one_answer_for_every_team_they_do_not_lead(string which)
    {
        await using var world = await InviteWorld.StartAsync(LeadsInvite);
        await world.TeamAsync("Field sales", InviteWorld.Lead);
        var other = await world.TeamAsync("Finance");
        var team = which switch { "another" => other, "unknown" => Guid.Parse("0199a1c0-0000-7000-8000-000000000001"), _ => (Guid?)null };
        var outcome = Assert.IsType<InviteUsersOutcome.Invalid>(await world.AskAsync(InviteWorld.Request("ana@example.com") with { TeamId = team }, InviteWorld.Lead));

        Assert.Equal(new InvalidField("TeamId", "Choose one of the teams you lead."), Assert.Single(outcome.Problems));
        Assert.Equal([("Lee Lead", nameof(Right.InvitePeople), team?.ToString() ?? "")], await world.RefusalsAsync());
        Assert.Empty(await world.RowsAsync());
    }

    [Theory]
    [InlineData(true, "Old desk is archived: restore it first, or choose another team.")]
    [InlineData(false, "There is no such team. Choose another.")]
    public async Task Nobody_is_invited_into_a_team_that_is_archived_or_never_was(bool archived, string why)
    {
        await using var world = await InviteWorld.StartAsync();
        var team = Guid.Parse("0199a1c0-0000-7000-8000-000000000001");
        if (archived)
        {
            team = await world.TeamAsync("Old desk");
            await world.Portal.Services.ArchiveTeamAsync(team, world.Now);
        }

        var outcome = Assert.IsType<InviteUsersOutcome.Invalid>(await world.AskAsync(InviteWorld.Request("ana@example.com") with { TeamId = team }));
        Assert.Equal(new InvalidField("TeamId", why), Assert.Single(outcome.Problems));
        Assert.Empty(await world.RowsAsync());
    }

    [Fact]
    public async Task A_lead_grants_no_role_outside_those_of_the_team()
    {
        await using var world = await InviteWorld.StartAsync(LeadsInvite);
        var team = await world.TeamAsync("Field sales", InviteWorld.Lead);
        var request = world.WithRoles(InviteWorld.Request("ana@example.com"), "Member", "Portal Admin") with { TeamId = team, AdministrativeRolesConfirmed = true };
        var outcome = Assert.IsType<InviteUsersOutcome.Invalid>(await world.AskAsync(request, InviteWorld.Lead));

        Assert.Equal(new InvalidField("RoleIds", "You may not give Portal Admin in this team. Ask a company admin."), Assert.Single(outcome.Problems));
        Assert.Equal([("Lee Lead", nameof(Right.InvitePeople), "rol_PortalAdmin00000")], await world.RefusalsAsync());
        Assert.Empty(await world.RowsAsync());
    }

    [Fact]
    public async Task Not_even_an_admin_grants_a_role_that_is_not_on_offer()
    {
        await using var world = await InviteWorld.StartAsync();
        var outcome = Assert.IsType<InviteUsersOutcome.Invalid>(await world.AskAsync(InviteWorld.Request("ana@example.com") with { RoleIds = ["rol_PortalSupport000"] }));

        Assert.Equal("A role is no longer on offer. Choose the roles again.", Assert.Single(outcome.Problems).Message);
        Assert.Equal([("Ada Admin", nameof(Right.InvitePeople), "rol_PortalSupport000")], await world.RefusalsAsync());
    }

    [Fact]
    public async Task An_administrative_role_asks_twice_in_a_team_too()
    {
        await using var world = await InviteWorld.StartAsync(LeadsInvite);
        var team = await world.TeamAsync("Field sales", [InviteWorld.Lead], ["Portal Admin"], []);
        var request = world.WithRoles(InviteWorld.Request("ana@example.com"), "Portal Admin") with { TeamId = team };

        Assert.Equal(["Portal Admin"], Assert.IsType<InviteUsersOutcome.ConfirmAdministrativeRoles>(await world.AskAsync(request, InviteWorld.Lead)).RoleNames);
        Assert.Empty(await world.RowsAsync());
        Assert.IsType<InviteUsersOutcome.Recorded>(await world.AskAsync(request with { AdministrativeRolesConfirmed = true }, InviteWorld.Lead));
    }

    [Fact]
    public async Task An_admin_is_offered_every_team_in_use_with_all_roles()
    {
        await using var world = await InviteWorld.StartAsync();
        await world.Portal.Services.ArchiveTeamAsync(await world.TeamAsync("Old desk"), world.Now);
        var sales = await world.TeamAsync("field sales", [], ["Member"], ["Member", "Billing"]);
        var desk = await world.TeamAsync("Desk");
        var offer = await OfferAsync(world, InviteWorld.Admin);

        Assert.Equal([desk, sales], offer.Teams.Select(team => team.Id));
        Assert.False(offer.TeamRequired);
        Assert.Equal(["rol_Billing000000000", "rol_Member0000000000"], offer.Teams[1].DefaultRoleIds.Order(StringComparer.Ordinal));
        Assert.Equal(offer.Roles.Select(role => role.Id), offer.Teams[1].GrantableRoleIds);
    }

    [Fact]
    public async Task A_lead_is_offered_the_teams_they_lead_with_the_roles_those_may_grant()
    {
        await using var world = await InviteWorld.StartAsync(LeadsInvite);
        await world.TeamAsync("Finance", [], ["Billing"], []);
        var sales = await world.TeamAsync("Field sales", [InviteWorld.Lead], ["Member"], ["Member", "Billing"]);
        var offer = await OfferAsync(world, InviteWorld.Lead);

        var team = Assert.Single(offer.Teams);
        Assert.Equal((sales, true), (team.Id, offer.TeamRequired));
        Assert.Equal(["rol_Member0000000000"], team.DefaultRoleIds);
        Assert.Equal(["Member"], offer.Roles.Select(role => role.Name));
        Assert.NotNull(offer.Room);
    }

    [Fact]
    public async Task Whoever_may_not_invite_is_offered_nothing_and_an_open_dialog_that_asks_by_itself_is_no_attempt()
    {
        await using var world = await InviteWorld.StartAsync();
        await world.TeamAsync("Field sales", InviteWorld.Lead);
        await using var scope = world.Portal.SignedInAs("support@example.com");
        var offer = await scope.Get<InviteOfferDetails>().HandleAsync(lookAgain: true);
        Assert.Equal((0, 0, null), (offer.Roles.Count, offer.Teams.Count, offer.Room));
        Assert.Empty(await world.RefusalsAsync());

        await scope.Get<InviteOfferDetails>().HandleAsync();
        Assert.Equal([("Sam Support", nameof(Right.InvitePeople), "")], await world.RefusalsAsync());
    }

    [Fact]
    public async Task The_team_stays_in_the_portal_and_is_told_to_nobody_in_Auth0()
    {
        await using var world = await InviteWorld.StartAsync();
        var team = await world.TeamAsync("Quiet desk");
        await world.SentIntoAsync(team, "ana@example.com");

        var account = world.Account("ana@example.com")!;
        Assert.NotNull(account.AppMetadata?["invitation"]);
        var told = $"{account.AppMetadata?.ToJsonString()} {account.UserMetadata?.ToJsonString()}";
        Assert.DoesNotContain("Quiet desk", told, StringComparison.Ordinal);
        Assert.DoesNotContain(team.ToString(), told, StringComparison.OrdinalIgnoreCase);
    }

    private static async Task<InviteOffer> OfferAsync(InviteWorld world, string by)
    {
        await using var scope = world.Portal.SignedInAs(by);
        return await scope.Get<InviteOfferDetails>().HandleAsync();
    }
}
