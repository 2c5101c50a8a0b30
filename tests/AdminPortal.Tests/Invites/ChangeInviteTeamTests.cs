using AdminPortal.Invites;

namespace AdminPortal.Tests.Invites;

public sealed class ChangeInviteTeamTests
{
    [Fact]
    public async Task A_pending_invitation_moves_without_a_mail_and_its_timeline_says_from_where_to_where()
    {
        await using var world = await InviteWorld.StartAsync();
        var (sales, finance) = (await world.TeamAsync("Field sales"), await world.TeamAsync("Finance"));
        var id = await world.SentIntoAsync(sales, "ana@example.com", "Member");
        var changed = Assert.IsType<ChangeTeamOutcome.Changed>(await world.ChangeTeamAsync(id, finance));
        await world.SettleAsync();

        Assert.Equal(("ana@example.com", "Finance"), (changed.Email, changed.TeamName));
        Assert.Equal((finance, InviteStatus.Sent, 1), ((await world.RowAsync(id)).TeamId!.Value, (await world.RowAsync(id)).Status, (await world.RowAsync(id)).MailsRequested));
        var told = (await world.DetailsAsync(id)).Timeline.Single(entry => entry.Kind == TimelineKind.TeamChanged);
        Assert.Equal(("Team changed by Ada Admin", "From Field sales to Finance."), (told.Title, told.Text));
        Assert.Equal(["Member"], world.RolesOf("ana@example.com"));
    }

    [Fact]
    public async Task It_can_leave_its_team_and_enter_one()
    {
        await using var world = await InviteWorld.StartAsync();
        var sales = await world.TeamAsync("Field sales");
        var id = await world.InviteIntoAsync(sales, "ana@example.com");

        Assert.Null(Assert.IsType<ChangeTeamOutcome.Changed>(await world.ChangeTeamAsync(id, null)).TeamName);
        Assert.Null((await world.RowAsync(id)).TeamId);
        Assert.IsType<ChangeTeamOutcome.Changed>(await world.ChangeTeamAsync(id, sales));
        Assert.Equal(["From no team to Field sales.", "From Field sales to no team."], (await world.DetailsAsync(id)).Timeline.Where(entry => entry.Kind == TimelineKind.TeamChanged).Select(entry => entry.Text));
    }

    [Fact]
    public async Task Pressed_twice_it_is_told_once()
    {
        await using var world = await InviteWorld.StartAsync();
        var sales = await world.TeamAsync("Field sales");
        var id = await world.InviteIntoAsync(null, "ana@example.com");

        Assert.IsType<ChangeTeamOutcome.Changed>(await world.ChangeTeamAsync(id, sales));
        Assert.IsType<ChangeTeamOutcome.Changed>(await world.ChangeTeamAsync(id, sales));
        Assert.Equal(1, (await world.ActionsAsync(id)).Count(action => action == "invite.team-changed"));
    }

    [Fact]
    public async Task No_team_that_is_archived_or_never_was_takes_an_invitation()
    {
        await using var world = await InviteWorld.StartAsync();
        var (sales, old) = (await world.TeamAsync("Field sales"), await world.TeamAsync("Old desk"));
        await world.Portal.Services.ArchiveTeamAsync(old, world.Now);
        var id = await world.InviteIntoAsync(sales, "ana@example.com");

        Assert.Equal("Old desk is archived: restore it first, or choose another team.", Assert.IsType<ChangeTeamOutcome.Invalid>(await world.ChangeTeamAsync(id, old)).Why);
        Assert.Equal("There is no such team. Choose another.", Assert.IsType<ChangeTeamOutcome.Invalid>(await world.ChangeTeamAsync(id, Guid.CreateVersion7(world.Now))).Why);
        Assert.Equal(sales, (await world.RowAsync(id)).TeamId);
    }

    [Fact]
    public async Task What_is_over_keeps_its_team()
    {
        await using var world = await InviteWorld.StartAsync();
        var sales = await world.TeamAsync("Field sales");
        var id = await world.SentIntoAsync(null, "ana@example.com");
        world.Pass(TimeSpan.FromDays(8));

        Assert.Equal("It has expired; invite the person into the team you mean.", Assert.IsType<ChangeTeamOutcome.NotPossible>(await world.ChangeTeamAsync(id, sales)).Why);
        Assert.Null((await world.RowAsync(id)).TeamId);
        Assert.IsType<ChangeTeamOutcome.NotFound>(await world.ChangeTeamAsync(Guid.CreateVersion7(world.Now), sales));
    }
}
