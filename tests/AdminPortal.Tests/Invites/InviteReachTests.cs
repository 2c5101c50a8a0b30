using AdminPortal.Invites;
using AdminPortal.SignIn;

namespace AdminPortal.Tests.Invites;

public sealed class InviteReachTests
{
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    [Fact]
    public async Task A_lead_sees_resends_and_extends_what_belongs_to_a_team_they_lead()
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await world.SentIntoAsync(await world.TeamAsync("Field sales", InviteWorld.Lead), "ana@example.com", "Member");

        Assert.Equal("Field sales", (await world.DetailsAsync(id, InviteWorld.Lead)).Facts.Row.TeamName);
        Assert.IsType<ResendOutcome.Resending>(await world.ResendAsync(id, InviteWorld.Lead));
        Assert.IsType<ExtendOutcome.Extended>(await world.ExtendAsync(id, Week, by: InviteWorld.Lead));
        Assert.Empty(await world.RefusalsAsync());
    }

    [Theory]
    [InlineData("another team")]
    [InlineData("no team")]
    [InlineData("guessed")]
    public async Task To_a_lead_an_invitation_of_somebody_else_is_not_there_and_each_attempt_is_noted(string whose)
    {
        await using var world = await InviteWorld.StartAsync();
        await world.TeamAsync("Field sales", InviteWorld.Lead);
        var id = whose switch
        {
            "another team" => await world.SentIntoAsync(await world.TeamAsync("Finance"), "ana@example.com"),
            "no team" => await world.SentIntoAsync(null, "ana@example.com"),
            _ => Guid.Parse("0199a1c0-0000-7000-8000-000000000001"),
        };
        await using var scope = world.Portal.SignedInAs(InviteWorld.Lead);

        Assert.IsType<InviteDetailsOutcome.NotFound>(await scope.Get<InviteDetails>().HandleAsync(id));
        Assert.IsType<ResendOutcome.NotFound>(await world.ResendAsync(id, InviteWorld.Lead));
        Assert.IsType<ExtendOutcome.NotFound>(await world.ExtendAsync(id, Week, by: InviteWorld.Lead));
        var about = id.ToString();
        Assert.Equal(
            [("Lee Lead", nameof(Right.SeeInvites), about), ("Lee Lead", nameof(Right.ResendInvites), about), ("Lee Lead", nameof(Right.ExtendInvites), about)],
            await world.RefusalsAsync());
    }

    [Fact]
    public async Task A_lead_does_not_revoke_or_change_even_what_is_theirs_and_each_attempt_is_noted()
    {
        await using var world = await InviteWorld.StartAsync();
        var team = await world.TeamAsync("Field sales", InviteWorld.Lead);
        var id = await world.SentIntoAsync(team, "ana@example.com", "Member");

        Assert.IsType<RevokeOutcome.NotAllowed>(await world.RevokeAsync(id, InviteWorld.Lead));
        Assert.IsType<ChangeRolesOutcome.NotAllowed>(await world.ChangeRolesAsync(id, [], InviteWorld.Lead));
        Assert.IsType<ChangeTeamOutcome.NotAllowed>(await world.ChangeTeamAsync(id, null, InviteWorld.Lead));
        Assert.Equal(
            [nameof(Right.RevokeInvites), nameof(Right.ChangeInviteRoles), nameof(Right.ChangeInviteTeam)],
            (await world.RefusalsAsync()).Where(refusal => refusal.About == id.ToString()).Select(refusal => refusal.Right));
        Assert.Equal((InviteStatus.Sent, team), ((await world.RowAsync(id)).Status, (await world.RowAsync(id)).TeamId!.Value));
    }

    [Fact]
    public async Task An_id_that_an_admin_has_wrong_is_no_attempt_at_anything()
    {
        await using var world = await InviteWorld.StartAsync();
        Assert.IsType<RevokeOutcome.NotFound>(await world.RevokeAsync(Guid.CreateVersion7(world.Now)));
        Assert.Empty(await world.RefusalsAsync());
    }

    [Fact]
    public async Task A_page_that_looks_again_by_itself_is_no_attempt()
    {
        await using var world = await InviteWorld.StartAsync();
        var team = await world.TeamAsync("Field sales", InviteWorld.Lead);
        var other = await world.TeamAsync("Finance");
        var id = await world.SentIntoAsync(team, "ana@example.com");
        Assert.IsType<ChangeTeamOutcome.Changed>(await world.ChangeTeamAsync(id, other));
        await using var lead = world.Portal.SignedInAs(InviteWorld.Lead);
        await using var support = world.Portal.SignedInAs("support@example.com");

        Assert.IsType<InviteDetailsOutcome.NotFound>(await lead.Get<InviteDetails>().HandleAsync(id, lookAgain: true));
        Assert.IsType<InviteListOutcome.Page>(await lead.Get<InviteList>().HandleAsync(new InviteListQuery { Team = new TeamFilter(other) }, lookAgain: true));
        Assert.IsType<InviteListOutcome.NotAllowed>(await support.Get<InviteList>().HandleAsync(new InviteListQuery(), lookAgain: true));
        Assert.IsType<InviteCountsOutcome.NotAllowed>(await support.Get<InviteCounts>().HandleAsync(lookAgain: true));
        Assert.Empty(await world.RefusalsAsync());

        Assert.IsType<InviteListOutcome.NotAllowed>(await support.Get<InviteList>().HandleAsync(new InviteListQuery()));
        Assert.IsType<InviteCountsOutcome.NotAllowed>(await support.Get<InviteCounts>().HandleAsync());
        Assert.Equal([("Sam Support", nameof(Right.SeeInvites), "")], await world.RefusalsAsync());
    }

    [Fact]
    public async Task Sending_on_an_invitation_gives_its_roles_anew_which_a_lead_may_not_beyond_their_own()
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await world.SentIntoAsync(await world.TeamAsync("Field sales", InviteWorld.Lead), "ana@example.com", "Member", "Billing");
        const string Why = "It carries Billing, which you may not give. Ask a company admin.";

        Assert.Equal(Why, Assert.IsType<ResendOutcome.NotPossible>(await world.ResendAsync(id, InviteWorld.Lead)).Why);
        Assert.Equal(Why, Assert.IsType<ExtendOutcome.NotPossible>(await world.ExtendAsync(id, Week, by: InviteWorld.Lead)).Why);
        Assert.Equal([nameof(Right.ResendInvites), nameof(Right.ExtendInvites)], (await world.RefusalsAsync()).Select(refusal => refusal.Right));
        Assert.Equal(1, (await world.RowAsync(id)).MailsRequested);
        Assert.IsType<ResendOutcome.Resending>(await world.ResendAsync(id));
    }

    [Fact]
    public async Task In_an_archived_team_what_is_open_goes_on_and_what_is_over_waits_for_the_team()
    {
        await using var world = await InviteWorld.StartAsync();
        var team = await world.TeamAsync("Old desk", InviteWorld.Lead);
        var id = await world.SentIntoAsync(team, "ana@example.com", "Member");
        await world.Portal.Services.ArchiveTeamAsync(team, world.Now);
        Assert.IsType<ExtendOutcome.Extended>(await world.ExtendAsync(id, Week, by: InviteWorld.Lead));
        Assert.IsType<ResendOutcome.Resending>(await world.ResendAsync(id, InviteWorld.Lead));
        await world.SettleAsync();

        world.Pass(TimeSpan.FromDays(8));
        Assert.Equal("Its team is archived: an admin restores it first.", Assert.IsType<ResendOutcome.NotPossible>(await world.ResendAsync(id, InviteWorld.Lead)).Why);
        Assert.IsType<ResendOutcome.NotPossible>(await world.ResendAsync(id));
        Assert.Equal("Its team is archived: an admin restores it first.", (await world.ShownAsync(id)).WhyNoResend);
    }

    [Fact]
    public async Task A_row_says_to_a_lead_whose_it_is_to_do_what_they_may_not()
    {
        await using var world = await InviteWorld.StartAsync();
        var team = await world.TeamAsync("Field sales", InviteWorld.Lead);
        var (own, beyond) = (await world.SentIntoAsync(team, "ana@example.com", "Member"), await world.SentIntoAsync(team, "ivo@example.com", "Billing"));
        world.Pass(TimeSpan.FromMinutes(2));

        var row = (await world.DetailsAsync(own, InviteWorld.Lead)).Facts.Row;
        Assert.Equal((null, null, "Only a company admin can change team or roles.", "Only a company admin can revoke."), (row.WhyNoResend, row.WhyNoExtend, row.WhyNoChange, row.WhyNoRevoke));
        var carried = (await world.DetailsAsync(beyond, InviteWorld.Lead)).Facts.Row;
        Assert.Equal(("It carries Billing, which you may not give. Ask a company admin.", "It carries Billing, which you may not give. Ask a company admin."), (carried.WhyNoResend, carried.WhyNoExtend));
        Assert.Null((await world.ShownAsync(beyond)).WhyNoRevoke);
    }

    [Fact]
    public async Task Numbers_and_latest_activity_show_a_lead_only_their_teams()
    {
        await using var world = await InviteWorld.StartAsync();
        await world.SentIntoAsync(await world.TeamAsync("Field sales", InviteWorld.Lead), "ana@example.com");
        await world.SentIntoAsync(await world.TeamAsync("Finance"), "ivo@example.com");
        await world.SentIntoAsync(null, "li@example.com");
        var counts = await world.CountsAsync(InviteWorld.Lead);

        Assert.Equal((1, 1, 1), (counts.Pending, counts.All, counts.Sent30Days));
        Assert.NotEmpty(counts.Latest);
        Assert.All(counts.Latest, activity => Assert.Equal("ana@example.com", activity.Email));
        Assert.Equal(3, (await world.CountsAsync()).Pending);
    }
}
