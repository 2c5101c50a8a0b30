using AdminPortal.Teams;
using AdminPortal.Tests.Invites;
using static AdminPortal.Tests.Teams.TeamSteps;

namespace AdminPortal.Tests.Teams;

/// <summary>Somebody else comes first between the look and the save.</summary>
public sealed class TeamRaceTests
{
    [Fact]
    public async Task Of_two_who_take_the_same_name_the_second_is_told_so()
    {
        await using var world = await InviteWorld.StartAsync();
        var looks = 0;

        var second = await world.AsAsync((TeamEditing teams) => teams.CreateAsync(
            "finance",
            async edit =>
            {
                if (await edit.WhyNotNamedAsync("finance", default) is { } why)
                {
                    return new TeamOutcome.NotPossible(why);
                }

                if (++looks == 1)
                {
                    await world.TeamMadeAsync("Finance");
                }

                edit.Db.Teams.Add(edit.Team);
                await edit.SaveAsync(TeamAudit.OfCreated(edit.Team, edit.By.AsActor(), edit.Now), default);
                return edit.Done;
            },
            default));

        Assert.Equal("A team in use is named “Finance” already. Choose another name.", Assert.IsType<TeamOutcome.NotPossible>(second).Why);
        Assert.Equal(1, looks);
        Assert.Equal("Finance", Assert.Single(Assert.IsType<TeamListOutcome.Shown>(await world.TeamListAsync()).Teams).Name);
    }

    [Fact]
    public async Task A_team_renamed_in_between_is_looked_at_again_and_nothing_is_overwritten()
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await world.TeamMadeAsync("Finance");

        await ChangeAsync(world, id, edit => edit.Team.Archive(edit.Now), TeamAudit.OfArchived, meanwhile: () => world.RenameAsync(id, "Controlling"));

        var team = await world.StoredTeamAsync(id);
        Assert.Equal(("Controlling", world.Now), (team.Name, team.ArchivedAt));
        Assert.Equal([TeamAudit.Created, TeamAudit.Renamed, TeamAudit.Archived], (await world.AuditAsync(id)).Select(entry => entry.Action));
    }

    [Fact]
    public async Task Two_who_each_add_the_last_lead_there_is_room_for_do_not_both_come_first()
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await world.TeamMadeAsync("Finance");
        for (var number = 1; number < Team.MostLeads; number++)
        {
            await AddAsync(world, id, $"auth0|{number}");
        }

        var (looks, added) = (0, true);
        await world.AsAsync((TeamEditing teams) => teams.ChangeAsync<TeamOutcome>(
            id,
            new TeamOutcome.NotAllowed(),
            new TeamOutcome.NotFound(),
            async edit =>
            {
                var lead = TeamLead.Of(id, "auth0|late", "Late", "late@example.com");
                added = edit.Team.AddLead(lead);
                if (looks++ == 0)
                {
                    await AddAsync(world, id, "auth0|quick");
                }

                if (added)
                {
                    await edit.SaveAsync(TeamAudit.OfLeadAdded(edit.Team, lead, edit.By.AsActor(), edit.Now), default);
                }

                return edit.Done;
            },
            default));

        Assert.Equal((2, false), (looks, added));
        var leads = (await world.StoredTeamAsync(id)).Leads;
        Assert.Equal(Team.MostLeads, leads.Count);
        Assert.DoesNotContain(leads, lead => lead.Subject == "auth0|late");
    }

    [Fact]
    public async Task The_same_person_added_by_two_at_once_leads_once()
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await world.TeamMadeAsync("Finance");

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => world.AddLeadAsync(id, Lead)));

        Assert.Single(outcomes.OfType<AddLeadOutcome.Added>());
        Assert.Equal(3, outcomes.OfType<AddLeadOutcome.NotPossible>().Count());
        Assert.Single((await world.StoredTeamAsync(id)).Leads);
        Assert.Single(await world.AuditAsync(id), entry => entry.Action == TeamAudit.LeadAdded);
    }

    private static Task<AddLeadOutcome> AddAsync(InviteWorld world, Guid id, string subject) =>
        world.AsAsync((AddLead add) => add.HandleAsync(id, new FoundPerson(subject, subject, $"{subject[6..]}@example.com")));

    private static Task<TeamOutcome> ChangeAsync(
        InviteWorld world, Guid id, Func<TeamEdit, bool> change, Func<Team, AdminPortal.Audit.AuditActor, DateTimeOffset, AdminPortal.Audit.AuditEntry> entry, Func<Task> meanwhile)
    {
        var looks = 0;
        return world.AsAsync((TeamEditing teams) => teams.ChangeAsync<TeamOutcome>(
            id,
            new TeamOutcome.NotAllowed(),
            new TeamOutcome.NotFound(),
            async edit =>
            {
                if (looks++ == 0)
                {
                    await meanwhile();
                }

                Assert.True(change(edit));
                await edit.SaveAsync(entry(edit.Team, edit.By.AsActor(), edit.Now), default);
                return edit.Done;
            },
            default));
    }
}
