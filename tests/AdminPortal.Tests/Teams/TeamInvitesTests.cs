using AdminPortal.Teams;
using AdminPortal.Tests.Invites;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Tests.Teams;

/// <summary>What the pages of the teams show of invitations.</summary>
public sealed class TeamInvitesTests
{
    [Fact]
    public async Task A_team_counts_its_own_invitations_and_lists_the_open_ones_newest_first()
    {
        await using var world = await InviteWorld.StartAsync();
        var (team, other) = (await world.TeamMadeAsync("Field sales"), await world.TeamMadeAsync("Finance"));
        var accepted = await world.SentAsync("accepted@example.com");
        Assert.True(await world.SetPasswordAsync("accepted@example.com"));
        await world.SettleAsync();
        var (pending, elsewhere, none) = (await world.SentAsync("pending@example.com"), await world.SentAsync("elsewhere@example.com"), await world.SentAsync("none@example.com"));
        var queued = await world.InviteAsync("queued@example.com");
        foreach (var id in new[] { accepted, pending, queued })
        {
            await world.PutIntoAsync(id, team);
        }

        await world.PutIntoAsync(elsewhere, other);

        var rows = Assert.IsType<TeamListOutcome.Shown>(await world.TeamListAsync()).Teams;
        Assert.Equal([("Field sales", new TeamInviteCounts(1, 1, 2)), ("Finance", new TeamInviteCounts(1, 0, 1))], rows.Select(row => (row.Name, row.Invites)));
        var open = Assert.IsType<TeamDetailsOutcome.Found>(await world.TeamDetailsAsync(team)).Facts.OpenInvites;
        Assert.Equal([queued, pending], open.Select(invite => invite.Id));
        Assert.Equal([("Sending", "send", "blue"), ("Pending", "clock", "amber")], open.Select(invite => invite.Status));
        Assert.Equal([null, (await world.RowAsync(pending)).ExpiresAt], open.Select(invite => invite.ExpiresAt));
        Assert.DoesNotContain(open, invite => invite.Id == none);
    }

    [Fact]
    public async Task What_has_lapsed_is_not_open_before_any_sweep_has_seen_it()
    {
        await using var world = await InviteWorld.StartAsync();
        var team = await world.TeamMadeAsync("Field sales");
        await world.PutIntoAsync(await world.SentAsync("pending@example.com"), team);
        world.Pass(TimeSpan.FromDays(8));

        var facts = Assert.IsType<TeamDetailsOutcome.Found>(await world.TeamDetailsAsync(team)).Facts;

        Assert.Empty(facts.OpenInvites);
        Assert.Equal(TeamInviteCounts.None, facts.Row.Invites);
    }

    [Fact]
    public async Task Tests_of_the_way_out_are_counted_and_listed_nowhere()
    {
        await using var world = await InviteWorld.StartAsync();
        var team = await world.TeamMadeAsync("Field sales");
        var id = await world.SentAsync("test@example.com");
        await world.PutIntoAsync(id, team);
        Assert.Equal(1, Assert.Single(Assert.IsType<TeamListOutcome.Shown>(await world.TeamListAsync()).Teams).Invites.Open);
        await using var db = await world.ContextAsync();
        await db.Database.ExecuteSqlAsync($"UPDATE Invites SET IsTest = 1 WHERE Id = {id}");

        Assert.Equal(TeamInviteCounts.None, Assert.Single(Assert.IsType<TeamListOutcome.Shown>(await world.TeamListAsync()).Teams).Invites);
        Assert.Empty(Assert.IsType<TeamDetailsOutcome.Found>(await world.TeamDetailsAsync(team)).Facts.OpenInvites);
    }

    [Fact]
    public async Task Archiving_a_team_leaves_its_open_invitations_open()
    {
        await using var world = await InviteWorld.StartAsync();
        var team = await world.TeamMadeAsync("Field sales");
        var id = await world.InviteAsync("pending@example.com");
        await world.PutIntoAsync(id, team);
        await world.ArchiveAsync(team);
        await world.SweepAsync();

        Assert.Equal(AdminPortal.Invites.InviteStatus.Sent, (await world.RowAsync(id)).Status);
        Assert.Equal([id], Assert.IsType<TeamDetailsOutcome.Found>(await world.TeamDetailsAsync(team)).Facts.OpenInvites.Select(invite => invite.Id));
        Assert.Equal(1, Assert.Single(Assert.IsType<TeamListOutcome.Shown>(await world.TeamListAsync(archived: true)).Teams).Invites.Open);
    }
}
