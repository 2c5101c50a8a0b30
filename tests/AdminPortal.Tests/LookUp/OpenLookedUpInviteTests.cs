using AdminPortal.Audit;
using AdminPortal.Invites;
using AdminPortal.LookUp;
using AdminPortal.Tests.Invites;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Tests.LookUp;

public sealed class OpenLookedUpInviteTests
{
    [Fact]
    public async Task Opening_shows_the_address_and_the_story_and_stands_in_the_audit()
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await world.SentAsync("ana@example.com", "Member");

        var invite = await OpenAsync(world, id);

        Assert.Equal(("ana@example.com", InviteStatus.Sent, "Ada Admin", 1), (invite.Email, invite.Status, invite.InvitedByName, invite.MailsSent));
        Assert.Equal(["Email accepted by Auth0", "Invited by Ada Admin"], invite.Timeline.Select(entry => entry.Title));
        var row = Assert.Single(await OpeningsAsync(world, id));
        Assert.Equal((world.SubjectOf(TeamScenes.Support), "Sam Support", AuditOutcome.Allowed), (row.ActorId, row.ActorName, row.Outcome));
    }

    [Fact]
    public async Task Loading_the_page_anew_is_the_same_opening_and_a_later_visit_is_another_one()
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await world.InviteAsync("ana@example.com");

        await OpenAsync(world, id);
        world.Pass(TimeSpan.FromSeconds(59));
        await OpenAsync(world, id);
        Assert.Single(await OpeningsAsync(world, id));

        await OpenAsync(world, id, InviteWorld.Admin);
        Assert.Equal(2, (await OpeningsAsync(world, id)).Count);
        world.Pass(TimeSpan.FromSeconds(1));
        await OpenAsync(world, id);
        Assert.Equal(3, (await OpeningsAsync(world, id)).Count);
    }

    [Fact]
    public async Task Having_been_looked_up_is_no_part_of_the_invitations_own_story()
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await world.InviteAsync("ana@example.com");
        var before = (await world.DetailsAsync(id)).Timeline.Count;

        await OpenAsync(world, id);
        world.Pass(TimeSpan.FromMinutes(2));

        Assert.Equal(before, (await OpenAsync(world, id)).Timeline.Count);
        Assert.Equal(before, (await world.DetailsAsync(id)).Timeline.Count);
    }

    [Fact]
    public async Task What_can_not_be_written_down_is_not_shown()
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await world.InviteAsync("ana@example.com");
        await RunAsync(world, "CREATE TRIGGER NoAudit BEFORE INSERT ON AuditEntries BEGIN SELECT RAISE(ABORT, 'disk full'); END");
        await using var scope = world.Portal.SignedInAs(TeamScenes.Support);

        Assert.IsType<LookedUpOutcome.NotNoted>(await scope.Get<OpenLookedUpInvite>().HandleAsync(id));
        Assert.Contains(world.Portal.Log.Lines, line => line.ToString().Contains("stays covered", StringComparison.Ordinal));

        await RunAsync(world, "DROP TRIGGER NoAudit");
        Assert.IsType<LookedUpOutcome.Opened>(await scope.Get<OpenLookedUpInvite>().HandleAsync(id));
    }

    [Fact]
    public async Task A_lead_counts_for_the_next_step_only_while_the_role_in_Auth0_is_theirs_or_Auth0_has_not_said()
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await world.SentAsync("ana@example.com");
        Assert.Null((await OpenAsync(world, id)).Team);
        var team = await world.TeamAsync("Sales", TeamScenes.Lead);
        await world.PutIntoAsync(id, team);

        Assert.Equal(new LookedUpTeam("Sales", false, true), (await OpenAsync(world, id)).Team);

        world.Take(TeamScenes.Lead, "Portal Team Lead");
        Assert.Equal(new LookedUpTeam("Sales", false, false), (await OpenAsync(world, id)).Team);

        await world.ArchiveAsync(team);
        Assert.Equal(new LookedUpTeam("Sales", true, false), (await OpenAsync(world, id)).Team);
    }

    [Fact]
    public async Task A_guessed_id_is_not_there_and_leaves_no_trace()
    {
        await using var world = await InviteWorld.StartAsync();
        await using var scope = world.Portal.SignedInAs(TeamScenes.Support);

        Assert.IsType<LookedUpOutcome.NotFound>(await scope.Get<OpenLookedUpInvite>().HandleAsync(Guid.CreateVersion7(world.Now)));

        await using var db = await world.ContextAsync();
        Assert.Empty(await db.AuditEntries.ToListAsync());
    }

    private static async Task<LookedUpInvite> OpenAsync(InviteWorld world, Guid id, string by = TeamScenes.Support)
    {
        await using var scope = world.Portal.SignedInAs(by);
        return Assert.IsType<LookedUpOutcome.Opened>(await scope.Get<OpenLookedUpInvite>().HandleAsync(id)).Invite;
    }

    private static async Task<IReadOnlyList<AuditEntry>> OpeningsAsync(InviteWorld world, Guid id)
    {
        var subject = id.ToString();
        await using var db = await world.ContextAsync();
        return await db.AuditEntries.Where(entry => entry.Subject == subject && entry.Action == "invite.looked-up").OrderBy(entry => entry.Number).ToListAsync();
    }

    private static async Task RunAsync(InviteWorld world, string sql)
    {
        await using var db = await world.ContextAsync();
        await db.Database.ExecuteSqlRawAsync(sql);
    }
}
