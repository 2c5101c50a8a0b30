using AdminPortal.Audit;
using AdminPortal.SignIn;
using AdminPortal.Teams;
using AdminPortal.Tests.Invites;
using Microsoft.EntityFrameworkCore;
using static AdminPortal.Tests.Teams.TeamSteps;

namespace AdminPortal.Tests.Teams;

/// <summary>What leads and others may not do with teams, and that it is written down.</summary>
public sealed class TeamRefusalTests
{
    [Theory]
    [InlineData(Lead)]
    [InlineData(Support)]
    [InlineData("outsider@example.com")]
    public async Task Only_admins_change_teams_and_every_try_stands_in_the_audit(string by)
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await world.TeamLedAsync("Finance", Lead);
        var before = (await world.AuditAsync(id)).Count;

        Assert.IsType<TeamOutcome.NotAllowed>(await world.CreateAsync("Mine", by));
        Assert.IsType<TeamOutcome.NotAllowed>(await world.RenameAsync(id, "Mine", by));
        Assert.IsType<TeamOutcome.NotAllowed>(await world.ArchiveAsync(id, by));
        Assert.IsType<TeamOutcome.NotAllowed>(await world.RestoreAsync(id, by));
        Assert.IsType<AddLeadOutcome.NotAllowed>(await world.AddLeadAsync(id, "outsider@example.com", by));
        Assert.IsType<TeamOutcome.NotAllowed>(await world.RemoveLeadAsync(id, world.Person(Lead).Subject, by));
        Assert.IsType<ChangeTeamRolesOutcome.NotAllowed>(await world.ChangeTeamRolesAsync(id, [], [PortalAdmin], confirmed: true, by));
        Assert.IsType<PeopleSearchOutcome.NotAllowed>(await world.AsAsync((PeopleSearch people) => people.HandleAsync("ada"), by));

        var team = await world.StoredTeamAsync(id);
        Assert.Equal(("Finance", null, 1, 0), (team.Name, team.ArchivedAt, team.Leads.Count, team.GrantableRoles.Count));
        var refusal = Assert.Single((await world.AuditAsync(id)).Skip(before)); // six tries within a minute are one event
        Assert.Equal((Refusals.Action, AuditOutcome.Refused, world.Person(by).Subject), (refusal.Action, refusal.Outcome, refusal.ActorId));
        Assert.Contains(nameof(Right.ManageTeams), refusal.Details, StringComparison.Ordinal);
        Assert.Equal(0, world.Calls("GET /api/v2/users"));
    }

    [Fact]
    public async Task Nobody_signed_in_changes_and_sees_nothing()
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await world.TeamMadeAsync("Finance");
        await using var scope = world.Portal.SignedOut();

        Assert.IsType<TeamOutcome.NotAllowed>(await scope.Get<ArchiveTeam>().HandleAsync(id));
        Assert.IsType<TeamListOutcome.NotAllowed>(await scope.Get<TeamList>().HandleAsync(archived: false));
        Assert.IsType<TeamDetailsOutcome.NotAllowed>(await scope.Get<TeamDetails>().HandleAsync(id));
    }

    [Fact]
    public async Task A_lead_sees_the_teams_they_lead_and_no_other()
    {
        await using var world = await InviteWorld.StartAsync();
        var mine = await world.TeamLedAsync("Mine", Lead);
        var archived = await world.TeamLedAsync("Archived", Lead);
        await world.ArchiveAsync(archived);
        var other = await world.TeamMadeAsync("Other");

        var shown = Assert.IsType<TeamListOutcome.Shown>(await world.TeamListAsync(by: Lead));
        Assert.Equal([mine], shown.Teams.Select(team => team.Id));
        Assert.Equal((1, 1, false), (shown.InUse, shown.Archived, shown.MayManage));
        Assert.Equal([archived], Assert.IsType<TeamListOutcome.Shown>(await world.TeamListAsync(archived: true, Lead)).Teams.Select(team => team.Id));
        Assert.False(Assert.IsType<TeamDetailsOutcome.Found>(await world.TeamDetailsAsync(archived, Lead)).Facts.MayManage);
        Assert.IsType<TeamDetailsOutcome.NotFound>(await world.TeamDetailsAsync(other, Lead));

        var all = Assert.IsType<TeamListOutcome.Shown>(await world.TeamListAsync());
        Assert.Equal(["Mine", "Other"], all.Teams.Select(team => team.Name));
        Assert.True(all.MayManage);
    }

    [Fact]
    public async Task Another_teams_id_and_a_guessed_one_answer_a_lead_alike_and_both_tries_are_written_down()
    {
        await using var world = await InviteWorld.StartAsync();
        await world.TeamLedAsync("Mine", Lead);
        var (other, guessed) = (await world.TeamMadeAsync("Other"), Guid.CreateVersion7(world.Now));

        Assert.IsType<TeamDetailsOutcome.NotFound>(await world.TeamDetailsAsync(other, Lead));
        Assert.IsType<TeamDetailsOutcome.NotFound>(await world.TeamDetailsAsync(guessed, Lead));

        foreach (var id in new[] { other, guessed })
        {
            var refusal = (await world.AuditAsync(id))[^1];
            Assert.Equal((Refusals.Action, AuditOutcome.Refused, "Lee Lead"), (refusal.Action, refusal.Outcome, refusal.ActorName));
            Assert.Contains(nameof(Right.SeeTeams), refusal.Details, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_admins_wrong_address_is_no_refusal()
    {
        await using var world = await InviteWorld.StartAsync();
        Assert.IsType<TeamDetailsOutcome.NotFound>(await world.TeamDetailsAsync(Guid.CreateVersion7(world.Now)));
        await using var db = await world.ContextAsync();
        Assert.Empty(await db.AuditEntries.Where(entry => entry.Outcome == AuditOutcome.Refused).ToListAsync());
    }
}
