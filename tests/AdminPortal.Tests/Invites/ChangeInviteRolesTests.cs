using AdminPortal.Invites;
using AdminPortal.Testing;
using Auth0Emulator;
using Auth0Emulator.Control;

namespace AdminPortal.Tests.Invites;

/// <summary>Other roles for somebody already invited, without another mail.</summary>
public class ChangeInviteRolesTests
{
    private const string Assign = "POST /api/v2/users/{id}/roles";
    private const string Remove = "DELETE /api/v2/users/{id}/roles";
    private const string Mail = "POST /dbconnections/change_password";
    private const string Ana = "ana@example.com";

    [Fact]
    public async Task Changed_roles_reach_Auth0_without_another_mail_and_the_link_stays_good()
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await world.SentAsync(Ana, "Member");

        var outcome = Assert.IsType<ChangeRolesOutcome.Changed>(await world.ChangeRolesAsync(id, ["Billing"]));
        Assert.Equal(["Billing"], outcome.RoleNames);
        Assert.Equal(["Member"], world.RolesOf(Ana));
        Assert.True((await world.ShownAsync(id)).RolesPending);
        await world.SweepAsync();

        Assert.Equal(["Billing"], world.RolesOf(Ana));
        var invite = await world.RowAsync(id);
        Assert.Equal((InviteStatus.Sent, false, null), (invite.Status, invite.RolesDue, invite.NextAttemptAt));
        Assert.Equal(["Billing"], invite.AppliedRoles.Select(role => role.Name));
        Assert.Equal(["invite.roles-changed", "invite.roles-applied"], (await world.ActionsAsync(id)).TakeLast(2));
        Assert.Equal("Now Billing.", (await world.DetailsAsync(id)).Timeline[1].Text);
        Assert.Single(world.Tenant.Mail.All);
        Assert.True(await world.SetPasswordAsync(Ana));
    }

    [Fact]
    public async Task A_role_that_somebody_gave_in_Auth0_is_left_alone()
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await world.SentAsync(Ana, "Member");
        Give(world, "Deploy");

        await world.ChangeRolesAsync(id, ["Billing"]);
        await world.SweepAsync();

        Assert.Equal(["Billing", "Deploy"], world.RolesOf(Ana));
    }

    [Fact]
    public async Task What_is_there_already_is_not_asked_for_and_all_roles_can_go()
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await world.SentAsync(Ana, "Member");
        Give(world, "Billing");
        var assigned = world.Calls(Assign);

        await world.ChangeRolesAsync(id, ["Member", "Billing"]);
        await world.SweepAsync();
        Assert.Equal(assigned, world.Calls(Assign));
        Assert.Equal(0, world.Calls(Remove));

        await world.ChangeRolesAsync(id, []);
        await world.SweepAsync();
        Assert.Empty(world.RolesOf(Ana));
    }

    [Fact]
    public async Task One_that_has_not_gone_out_simply_has_the_new_roles()
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await world.InviteAsync(Ana, "Member");

        await world.ChangeRolesAsync(id, ["Billing"]);
        await world.SettleAsync();

        Assert.Equal(["Billing"], world.RolesOf(Ana));
        Assert.Equal(0, world.Calls(Remove));
        Assert.DoesNotContain("invite.roles-applied", await world.ActionsAsync(id));
        Assert.Single(world.Tenant.Mail.All);
    }

    [Theory]
    [InlineData(Assign, false)]
    [InlineData(Assign, true)]
    [InlineData(Mail, false)]
    [InlineData(Mail, true)]
    public async Task A_change_in_the_middle_of_delivery_ends_with_the_right_roles_and_one_mail(string route, bool afterItActed)
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await world.InviteAsync(Ana, "Member", "Billing");
        var gate = afterItActed ? world.Tenant.Gates.HoldReply(route) : world.Tenant.Gates.HoldCall(route);
        var pass = world.SweepAsync();
        await gate.ArrivedAsync();

        Assert.IsType<ChangeRolesOutcome.Changed>(await world.ChangeRolesAsync(id, ["Billing", "Deploy"], confirmed: true));
        await gate.DisposeAsync();
        await pass;
        await world.SettleAsync();

        Assert.Equal(["Billing", "Deploy"], world.RolesOf(Ana));
        Assert.Single(world.Tenant.Mail.All);
        var invite = await world.RowAsync(id);
        Assert.Equal((InviteStatus.Sent, false, null), (invite.Status, invite.RolesDue, invite.NextAttemptAt));
    }

    [Fact]
    public async Task A_crash_after_a_role_was_given_and_another_change_leave_no_role_behind()
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await world.SentAsync(Ana, "Member");
        await world.ChangeRolesAsync(id, ["Billing"]);
        await using (var gate = world.Tenant.Gates.HoldReply(Assign))
        {
            await world.CrashAtAsync(gate);
        }

        Assert.Contains("Billing", world.RolesOf(Ana));
        await world.ChangeRolesAsync(id, ["Deploy"], confirmed: true);
        world.Pass(TimeSpan.FromMinutes(1));
        await world.SettleAsync();

        Assert.Equal(["Deploy"], world.RolesOf(Ana));
    }

    [Fact]
    public async Task A_change_during_a_change_ends_with_the_last_one()
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await world.SentAsync(Ana, "Member");
        await world.ChangeRolesAsync(id, ["Billing"]);
        var gate = world.Tenant.Gates.HoldReply(Assign);
        var pass = world.SweepAsync();
        await gate.ArrivedAsync();

        await world.ChangeRolesAsync(id, ["Deploy"], confirmed: true);
        await gate.DisposeAsync();
        await pass;
        await world.SettleAsync();

        Assert.Equal(["Deploy"], world.RolesOf(Ana));
        Assert.False((await world.RowAsync(id)).RolesDue);
    }

    [Fact]
    public async Task A_resend_takes_a_pending_change_along()
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await world.SentAsync(Ana, "Member");
        await world.ChangeRolesAsync(id, ["Billing"]);
        await world.ResendAsync(id);
        await world.SettleAsync();

        Assert.Equal(["Billing"], world.RolesOf(Ana));
        var invite = await world.RowAsync(id);
        Assert.Equal((InviteStatus.Sent, 2, false), (invite.Status, invite.MailsSent, invite.RolesDue));
        Assert.Contains("invite.roles-applied", await world.ActionsAsync(id));
    }

    [Fact]
    public async Task Whoever_accepts_in_between_has_the_changed_roles_and_an_ordinary_account()
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await world.SentAsync(Ana, "Member");
        await world.DenyAsync("delete:role_members");
        await world.ChangeRolesAsync(id, ["Billing"]);
        await world.SweepAsync();
        await world.SetPasswordAsync(Ana);
        await world.SettleAsync();

        // Tidied up although the roles still wait.
        var invite = await world.RowAsync(id);
        Assert.Equal((InviteStatus.Accepted, true), (invite.Status, invite.RolesDue));
        Assert.Null(world.Account(Ana)!.AppMetadata?["invitation"]);

        await world.AllowAsync("delete:role_members");
        world.Pass(TimeSpan.FromMinutes(15));
        await world.SettleAsync();
        Assert.Equal(["Billing"], world.RolesOf(Ana));
        Assert.Equal((InviteStatus.Accepted, false, null), ((await world.RowAsync(id)).Status, (await world.RowAsync(id)).RolesDue, (await world.RowAsync(id)).NextAttemptAt));
    }

    [Fact]
    public async Task Revoking_wins_over_a_pending_change()
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await world.SentAsync(Ana, "Member");
        await world.ChangeRolesAsync(id, ["Billing"]);
        await world.RevokeAsync(id);
        await world.SettleAsync();

        Assert.Equal(InviteStatus.Revoked, (await world.RowAsync(id)).Status);
        Assert.Null(world.Account(Ana));
    }

    [Fact]
    public async Task A_missing_scope_is_named_and_the_change_goes_through_once_it_is_granted()
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await world.SentAsync(Ana, "Member");
        await world.DenyAsync("delete:role_members");
        await world.ChangeRolesAsync(id, ["Billing"]);
        await world.SweepAsync();

        var row = await world.ShownAsync(id);
        Assert.Equal(InviteStatus.Sent, row.Status);
        Assert.Contains("delete:role_members", row.RolesWaitFor, StringComparison.Ordinal);
        Assert.Equal("delete:role_members", (await world.RowAsync(id)).MissingScopes);
        Assert.Single(await world.ActionsAsync(id), action => action == "invite.waits");

        await world.AllowAsync("delete:role_members");
        await world.Portal.Get<InviteSweep>().WakeForScopesAsync(["delete:role_members"], CancellationToken.None);
        await world.SweepAsync();
        Assert.Equal(["Billing"], world.RolesOf(Ana));
        Assert.Null((await world.ShownAsync(id)).RolesWaitFor);
    }

    [Fact]
    public async Task A_role_deleted_in_the_tenant_is_told_and_the_earlier_roles_stay()
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await world.SentAsync(Ana, "Member");
        await world.ChangeRolesAsync(id, ["Billing"]);
        world.Tenant.State.Change(tenant => tenant.Roles.RemoveAll(role => role.Name == "Billing"));
        await world.SweepAsync();

        Assert.Equal(["Member"], world.RolesOf(Ana));
        var row = await world.ShownAsync(id);
        Assert.Equal((InviteStatus.Sent, false), (row.Status, row.RolesPending));
        Assert.Equal(["Member"], row.Roles.Select(role => role.Name));
        var told = (await world.DetailsAsync(id)).Timeline[0];
        Assert.Equal(TimelineKind.RolesRefused, told.Kind);
        Assert.Contains("Still Member.", told.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_account_deleted_in_Auth0_ends_the_invitation_and_the_change_with_it()
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await world.SentAsync(Ana, "Member");
        world.Tenant.State.Change(tenant => tenant.RemoveUser(world.Account(Ana)!.UserId, world.Now));
        await world.ChangeRolesAsync(id, ["Billing"]);
        await world.SweepAsync();

        Assert.Equal("account-deleted", (await world.ShownAsync(id)).Failure!.Code);
    }

    [Fact]
    public async Task Auth0_in_trouble_makes_the_change_wait_and_nothing_else()
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await world.SentAsync(Ana, "Member");
        world.Tenant.Faults.Add(Fault.Answer(Assign, 500, times: 2));
        await world.ChangeRolesAsync(id, ["Billing"]);
        await world.SweepAsync();
        Assert.NotNull((await world.ShownAsync(id)).RolesWaitFor);

        world.Pass(TimeSpan.FromMinutes(1));
        await world.SweepAsync();
        world.Pass(TimeSpan.FromMinutes(1));
        await world.SettleAsync();
        Assert.Equal(["Billing"], world.RolesOf(Ana));
    }

    [Fact]
    public async Task A_new_administrative_role_is_asked_about_and_one_that_is_there_already_is_not()
    {
        await using var world = await InviteWorld.StartAsync(new PortalHostOptions { Settings = new Dictionary<string, string?> { ["Roles:Administrative:0"] = "Deploy" } });
        var id = await world.SentAsync(Ana, "Member");

        Assert.Equal(["Deploy"], Assert.IsType<ChangeRolesOutcome.ConfirmAdministrativeRoles>(await world.ChangeRolesAsync(id, ["Member", "Deploy"])).RoleNames);
        Assert.Equal(["Member"], (await world.RowAsync(id)).Roles.Select(role => role.Name));
        Assert.IsType<ChangeRolesOutcome.Changed>(await world.ChangeRolesAsync(id, ["Member", "Deploy"], confirmed: true));
        Assert.IsType<ChangeRolesOutcome.Changed>(await world.ChangeRolesAsync(id, ["Deploy"]));
    }

    [Fact]
    public async Task A_role_that_is_not_on_offer_changes_nothing_and_one_that_is_held_may_stay()
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await world.SentAsync(Ana, "Member");
        var held = (await world.RowAsync(id)).Roles[0].Id;

        await using var scope = world.Portal.SignedInAs(InviteWorld.Admin);
        var change = scope.Get<ChangeInviteRoles>();
        Assert.IsType<ChangeRolesOutcome.Invalid>(await change.HandleAsync(new ChangeInviteRolesRequest { Id = id, RoleIds = [held, "rol_forged"] }));
        world.Portal.Get<AdminPortal.Auth0.TenantState>().Learn(facts => facts with { Roles = [] });
        Assert.IsType<ChangeRolesOutcome.Changed>(await change.HandleAsync(new ChangeInviteRolesRequest { Id = id, RoleIds = [held] }));
        Assert.DoesNotContain("invite.roles-changed", await world.ActionsAsync(id));
    }

    [Fact]
    public async Task What_is_over_or_unknown_keeps_its_roles()
    {
        await using var world = await InviteWorld.StartAsync();
        var lapsed = await world.SentAsync(Ana, "Member");
        world.Pass(TimeSpan.FromDays(7));
        var revoked = await world.SentAsync("ivo@example.com", "Member");
        await world.RevokeAsync(revoked);

        Assert.Contains("has expired", Assert.IsType<ChangeRolesOutcome.NotPossible>(await world.ChangeRolesAsync(lapsed, [])).Why, StringComparison.Ordinal);
        Assert.IsType<ChangeRolesOutcome.NotPossible>(await world.ChangeRolesAsync(revoked, []));
        Assert.IsType<ChangeRolesOutcome.NotFound>(await world.ChangeRolesAsync(Guid.Empty, []));
    }

    [Theory]
    [InlineData("outsider@example.com")]
    [InlineData("support@example.com")]
    [InlineData("lead@example.com")]
    public async Task Nobody_without_the_right_changes_roles(string email)
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await world.SentAsync(Ana, "Member");

        Assert.IsType<ChangeRolesOutcome.NotAllowed>(await world.ChangeRolesAsync(id, ["Billing"], email));
        await using var nobody = world.Portal.SignedOut();
        Assert.IsType<ChangeRolesOutcome.NotAllowed>(await nobody.Get<ChangeInviteRoles>().HandleAsync(new ChangeInviteRolesRequest { Id = id, RoleIds = [] }));
        Assert.Equal(["Member"], (await world.RowAsync(id)).Roles.Select(role => role.Name));
    }

    private static void Give(InviteWorld world, string role) => world.Tenant.State.Change(tenant =>
        tenant.RoleMembers.Add(new Auth0Emulator.Tenant.RoleMember(tenant.Roles.Single(each => each.Name == role).Id, world.Account(Ana)!.UserId)));
}
