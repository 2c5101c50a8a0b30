using AdminPortal.Audit;
using AdminPortal.Teams;
using AdminPortal.Tests.Invites;

namespace AdminPortal.Tests.Teams;

/// <summary>A team is made, named anew, taken out of use and taken back.</summary>
public sealed class TeamLifeTests
{
    [Fact]
    public async Task A_team_is_made_with_a_tidy_name_and_the_audit_says_by_whom()
    {
        await using var world = await InviteWorld.StartAsync();

        var made = Assert.IsType<TeamOutcome.Done>(await world.CreateAsync("  Field   sales "));

        Assert.Equal("Field sales", made.Name);
        var team = await world.StoredTeamAsync(made.Id);
        Assert.Equal(("Field sales", "FIELD SALES", world.Now, null), (team.Name, team.NameKey, team.CreatedAt, team.ArchivedAt));
        var entry = Assert.Single(await world.AuditAsync(made.Id));
        Assert.Equal((TeamAudit.Created, "Ada Admin", AuditOutcome.Allowed, "Field sales"), (entry.Action, entry.ActorName, entry.Outcome, entry.Told().Team));
    }

    [Fact]
    public async Task Two_teams_in_use_never_have_the_same_name_whatever_its_case()
    {
        await using var world = await InviteWorld.StartAsync();
        await world.TeamMadeAsync("Field sales");
        var other = await world.TeamMadeAsync("Finance");

        const string Why = "A team in use is named “Field sales” already. Choose another name.";
        Assert.Equal(Why, Assert.IsType<TeamOutcome.NotPossible>(await world.CreateAsync("FIELD sales")).Why);
        Assert.Equal(Why, Assert.IsType<TeamOutcome.NotPossible>(await world.RenameAsync(other, "field  sales")).Why);
        Assert.Equal("Finance", (await world.StoredTeamAsync(other)).Name);
        Assert.Single(await world.AuditAsync(other));
    }

    [Theory]
    [InlineData("", "Enter a name.")]
    [InlineData("a\uD83Db", "The name contains a character that could not be read.")]
    public async Task A_name_that_is_none_is_refused_and_nothing_is_written(string name, string why)
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await world.TeamMadeAsync("Finance");

        Assert.Equal(why, Assert.IsType<TeamOutcome.NotPossible>(await world.CreateAsync(name)).Why);
        Assert.Equal(why, Assert.IsType<TeamOutcome.NotPossible>(await world.RenameAsync(id, name)).Why);
        Assert.Single(Assert.IsType<TeamListOutcome.Shown>(await world.TeamListAsync()).Teams);
    }

    [Fact]
    public async Task A_new_name_is_audited_with_the_old_one_and_the_same_name_not_at_all()
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await world.TeamMadeAsync("Field sales");

        Assert.IsType<TeamOutcome.Done>(await world.RenameAsync(id, "Field sales"));
        Assert.Equal("Field Sales", Assert.IsType<TeamOutcome.Done>(await world.RenameAsync(id, "Field Sales")).Name);

        var entry = (await world.AuditAsync(id))[^1];
        Assert.Equal((TeamAudit.Renamed, "Field Sales", "Field sales"), (entry.Action, entry.Told().Team, entry.Told().Before));
        Assert.Equal(2, (await world.AuditAsync(id)).Count);
    }

    [Fact]
    public async Task An_archived_team_leaves_its_name_and_comes_back_when_that_is_free()
    {
        await using var world = await InviteWorld.StartAsync();
        var old = await world.TeamMadeAsync("Finance");
        Assert.IsType<TeamOutcome.Done>(await world.ArchiveAsync(old));
        Assert.IsType<TeamOutcome.Done>(await world.ArchiveAsync(old));
        Assert.Equal(world.Now, (await world.StoredTeamAsync(old)).ArchivedAt);
        var young = await world.TeamMadeAsync("finance");

        Assert.Equal("Another team is named “Finance” by now. Rename one of the two, then restore it.", Assert.IsType<TeamOutcome.NotPossible>(await world.RestoreAsync(old)).Why);
        Assert.IsType<TeamOutcome.Done>(await world.RenameAsync(young, "Controlling"));
        Assert.IsType<TeamOutcome.Done>(await world.RestoreAsync(old));
        Assert.IsType<TeamOutcome.Done>(await world.RestoreAsync(old));

        Assert.Null((await world.StoredTeamAsync(old)).ArchivedAt);
        Assert.Equal([TeamAudit.Created, TeamAudit.Archived, TeamAudit.Restored], (await world.AuditAsync(old)).Select(entry => entry.Action));
    }

    [Fact]
    public async Task Five_hundred_teams_in_use_are_enough()
    {
        await using var world = await InviteWorld.StartAsync();
        var archived = await world.TeamMadeAsync("Archived");
        await world.ArchiveAsync(archived);
        await using (var db = await world.ContextAsync())
        {
            db.Teams.AddRange(Enumerable.Range(1, Team.MostInUse).Select(number => Team.Create(Guid.CreateVersion7(world.Now), $"Team {number}", [], [], world.Now)));
            await db.SaveChangesAsync();
        }

        const string Why = "500 teams are in use; there can't be more. Archive one first.";
        Assert.Equal(Why, Assert.IsType<TeamOutcome.NotPossible>(await world.CreateAsync("One more")).Why);
        Assert.Equal(Why, Assert.IsType<TeamOutcome.NotPossible>(await world.RestoreAsync(archived)).Why);
    }

    [Fact]
    public async Task A_team_that_is_not_there_can_not_be_changed()
    {
        await using var world = await InviteWorld.StartAsync();
        var nobodys = Guid.CreateVersion7(world.Now);

        Assert.IsType<TeamOutcome.NotFound>(await world.RenameAsync(nobodys, "Finance"));
        Assert.IsType<TeamOutcome.NotFound>(await world.ArchiveAsync(nobodys));
        Assert.IsType<TeamOutcome.NotFound>(await world.RestoreAsync(nobodys));
        Assert.IsType<TeamOutcome.NotFound>(await world.RemoveLeadAsync(nobodys, "auth0|x"));
        Assert.IsType<AddLeadOutcome.NotFound>(await world.AddLeadAsync(nobodys, TeamSteps.Lead));
        Assert.IsType<ChangeTeamRolesOutcome.NotFound>(await world.ChangeTeamRolesAsync(nobodys, [], []));
    }

    [Fact]
    public async Task Every_change_is_told_to_open_pages_and_a_refusal_is_not()
    {
        await using var world = await InviteWorld.StartAsync();
        var told = System.Threading.Channels.Channel.CreateUnbounded<Guid>();
        using var subscription = world.Portal.Get<TeamChanges>().Subscribe(changed =>
        {
            Assert.True(told.Writer.TryWrite(changed.Single()));
            return Task.CompletedTask;
        });

        var id = await world.TeamMadeAsync("Finance");
        Assert.Equal(id, await told.Reader.ReadAsync());
        await world.CreateAsync("Finance");
        await world.AddLeadAsync(id, TeamSteps.Lead);
        Assert.Equal(id, await told.Reader.ReadAsync());
        await world.ArchiveAsync(id);
        Assert.Equal(id, await told.Reader.ReadAsync());
        Assert.False(told.Reader.TryRead(out _));
    }
}
