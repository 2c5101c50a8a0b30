using AdminPortal.Data;
using AdminPortal.Invites;
using AdminPortal.Requests;
using AdminPortal.SignIn;
using AdminPortal.Tests.Invites;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Tests.Requests;

public sealed class ApproveRequestTests
{
    [Fact]
    public async Task A_yes_makes_the_invitation_as_it_was_asked_and_the_mail_goes_out()
    {
        await using var world = await RequestWorld.StartAsync();
        var id = await world.AskedAsync(wish: world.Wish(["Bruno Klein <bruno.klein@example.com>"], null, "Member", "Billing"));

        var approved = Assert.IsType<ApproveOutcome.Approved>(await world.ApproveAsync(id));
        await world.Invites.SettleAsync();

        var invite = await world.Invites.RowAsync(approved.InviteId);
        Assert.Equal((RequestWorld.Bruno, "Bruno Klein", world.FieldSales, "Welcome!", TimeSpan.FromDays(7), InviteStatus.Sent), (invite.Email, invite.Name, invite.TeamId, invite.Message, invite.Lifetime, invite.Status));
        Assert.Equal("Ada Admin", invite.InvitedByName);
        Assert.Equal(["Billing", "Member"], world.Invites.RolesOf(RequestWorld.Bruno));
        Assert.Single(world.Portal.Tenant.Mail.To(RequestWorld.Bruno));
        Assert.Null(approved.Correction);

        var request = await world.RequestAsync(id);
        Assert.Equal((RequestStatus.Approved, "Ada Admin", approved.InviteId, null), (request.Status, request.AnsweredByName, request.InviteId, request.Correction));
        Assert.Contains(approved.InviteId.ToString(), (await world.AuditAsync(id, "request.approved")).Details, StringComparison.Ordinal);
        Assert.Equal(("Invited by Ada Admin", "Asked for by Lee Lead."), (await world.Invites.DetailsAsync(approved.InviteId)).Timeline.Where(entry => entry.Kind == TimelineKind.Invited).Select(entry => (entry.Title, entry.Text)).Single());
    }

    [Fact]
    public async Task Approving_twice_makes_one_invite_and_the_second_is_told_who_was_first()
    {
        await using var world = await RequestWorld.StartAsync();
        var id = await world.AskedAsync();
        Assert.IsType<ApproveOutcome.Approved>(await world.ApproveAsync(id, by: RequestWorld.OtherAdmin));
        world.Invites.Pass(TimeSpan.FromMinutes(2));

        Assert.Equal("Mira Kovač approved it 2 minutes ago.", Assert.IsType<ApproveOutcome.Answered>(await world.ApproveAsync(id)).Why);
        Assert.Equal("Mira Kovač approved it 2 minutes ago.", Assert.IsType<AnswerOutcome.Answered>(await world.DeclineAsync(id)).Why);
        Assert.IsType<AnswerOutcome.Answered>(await world.CloseAsync(id));
        Assert.Single(await world.Invites.RowsAsync());
    }

    [Fact]
    public async Task Two_admins_who_approve_at_once_in_two_processes_make_one_invite_and_one_mail()
    {
        await using var world = await RequestWorld.StartAsync();
        var first = world.Portal;
        await world.Invites.RestartAsync(); // the second portal on the same database: no turn of this process is shared

        for (var round = 0; round < 4; round++)
        {
            var address = $"p{round}@example.com";
            var id = await world.AskedAsync(address);
            var outcomes = await Task.WhenAll(
                Task.Run(() => RequestWorld.ApproveAsync(first, new Approval { Id = id }, RequestWorld.Admin)),
                Task.Run(() => RequestWorld.ApproveAsync(world.Portal, new Approval { Id = id }, RequestWorld.OtherAdmin)));
            await world.Invites.SettleAsync();

            var approved = Assert.Single(outcomes.OfType<ApproveOutcome.Approved>());
            Assert.Single(outcomes.OfType<ApproveOutcome.Answered>());
            Assert.Equal(approved.InviteId, Assert.Single(await world.Invites.RowsAsync(), invite => invite.Email == address).Id);
            Assert.Single(world.Portal.Tenant.Mail.To(address));
            Assert.Equal(round + 1, world.Invites.Calls("POST /dbconnections/change_password"));
        }
    }

    [Fact]
    public async Task An_answer_given_on_an_older_sight_of_the_request_is_not_saved()
    {
        await using var world = await RequestWorld.StartAsync();
        var id = await world.AskedAsync();
        await using var late = await world.Invites.ContextAsync();
        var seen = await late.InviteRequests.SingleAsync(request => request.Id == id);
        Assert.IsType<ApproveOutcome.Approved>(await world.ApproveAsync(id));

        Assert.True(seen.Decline("Too late", new Inviter("auth0|late", "Late"), world.Invites.Now));
        Assert.True((await Assert.ThrowsAnyAsync<DbUpdateException>(() => late.SaveChangesAsync())).IsLostRace());
        Assert.Equal(RequestStatus.Approved, (await world.RequestAsync(id)).Status);
    }

    [Fact]
    public async Task Team_roles_and_expiry_can_be_put_right_and_the_asker_sees_what_was()
    {
        await using var world = await RequestWorld.StartAsync();
        var id = await world.AskedAsync("kim.park@example.com", RequestWorld.OtherLead, world.Wish(["kim.park@example.com"], world.Platform, "Deploy"));

        var approved = Assert.IsType<ApproveOutcome.Approved>(await world.ApproveAsync(id, new ApprovedTerms(world.FieldSales, world.RoleIds("Member"), TimeSpan.FromDays(3), null)));

        const string Corrected = "Team corrected from Platform to Field sales. Role corrected from Deploy to Member. Expiry corrected from 7 days to 3 days.";
        Assert.Equal(Corrected, approved.Correction);
        var invite = await world.Invites.RowAsync(approved.InviteId);
        Assert.Equal((world.FieldSales, "Member", TimeSpan.FromDays(3)), (invite.TeamId, Assert.Single(invite.Roles).Name, invite.Lifetime));
        var row = Assert.Single((await world.ListAsync(RequestWorld.OtherLead, new RequestListQuery { Answered = true })).Rows);
        Assert.Equal((Corrected, world.Platform, "Deploy", InviteStatus.Queued), (row.Correction, row.TeamId, Assert.Single(row.Roles).Name, row.InviteStatus));
        // The invitation has left the lead's reach: they hear how it stands, and get no way to it.
        Assert.Null(row.InviteId);
        Assert.Contains("Role corrected from Deploy to Member", (await world.AuditAsync(id, "request.approved")).Details, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_put_right_to_the_same_is_no_correction()
    {
        await using var world = await RequestWorld.StartAsync();
        var id = await world.AskedAsync();
        Assert.Null(Assert.IsType<ApproveOutcome.Approved>(await world.ApproveAsync(id, new ApprovedTerms(world.FieldSales, world.RoleIds("Member"), TimeSpan.FromDays(7), null))).Correction);
    }

    [Fact]
    public async Task An_approver_cannot_give_what_is_not_theirs_to_give_neither_as_asked_nor_put_right()
    {
        await using var world = await RequestWorld.StartAsync();
        var id = await world.AskedAsync("kim@example.com", RequestWorld.OtherLead, world.Wish(["kim@example.com"], world.Platform, "Deploy"));
        var deploy = world.RoleIds("Deploy");
        await world.Invites.RestartAsync(new Dictionary<string, string?>(StringComparer.Ordinal) { ["Roles:Offered:0"] = "Member", ["Roles:Offered:1"] = "Billing", ["Roles:Offered:2"] = "Gone" });

        Assert.Equal("RoleIds: A role is no longer on offer. Choose the roles again.", Problem(await world.ApproveAsync(id)));
        Assert.Equal("RoleIds: A role is no longer on offer. Choose the roles again.", Problem(await world.ApproveAsync(id, new ApprovedTerms(world.Platform, deploy, TimeSpan.FromDays(7), null))));
        Assert.Empty(await world.Invites.RowsAsync());
        Assert.Equal(RequestStatus.Waiting, (await world.RequestAsync(id)).Status);
        Assert.Contains((nameof(Right.DecideRequests), deploy[0]), await world.RefusedAsync());

        Assert.IsType<ApproveOutcome.Approved>(await world.ApproveAsync(id, new ApprovedTerms(world.Platform, world.RoleIds("Member"), TimeSpan.FromDays(7), null)));
    }

    [Fact]
    public async Task An_administrative_role_is_asked_about_twice_before_it_is_given()
    {
        await using var world = await RequestWorld.StartAsync(new Dictionary<string, string?>(StringComparer.Ordinal) { ["Roles:Administrative:0"] = "Deploy" });
        var id = await world.AskedAsync("kim@example.com", RequestWorld.OtherLead, world.Wish(["kim@example.com"], world.Platform, "Deploy") with { AdministrativeRolesConfirmed = true });

        Assert.Equal(["Deploy"], Assert.IsType<ApproveOutcome.ConfirmAdministrativeRoles>(await world.ApproveAsync(id)).RoleNames);
        Assert.Empty(await world.Invites.RowsAsync());
        Assert.IsType<ApproveOutcome.Approved>(await world.ApproveAsync(id, confirmed: true));
    }

    [Fact]
    public async Task Invited_meanwhile_is_said_and_the_request_can_be_closed_with_that()
    {
        await using var world = await RequestWorld.StartAsync();
        var id = await world.AskedAsync();
        var invited = await world.Invites.SentAsync(RequestWorld.Bruno);
        world.Invites.Pass(TimeSpan.FromMinutes(2));

        var meanwhile = Assert.IsType<ApproveOutcome.InvitedMeanwhile>(await world.ApproveAsync(id, by: RequestWorld.OtherAdmin));
        Assert.Equal((invited, "bruno.klein@example.com was invited by Ada Admin 2 minutes ago; that invitation is pending."), (meanwhile.InviteId, meanwhile.Why));
        Assert.Equal(meanwhile.Why, Assert.Single((await world.ListAsync(RequestWorld.Admin)).Rows).Meanwhile);
        Assert.Equal(RequestStatus.Waiting, (await world.RequestAsync(id)).Status);

        Assert.IsType<AnswerOutcome.Done>(await world.CloseAsync(id));
        var request = await world.RequestAsync(id);
        Assert.Equal((RequestStatus.Overtaken, invited), (request.Status, request.InviteId));
        Assert.Contains(invited.ToString(), (await world.AuditAsync(id, "request.overtaken")).Details, StringComparison.Ordinal);
        Assert.Single(await world.Invites.RowsAsync());
    }

    [Fact]
    public async Task In_already_meanwhile_is_said()
    {
        await using var world = await RequestWorld.StartAsync();
        var id = await world.AskedAsync();
        await world.Invites.SentAsync(RequestWorld.Bruno);
        Assert.True(await world.Invites.SetPasswordAsync(RequestWorld.Bruno));
        await world.Invites.SettleAsync();

        Assert.Equal("bruno.klein@example.com accepted an invitation by Ada Admin just now and is in already.", Assert.IsType<ApproveOutcome.InvitedMeanwhile>(await world.ApproveAsync(id)).Why);
        Assert.Single(await world.Invites.RowsAsync());
    }

    [Fact]
    public async Task Without_another_invitation_there_is_nothing_to_close_it_with()
    {
        await using var world = await RequestWorld.StartAsync();
        var id = await world.AskedAsync();
        Assert.Equal("The other invitation for bruno.klein@example.com is not open any more. Approve or decline the request.", Assert.IsType<AnswerOutcome.NotPossible>(await world.CloseAsync(id)).Why);
        Assert.Equal(RequestStatus.Waiting, (await world.RequestAsync(id)).Status);
    }

    [Fact]
    public async Task A_lapsed_invitation_makes_room_for_the_one_that_is_approved()
    {
        await using var world = await RequestWorld.StartAsync();
        var lapsed = await world.Invites.SentAsync(RequestWorld.Bruno);
        world.Invites.Pass(TimeSpan.FromDays(8));
        var id = await world.AskedAsync();

        Assert.IsType<ApproveOutcome.Approved>(await world.ApproveAsync(id));
        Assert.Equal(InviteStatus.Expired, (await world.Invites.RowAsync(lapsed)).Status);
    }

    [Fact]
    public async Task The_daily_limit_says_whose_it_is_and_when_a_place_is_free()
    {
        await using var world = await RequestWorld.StartAsync(new Dictionary<string, string?>(StringComparer.Ordinal) { ["Invites:DailyPerInviter"] = "1" });
        var id = await world.AskedAsync();
        await world.Invites.InviteAsync("first@example.com");
        world.Invites.Pass(TimeSpan.FromHours(4));

        Assert.Equal("Your 1 invitations of the last 24 hours are used up. The next one is free in 20 hours.", Assert.IsType<ApproveOutcome.NotNow>(await world.ApproveAsync(id)).Why);
        Assert.Equal(RequestStatus.Waiting, (await world.RequestAsync(id)).Status);
        Assert.IsType<ApproveOutcome.Approved>(await world.ApproveAsync(id, by: RequestWorld.OtherAdmin));
    }

    [Fact]
    public async Task A_team_archived_since_must_be_replaced_by_another()
    {
        await using var world = await RequestWorld.StartAsync();
        var id = await world.AskedAsync();
        await world.ArchiveAsync(world.FieldSales);

        Assert.Equal("TeamId: Field sales is archived: restore it first, or choose another team.", Problem(await world.ApproveAsync(id)));
        Assert.True(Assert.Single((await world.ListAsync(RequestWorld.Admin)).Rows).TeamIsArchived);
        var approved = Assert.IsType<ApproveOutcome.Approved>(await world.ApproveAsync(id, new ApprovedTerms(world.Platform, world.RoleIds("Member"), TimeSpan.FromDays(7), null)));
        Assert.Equal("Team corrected from Field sales to Platform.", approved.Correction);
    }

    [Fact]
    public async Task A_last_day_that_has_passed_while_it_waited_must_be_replaced()
    {
        await using var world = await RequestWorld.StartAsync();
        var endsBy = world.Invites.Now.AddDays(2);
        var id = await world.AskedAsync(wish: world.Wish([RequestWorld.Bruno], null, "Member") with { Lifetime = TimeSpan.FromDays(2), EndsBy = endsBy });
        world.Invites.Pass(TimeSpan.FromDays(3));

        Assert.Equal("Lifetime: The last day that was asked for is over, or nearly. Choose another expiry.", Problem(await world.ApproveAsync(id)));
        var approved = Assert.IsType<ApproveOutcome.Approved>(await world.ApproveAsync(id, new ApprovedTerms(world.FieldSales, world.RoleIds("Member"), TimeSpan.FromDays(1), null)));
        Assert.Equal("Expiry corrected from 2 days to 24 hours.", approved.Correction);
    }

    [Fact]
    public async Task A_last_day_still_to_come_is_kept_to()
    {
        await using var world = await RequestWorld.StartAsync();
        var endsBy = world.Invites.Now.AddDays(3);
        var id = await world.AskedAsync(wish: world.Wish([RequestWorld.Bruno], null, "Member") with { Lifetime = TimeSpan.FromDays(3), EndsBy = endsBy });
        world.Invites.Pass(TimeSpan.FromDays(1));

        var approved = Assert.IsType<ApproveOutcome.Approved>(await world.ApproveAsync(id));
        await world.Invites.SettleAsync();
        Assert.Equal(endsBy, (await world.Invites.RowAsync(approved.InviteId)).ExpiresAt);
    }

    [Theory]
    [InlineData(RequestWorld.Lead)]
    [InlineData(RequestWorld.Support)]
    [InlineData("outsider@example.com")]
    public async Task Whoever_may_not_decide_is_refused_and_that_is_noted(string who)
    {
        await using var world = await RequestWorld.StartAsync();
        var id = await world.AskedAsync();

        Assert.IsType<ApproveOutcome.NotAllowed>(await world.ApproveAsync(id, by: who));
        Assert.IsType<AnswerOutcome.NotAllowed>(await world.DeclineAsync(id, by: who));
        Assert.IsType<AnswerOutcome.NotAllowed>(await world.CloseAsync(id, by: who));

        Assert.Equal(RequestStatus.Waiting, (await world.RequestAsync(id)).Status);
        Assert.Empty(await world.Invites.RowsAsync());
        Assert.Equal((nameof(Right.DecideRequests), id.ToString()), Assert.Single(await world.RefusedAsync()));
    }

    [Fact]
    public async Task A_request_that_never_was_is_not_found()
    {
        await using var world = await RequestWorld.StartAsync();
        Assert.IsType<ApproveOutcome.NotFound>(await world.ApproveAsync(Guid.CreateVersion7(world.Invites.Now)));
        Assert.IsType<AnswerOutcome.NotFound>(await world.DeclineAsync(Guid.CreateVersion7(world.Invites.Now)));
        Assert.IsType<AnswerOutcome.NotFound>(await world.CloseAsync(Guid.CreateVersion7(world.Invites.Now)));
    }

    private static string Problem(ApproveOutcome outcome)
    {
        var problem = Assert.Single(Assert.IsType<ApproveOutcome.Invalid>(outcome).Problems);
        return $"{problem.Field}: {problem.Message}";
    }
}
