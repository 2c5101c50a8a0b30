using AdminPortal.SignIn;
using AdminPortal.Teams;
using AdminPortal.Tests.Invites;
using static AdminPortal.Tests.Teams.TeamSteps;

namespace AdminPortal.Tests.Teams;

/// <summary>Who leads a team, and when that counts.</summary>
public sealed class TeamLeadsTests
{
    [Fact]
    public async Task A_lead_is_added_and_removed_with_name_and_address_in_the_audit()
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await world.TeamMadeAsync("Finance");

        Assert.Equal(new AddLeadOutcome.Added("Finance", "Lee Lead", null), await world.AddLeadAsync(id, Lead));
        var lee = world.Person(Lead);
        Assert.Equal([id], await world.Portal.Get<ILedTeams>().OfAsync(lee.Subject, default));
        Assert.IsType<TeamOutcome.Done>(await world.RemoveLeadAsync(id, lee.Subject));
        Assert.IsType<TeamOutcome.Done>(await world.RemoveLeadAsync(id, lee.Subject));

        Assert.Empty(await world.Portal.Get<ILedTeams>().OfAsync(lee.Subject, default));
        var entries = await world.AuditAsync(id);
        Assert.Equal([TeamAudit.Created, TeamAudit.LeadAdded, TeamAudit.LeadRemoved], entries.Select(entry => entry.Action));
        Assert.All(entries.Skip(1), entry => Assert.Equal(
            ("Finance", "Lee Lead", Lead, lee.Subject),
            (entry.Told().Team, entry.Told().Lead, entry.Told().LeadEmail, entry.Told().LeadId)));
    }

    [Fact]
    public async Task Whoever_does_not_hold_the_role_of_leads_yet_is_told_of_and_then_it_counts()
    {
        await using var world = await InviteWorld.StartAsync();
        world.Know("noor@example.com", "Noor Haddad");
        var id = await world.TeamMadeAsync("Finance");

        Assert.Equal("Portal Team Lead", Assert.IsType<AddLeadOutcome.Added>(await world.AddLeadAsync(id, "noor@example.com")).MissingRole);
        Assert.Equal("Portal Team Lead", await MissingAsync());
        Assert.IsType<TeamListOutcome.NotAllowed>(await world.TeamListAsync(by: "noor@example.com"));

        world.Tenant.State.Change(tenant => tenant.RoleMembers.Add(new("rol_PortalTeamLead00", world.Person("noor@example.com").Subject)));
        world.Portal.LearnFromTenant();

        Assert.Null(await MissingAsync());
        Assert.Equal("Finance", Assert.Single(Assert.IsType<TeamListOutcome.Shown>(await world.TeamListAsync(by: "noor@example.com")).Teams).Name);

        async Task<string?> MissingAsync() => Assert.Single(Assert.IsType<TeamDetailsOutcome.Found>(await world.TeamDetailsAsync(id)).Facts.Row.Leads).MissingRole;
    }

    [Fact]
    public async Task An_admin_who_leads_lacks_nothing_and_while_nobody_knows_nothing_is_claimed()
    {
        await using var world = await InviteWorld.StartAsync();
        world.Know("noor@example.com", "Noor Haddad");
        var id = await world.TeamMadeAsync("Finance");

        Assert.Null(Assert.IsType<AddLeadOutcome.Added>(await world.AddLeadAsync(id, InviteWorld.Admin)).MissingRole);
        var unknown = new PortalRoleMembers(TimeProvider.System, Microsoft.Extensions.Options.Options.Create(new SignInOptions()));
        Assert.Null(unknown.MissingLeadRole(world.Person("noor@example.com").Subject));
        Assert.Equal("Portal Team Lead", world.Portal.Get<PortalRoleMembers>().MissingLeadRole(world.Person("noor@example.com").Subject));
    }

    [Fact]
    public async Task Nobody_leads_a_team_twice_and_nobody_who_is_blocked()
    {
        await using var world = await InviteWorld.StartAsync();
        world.Know("gone@example.com", "Gone Away", blocked: true);
        var id = await world.TeamLedAsync("Finance", Lead);

        Assert.Equal("Lee Lead leads Finance already.", Assert.IsType<AddLeadOutcome.NotPossible>(await world.AddLeadAsync(id, Lead)).Why);
        Assert.Equal(
            "Gone Away is blocked in Auth0 and could not sign in. Unblock the account there first.",
            Assert.IsType<AddLeadOutcome.NotPossible>(await world.AddLeadAsync(id, "gone@example.com")).Why);
    }

    [Fact]
    public async Task Twenty_people_lead_a_team_and_not_one_more()
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await world.TeamMadeAsync("Finance");
        for (var number = 1; number <= Team.MostLeads; number++)
        {
            Assert.IsType<AddLeadOutcome.Added>(await AddAsync($"auth0|{number}"));
        }

        Assert.Equal("Finance has 20 leads; there can't be more. Remove one first.", Assert.IsType<AddLeadOutcome.NotPossible>(await AddAsync("auth0|21")).Why);
        Assert.Equal(Team.MostLeads, (await world.StoredTeamAsync(id)).Leads.Count);

        Task<AddLeadOutcome> AddAsync(string subject) => world.AsAsync((AddLead add) => add.HandleAsync(id, new FoundPerson(subject, "", $"{subject[6..]}@example.com")));
    }

    [Fact]
    public async Task Whatever_Auth0_calls_somebody_fits_and_without_a_name_the_address_is_taken()
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await world.TeamMadeAsync("Finance");
        await world.AsAsync((AddLead add) => add.HandleAsync(id, new FoundPerson("auth0|long", new string('x', 5000), "long@example.com")));
        await world.AsAsync((AddLead add) => add.HandleAsync(id, new FoundPerson("auth0|none", "", "none@example.com")));

        var leads = (await world.StoredTeamAsync(id)).Leads;
        Assert.Equal(300, leads.Single(lead => lead.Subject == "auth0|long").Name.Length);
        Assert.Equal("none@example.com", leads.Single(lead => lead.Subject == "auth0|none").Name);
    }
}
