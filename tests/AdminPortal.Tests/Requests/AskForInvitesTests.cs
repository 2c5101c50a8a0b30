using AdminPortal.Invites;
using AdminPortal.Requests;
using AdminPortal.SignIn;
using AdminPortal.Tests.Invites;

namespace AdminPortal.Tests.Requests;

public sealed class AskForInvitesTests
{
    [Fact]
    public async Task A_leads_invite_becomes_a_request_and_nobody_is_invited_by_it()
    {
        await using var world = await RequestWorld.StartAsync();
        var id = await world.AskedAsync("Bruno Klein <Bruno.Klein@Example.com>", wish: world.Wish(["Bruno Klein <Bruno.Klein@Example.com>"], null, "Member", "Billing"));
        await world.Invites.SettleAsync();

        var request = await world.RequestAsync(id);
        Assert.Equal((RequestWorld.Bruno, "Bruno Klein", world.FieldSales, RequestStatus.Waiting), (request.Email, request.Name, request.TeamId, request.Status));
        Assert.Equal(["Billing", "Member"], request.Roles.Select(role => role.Name).Order(StringComparer.Ordinal));
        Assert.Equal(("Lee Lead", "He starts on Monday.", "Welcome!", TimeSpan.FromDays(7)), (request.AskedByName, request.Reason, request.Message, request.Lifetime));
        Assert.Empty(await world.Invites.RowsAsync());
        Assert.Empty(world.Portal.Tenant.Mail.To(RequestWorld.Bruno));
        Assert.Null(world.Invites.Account(RequestWorld.Bruno));
        Assert.Contains("bruno.klein@example.com", (await world.AuditAsync(id, "request.asked")).Details, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Good_addresses_are_asked_for_and_the_others_say_why_not()
    {
        await using var world = await RequestWorld.StartAsync(new Dictionary<string, string?>(StringComparer.Ordinal) { ["Invites:AllowedDomains:0"] = "example.com" });
        await world.Invites.InviteAsync("invited@example.com");
        await world.AskedAsync("asked@example.com", RequestWorld.OtherLead);
        await world.AskedAsync("mine@example.com");
        await world.Invites.SentAsync("in@example.com");
        Assert.True(await world.Invites.SetPasswordAsync("in@example.com"));
        await world.Invites.SettleAsync();
        Assert.Equal(InviteStatus.Accepted, (await world.Invites.RowsAsync())[1].Status);

        var outcome = Assert.IsType<AskOutcome.Recorded>(await world.AskAsync(world.Wish(["good@example.com", "nonsense", "GOOD@example.com", "x@elsewhere.org", "invited@example.com", "asked@example.com", "mine@example.com", "in@example.com"], null, "Member")));

        Assert.Equal(["good@example.com"], outcome.Asked.Select(person => person.Email));
        Assert.Equal(
            [NotAskedReason.NotAnAddress, NotAskedReason.Repeated, NotAskedReason.DomainNotAllowed, NotAskedReason.AlreadyInvited, NotAskedReason.AlreadyAsked, NotAskedReason.AlreadyAsked, NotAskedReason.AlreadyMember],
            outcome.NotAsked.Select(each => each.Reason));
        Assert.Equal("good@example.com stands in the list more than once; it is asked for once.", outcome.NotAsked[1].Why);
        // An invitation of no team is not the lead's to see: that it is there is all they hear.
        Assert.Equal(("invited@example.com is invited already; nothing needs to be asked.", null), (outcome.NotAsked[3].Why, outcome.NotAsked[3].ExistingInvite));
        Assert.Equal("Elin Lindqvist has asked for asked@example.com already, just now; an admin has not answered yet.", outcome.NotAsked[4].Why);
        Assert.Equal("You asked for mine@example.com just now; an admin has not answered yet.", outcome.NotAsked[5].Why);
        Assert.StartsWith("in@example.com has accepted an invitation and is in already.", outcome.NotAsked[6].Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_was_invited_into_the_own_team_is_named_with_a_way_to_the_invitation()
    {
        await using var world = await RequestWorld.StartAsync();
        var id = await world.AskedAsync();
        var approved = Assert.IsType<ApproveOutcome.Approved>(await world.ApproveAsync(id));
        world.Invites.Pass(TimeSpan.FromMinutes(3));

        var refused = Assert.Single(Assert.IsType<AskOutcome.Recorded>(await world.AskAsync(world.Wish([RequestWorld.Bruno], null, "Member"))).NotAsked);

        Assert.Equal(("bruno.klein@example.com was invited by Ada Admin 3 minutes ago; that invitation is on its way.", approved.InviteId), (refused.Why, refused.ExistingInvite));
    }

    [Fact]
    public async Task Nobody_asks_for_a_team_they_do_not_lead_and_the_try_is_noted()
    {
        await using var world = await RequestWorld.StartAsync();

        Assert.Equal(nameof(AskForInvitesRequest.TeamId), Problem(await world.AskAsync(world.Wish([RequestWorld.Bruno], world.Platform, "Member"))).Field);
        Assert.Equal(nameof(AskForInvitesRequest.TeamId), Problem(await world.AskAsync(world.Wish([RequestWorld.Bruno], Guid.CreateVersion7(world.Invites.Now), "Member"))).Field);

        Assert.Equal(0, await world.RequestsAsync());
        var refused = await world.RefusedAsync();
        Assert.Equal(2, refused.Count);
        Assert.Equal((nameof(Right.AskForInvites), world.Platform.ToString()), refused[0]);
    }

    [Fact]
    public async Task A_team_must_be_chosen_and_must_be_in_use()
    {
        await using var world = await RequestWorld.StartAsync();
        Assert.Equal("Choose the team they are to join.", Problem(await world.AskAsync(world.Wish([RequestWorld.Bruno]) with { TeamId = null })).Message);

        await world.ArchiveAsync(world.FieldSales);
        Assert.Contains("Field sales is archived", Problem(await world.AskAsync(world.Wish([RequestWorld.Bruno]))).Message, StringComparison.Ordinal);
        Assert.Equal(0, await world.RequestsAsync());
        Assert.Empty(await world.RefusedAsync());
    }

    [Fact]
    public async Task Only_roles_that_the_teams_leads_may_grant_can_be_asked_for()
    {
        await using var world = await RequestWorld.StartAsync();

        var problem = Problem(await world.AskAsync(world.Wish([RequestWorld.Bruno], null, "Member", "Deploy")));

        Assert.Equal((nameof(AskForInvitesRequest.RoleIds), "You may not give Deploy in this team. Ask a company admin."), (problem.Field, problem.Message));
        Assert.Equal(0, await world.RequestsAsync());
    }

    [Fact]
    public async Task An_administrative_role_is_asked_about_twice()
    {
        await using var world = await RequestWorld.StartAsync(new Dictionary<string, string?>(StringComparer.Ordinal) { ["Roles:Administrative:0"] = "Deploy" });
        var wish = world.Wish(["kim@example.com"], world.Platform, "Deploy");

        Assert.Equal(["Deploy"], Assert.IsType<AskOutcome.ConfirmAdministrativeRoles>(await world.AskAsync(wish, RequestWorld.OtherLead)).RoleNames);
        Assert.Equal(0, await world.RequestsAsync());
        Assert.IsType<AskOutcome.Recorded>(await world.AskAsync(wish with { AdministrativeRolesConfirmed = true }, RequestWorld.OtherLead));
        Assert.Equal(1, await world.RequestsAsync());
    }

    [Theory]
    [InlineData(501, "The reason has 501 characters; at most 500 fit.")]
    [InlineData(500, null)]
    public async Task A_reason_has_room_for_500_characters(int length, string? told)
    {
        await using var world = await RequestWorld.StartAsync();
        var outcome = await world.AskAsync(world.Wish([RequestWorld.Bruno], null, "Member") with { Reason = new string('x', length) });
        Assert.Equal(told, outcome is AskOutcome.Invalid ? Problem(outcome).Message : null);
        Assert.Equal(told is null ? 1 : 0, await world.RequestsAsync());
    }

    [Theory]
    [InlineData(RequestWorld.Support)]
    [InlineData(RequestWorld.Admin)]
    [InlineData("outsider@example.com")]
    public async Task Whoever_does_not_have_to_ask_or_may_not_is_refused_and_that_is_noted(string who)
    {
        await using var world = await RequestWorld.StartAsync();
        Assert.IsType<AskOutcome.NotAllowed>(await world.AskAsync(world.Wish([RequestWorld.Bruno]), who));
        Assert.Equal(0, await world.RequestsAsync());
        Assert.Equal([nameof(Right.AskForInvites)], (await world.RefusedAsync()).Select(each => each.Right));
    }

    [Fact]
    public async Task With_LeadsMayInvite_on_a_lead_invites_and_does_not_ask()
    {
        await using var world = await RequestWorld.StartAsync(new Dictionary<string, string?>(StringComparer.Ordinal) { ["Invites:LeadsMayInvite"] = "true" });
        Assert.IsType<AskOutcome.NotAllowed>(await world.AskAsync(world.Wish([RequestWorld.Bruno])));

        var outcome = await world.Invites.AskAsync(InviteWorld.Request(RequestWorld.Bruno) with { TeamId = world.FieldSales }, RequestWorld.Lead);
        Assert.Single(Assert.IsType<InviteUsersOutcome.Recorded>(outcome).Invited);
    }

    [Fact]
    public async Task With_LeadsMayInvite_off_a_lead_asks_and_does_not_invite()
    {
        await using var world = await RequestWorld.StartAsync();
        Assert.IsType<InviteUsersOutcome.NotAllowed>(await world.Invites.AskAsync(InviteWorld.Request(RequestWorld.Bruno) with { TeamId = world.FieldSales }, RequestWorld.Lead));
        await world.AskedAsync();
    }

    [Fact]
    public async Task Requests_are_limited_in_24_hours_whatever_became_of_them()
    {
        await using var world = await RequestWorld.StartAsync(new Dictionary<string, string?>(StringComparer.Ordinal) { ["Invites:DailyPerInviter"] = "2" });
        Assert.IsType<AnswerOutcome.Done>(await world.WithdrawAsync(await world.AskedAsync("a@example.com")));
        world.Invites.Pass(TimeSpan.FromHours(4));

        var outcome = Assert.IsType<AskOutcome.Recorded>(await world.AskAsync(world.Wish(["b@example.com", "c@example.com"], null, "Member")));
        Assert.Equal(["b@example.com"], outcome.Asked.Select(person => person.Email));
        Assert.Equal("Your 2 requests of the last 24 hours are used up. The next one is free in 20 hours.", Assert.Single(outcome.NotAsked).Why);

        world.Invites.Pass(TimeSpan.FromHours(20));
        await world.AskedAsync("c@example.com");
    }

    [Fact]
    public async Task Two_leads_who_ask_for_one_address_at_once_make_one_request()
    {
        await using var world = await RequestWorld.StartAsync();
        var first = world.Portal;
        await world.Invites.RestartAsync(); // the second portal on the same database: no turn of this process is shared

        for (var round = 0; round < 3; round++)
        {
            string[] addresses = [$"p{round}@example.com"];
            var outcomes = await Task.WhenAll(
                Task.Run(() => RequestWorld.AskAsync(first, world.Wish(addresses, world.FieldSales, "Member"), RequestWorld.Lead)),
                Task.Run(() => RequestWorld.AskAsync(world.Portal, world.Wish(addresses, world.Platform, "Member"), RequestWorld.OtherLead)));

            Assert.Single(outcomes.Cast<AskOutcome.Recorded>().SelectMany(outcome => outcome.Asked));
            Assert.Equal(NotAskedReason.AlreadyAsked, Assert.Single(outcomes.Cast<AskOutcome.Recorded>().SelectMany(outcome => outcome.NotAsked)).Reason);
            Assert.Equal(round + 1, await world.RequestsAsync());
        }
    }

    private static InvalidField Problem(AskOutcome outcome) => Assert.Single(Assert.IsType<AskOutcome.Invalid>(outcome).Problems);
}
