using System.Text.Json.Nodes;
using AdminPortal.Auth0;
using AdminPortal.Invites;
using AdminPortal.Testing;
using Auth0Emulator;
using Auth0Emulator.Control;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Tests.Invites;

/// <summary>How an invitation travels to Auth0 and what becomes of it on the way.</summary>
public class InviteDeliveryTests
{
    private const string Create = "POST /api/v2/users";
    private const string Mail = "POST /dbconnections/change_password";

    [Fact]
    public async Task An_invited_person_gets_one_account_with_the_roles_and_one_mail()
    {
        await using var world = await InviteWorld.StartAsync();
        var outcome = Assert.IsType<InviteUsersOutcome.Recorded>(await world.AskAsync(world.WithRoles(
            InviteWorld.Request("Ana Horvat <Ana@Example.com>") with { Message = "Welcome to the team." }, "Member", "Billing")));
        var id = Assert.Single(outcome.Invited).Id;

        await world.SweepAsync();

        var account = Assert.Single(world.Accounts("ana@example.com"));
        Assert.Equal($"auth0|{id:N}-1", account.UserId);
        Assert.Equal("Ana Horvat", account.Name);
        Assert.False(account.EmailVerified);
        var roles = world.Tenant.State.Read(tenant => tenant.RoleMembers.Where(member => member.UserId == account.UserId).Select(member => tenant.Roles.Single(role => role.Id == member.RoleId).Name).Order().ToList());
        Assert.Equal(["Billing", "Member"], roles);

        var mail = Assert.Single(world.Tenant.Mail.To("ana@example.com"));
        Assert.Contains("Welcome to the team.", mail.Html, StringComparison.Ordinal);

        var invite = await world.RowAsync(id);
        Assert.Equal(InviteStatus.Sent, invite.Status);
        Assert.Equal(world.Now + TimeSpan.FromDays(7), invite.ExpiresAt);
        Assert.Equal(["invite.created", "invite.mail-taken"], await world.ActionsAsync(id));
    }

    [Fact]
    public async Task The_mail_template_is_told_the_inviter_the_message_and_the_expiry()
    {
        await using var world = await InviteWorld.StartAsync();
        await world.AskAsync(InviteWorld.Request("ana@example.com") with { Message = "Line one\r\nLine two" });
        await world.SweepAsync();

        var invitation = world.Account("ana@example.com")!.AppMetadata!["invitation"]!.AsObject();

        Assert.Equal("2026-11-29T09:00:00Z", (string?)invitation["expiry"]);
        Assert.Equal("Line one\nLine two", (string?)invitation["message"]);
        Assert.False(string.IsNullOrEmpty((string?)invitation["inviter"]));
    }

    [Fact]
    public async Task The_whole_way_ends_in_Accepted_and_later_resets_no_longer_read_as_invitations()
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await world.SentAsync("ana@example.com", "Member");
        world.Pass(TimeSpan.FromHours(2));

        Assert.True(await world.SetPasswordAsync("ana@example.com"));
        await world.SettleAsync();

        var invite = await world.RowAsync(id);
        Assert.Equal(InviteStatus.Accepted, invite.Status);
        Assert.Equal(world.Now, invite.AcceptedAt);
        Assert.Null(invite.NextAttemptAt);
        var account = world.Account("ana@example.com")!;
        Assert.True(account.EmailVerified);
        Assert.Null(account.AppMetadata?["invitation"]);
        Assert.Equal("invite.accepted", (await world.ActionsAsync(id))[^1]);
    }

    [Fact]
    public async Task The_first_sign_in_is_noted_without_the_log_too()
    {
        await using var world = await InviteWorld.StartAsync();
        await world.DenyAsync("read:logs");
        var id = await world.SentAsync("ana@example.com");
        await world.SetPasswordAsync("ana@example.com");
        await world.SettleAsync();
        Assert.Null((await world.RowAsync(id)).FirstSignInAt);

        world.Pass(TimeSpan.FromMinutes(5));
        world.Tenant.State.Change(tenant => tenant.PutUser(tenant.UserByEmail("ana@example.com", TenantSeed.ConnectionName)! with { LastLogin = world.Now, LoginsCount = 1 }, world.Now));
        await world.SweepAsync();

        Assert.Equal(world.Now, (await world.RowAsync(id)).FirstSignInAt);
        Assert.Equal("invite.signed-in", (await world.ActionsAsync(id))[^1]);
    }

    [Fact]
    public async Task A_crash_after_Auth0_made_the_account_leaves_one_account_and_one_mail()
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await world.InviteAsync("ana@example.com", "Member");

        await world.CrashAtAsync(world.Tenant.Gates.HoldReply(Create));
        Assert.Single(world.Accounts("ana@example.com"));
        world.Pass(TimeSpan.FromMinutes(1));
        await world.SweepAsync();

        Assert.Single(world.Accounts("ana@example.com"));
        Assert.Single(world.Tenant.Mail.To("ana@example.com"));
        Assert.Equal(InviteStatus.Sent, (await world.RowAsync(id)).Status);
    }

    [Fact]
    public async Task A_crash_before_Auth0_made_the_account_leaves_one_account_and_one_mail()
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await world.InviteAsync("ana@example.com");

        await world.CrashAtAsync(world.Tenant.Gates.HoldCall(Create));
        world.Pass(TimeSpan.FromMinutes(1));
        await world.SweepAsync();

        Assert.Single(world.Accounts("ana@example.com"));
        Assert.Single(world.Tenant.Mail.To("ana@example.com"));
        Assert.Equal(InviteStatus.Sent, (await world.RowAsync(id)).Status);
    }

    [Fact]
    public async Task A_crash_while_roles_are_given_leaves_one_account_with_the_roles_and_one_mail()
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await world.InviteAsync("ana@example.com", "Member");

        await world.CrashAtAsync(world.Tenant.Gates.HoldReply("POST /api/v2/users/{id}/roles"));
        world.Pass(TimeSpan.FromMinutes(1));
        await world.SweepAsync();

        Assert.Single(world.Accounts("ana@example.com"));
        Assert.Single(world.Tenant.Mail.To("ana@example.com"));
        Assert.Equal(InviteStatus.Sent, (await world.RowAsync(id)).Status);
    }

    [Fact]
    public async Task An_unconfirmed_invitation_turns_Accepted_when_the_mail_had_gone_out_after_all()
    {
        await using var world = await InviteWorld.StartAsync();
        await world.DenyAsync("read:logs");
        world.Tenant.Faults.Add(Fault.CommitThenDrop(Mail, times: 1));
        var id = await world.InviteAsync("ana@example.com");
        await world.SettleAsync();
        Assert.Equal(InviteStatus.Unconfirmed, (await world.RowAsync(id)).Status);

        Assert.True(await world.SetPasswordAsync("ana@example.com"));
        await world.SettleAsync();

        Assert.Equal(InviteStatus.Accepted, (await world.RowAsync(id)).Status);
    }

    [Fact]
    public async Task A_mail_call_that_Auth0_refused_to_take_for_its_limits_is_repeated_and_costs_no_attempt()
    {
        await using var world = await InviteWorld.StartAsync();
        world.Tenant.Faults.Add(Fault.Busy(Mail, times: 1));
        var id = await world.InviteAsync("ana@example.com");

        await world.SweepAsync();

        var waiting = await world.RowAsync(id);
        Assert.Equal((InviteStatus.Queued, WaitReason.Limit, 0), (waiting.Status, waiting.WaitReason, waiting.Attempts));
        Assert.Null(waiting.MailRequestedAt);
        Assert.NotNull((await world.ShownAsync(id)).NextAttemptAt);

        world.Pass(TimeSpan.FromMinutes(3));
        await world.SweepAsync();
        Assert.Equal(InviteStatus.Sent, (await world.RowAsync(id)).Status);
        Assert.Single(world.Tenant.Mail.To("ana@example.com"));
    }

    [Fact]
    public async Task A_missing_scope_is_named_and_the_invitation_goes_out_by_itself_once_it_is_granted()
    {
        await using var world = await InviteWorld.StartAsync();
        await world.DenyAsync("create:users");
        var id = await world.InviteAsync("ana@example.com");

        await world.SweepAsync();

        var waiting = await world.ShownAsync(id);
        Assert.Equal(InviteStatus.Queued, waiting.Status);
        Assert.Contains("create:users", waiting.WaitingFor, StringComparison.Ordinal);
        Assert.Empty(world.Accounts("ana@example.com"));

        world.Tenant.Grants.Allow(InviteWorld.Management, "create:users");
        await world.Portal.Get<AdminPortal.ManagementToken.ManagementTokenCache>().RenewAsync(CancellationToken.None);
        world.Pass(TimeSpan.FromMinutes(2));
        await world.SweepAsync();

        Assert.Equal(InviteStatus.Sent, (await world.RowAsync(id)).Status);
    }

    [Fact]
    public async Task An_account_that_somebody_made_for_themselves_is_left_untouched()
    {
        await using var world = await InviteWorld.StartAsync();
        world.SignUp("eve@example.com", used: false);
        var before = world.Account("eve@example.com");

        var id = await world.InviteAsync("eve@example.com", "Member");
        await world.SettleAsync();

        var row = await world.ShownAsync(id);
        Assert.Equal((InviteStatus.Failed, "account-exists"), (row.Status, row.Failure!.Code));
        Assert.Contains("eve@example.com", row.Failure.Why, StringComparison.Ordinal);
        Assert.NotEmpty(row.Failure.Cure);
        Assert.Equal(before, world.Account("eve@example.com"));
        Assert.Empty(world.Tenant.State.Read(tenant => tenant.RoleMembers.Where(member => member.UserId == before!.UserId).ToList()));
        Assert.Empty(world.Tenant.Mail.To("eve@example.com"));
    }

    [Fact]
    public async Task Somebody_who_uses_their_account_is_reported_as_a_member()
    {
        await using var world = await InviteWorld.StartAsync();
        world.SignUp("eve@example.com", used: true);

        var id = await world.InviteAsync("eve@example.com");
        await world.SettleAsync();

        Assert.Equal("already-member", (await world.ShownAsync(id)).Failure!.Code);
        Assert.Empty(world.Tenant.Mail.To("eve@example.com"));
    }

    [Fact]
    public async Task A_poison_row_ends_with_a_reason_and_the_others_go_out()
    {
        await using var world = await InviteWorld.StartAsync();
        world.Tenant.Faults.Add(Fault.Answer(Create, 500, containing: "poison@example.com"));
        var poison = await world.InviteAsync("poison@example.com");
        var good = await world.InviteAsync("good@example.com");

        for (var minutes = 0; minutes < 60; minutes++)
        {
            await world.SweepAsync();
            world.Pass(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(InviteStatus.Sent, (await world.RowAsync(good)).Status);
        var row = await world.ShownAsync(poison);
        Assert.Equal((InviteStatus.Failed, "auth0-fault"), (row.Status, row.Failure!.Code));
        Assert.True(world.Calls(Create) < 12);
    }

    [Fact]
    public async Task While_Auth0_answers_nobody_no_invitation_is_given_up()
    {
        await using var world = await InviteWorld.StartAsync();
        var outage = new[] { "* /api/v2/users", "* /api/v2/users/{id}", "* /api/v2/users/{id}/roles", "* /api/v2/users-by-email" }.Select(route => world.Tenant.Faults.Add(Fault.Answer(route, 503))).ToList();
        var id = await world.InviteAsync("ana@example.com");
        for (var minutes = 0; minutes < 60; minutes++)
        {
            await world.SweepAsync();
            world.Pass(TimeSpan.FromMinutes(1));
        }

        Assert.Equal((InviteStatus.Queued, WaitReason.Silence), ((await world.RowAsync(id)).Status, (await world.RowAsync(id)).WaitReason));
        Assert.True(world.Calls(Create) < 40);

        outage.ForEach(fault => world.Tenant.Faults.Remove(fault.Id));
        world.Pass(TimeSpan.FromMinutes(5));
        await world.SweepAsync();
        Assert.Equal(InviteStatus.Sent, (await world.RowAsync(id)).Status);
    }

    [Fact]
    public async Task A_reply_to_the_account_call_that_was_lost_is_made_good_by_its_fixed_id()
    {
        await using var world = await InviteWorld.StartAsync();
        world.Tenant.Faults.Add(Fault.CommitThenDrop(Create, times: 1));
        var id = await world.InviteAsync("ana@example.com");

        await world.SweepAsync();
        world.Pass(TimeSpan.FromMinutes(1));
        await world.SweepAsync();

        Assert.Single(world.Accounts("ana@example.com"));
        Assert.Single(world.Tenant.Mail.To("ana@example.com"));
        Assert.Equal(InviteStatus.Sent, (await world.RowAsync(id)).Status);
    }

    [Fact]
    public async Task A_resend_mails_a_new_link_kills_the_old_one_and_moves_the_expiry()
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await world.SentAsync("ana@example.com", "Member");
        var oldLink = world.Link("ana@example.com");
        world.Pass(TimeSpan.FromDays(3));

        var outcome = Assert.IsType<ResendOutcome.Resending>(await world.ResendAsync(id));
        await world.SweepAsync();

        Assert.Equal(("ana@example.com", world.Now + TimeSpan.FromDays(7)), (outcome.Email, outcome.ExpiresAt));
        var invite = await world.RowAsync(id);
        Assert.Equal((InviteStatus.Sent, 2), (invite.Status, invite.MailsSent));
        Assert.Equal(world.Now + TimeSpan.FromDays(7), invite.ExpiresAt);
        Assert.Single(world.Accounts("ana@example.com"));
        Assert.Equal(2, world.Tenant.Mail.To("ana@example.com").Count);
        Assert.NotEqual(oldLink, world.Link("ana@example.com"));
        Assert.False(await world.SetPasswordAsync("ana@example.com", oldLink));
        Assert.True(await world.SetPasswordAsync("ana@example.com"));
        Assert.Equal("2026-12-02T09:00:00Z", (string?)world.Account("ana@example.com")!.AppMetadata!["invitation"]!["expiry"]);
    }

    [Fact]
    public async Task Whoever_uses_the_old_link_while_a_resend_waits_is_in_and_gets_no_second_mail()
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await world.SentAsync("ana@example.com");
        await world.SetPasswordAsync("ana@example.com");

        Assert.IsType<ResendOutcome.Resending>(await world.ResendAsync(id));
        await world.SettleAsync();

        Assert.Equal(InviteStatus.Accepted, (await world.RowAsync(id)).Status);
        Assert.Single(world.Tenant.Mail.To("ana@example.com"));
    }

    [Fact]
    public async Task An_expired_invitation_that_is_sent_again_gets_a_new_account_and_a_working_link()
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await world.SentAsync("ana@example.com", "Member");
        var oldLink = world.Link("ana@example.com");
        world.Pass(TimeSpan.FromDays(8));
        await world.SettleAsync();
        Assert.Null(world.Account("ana@example.com"));

        await world.ResendAsync(id);
        await world.SweepAsync();

        Assert.Equal($"auth0|{id:N}-2", world.Account("ana@example.com")!.UserId);
        Assert.False(await world.SetPasswordAsync("ana@example.com", oldLink));
        Assert.True(await world.SetPasswordAsync("ana@example.com"));
    }

    [Fact]
    public async Task An_unconfirmed_invitation_goes_out_again_when_a_person_says_so()
    {
        await using var world = await InviteWorld.StartAsync();
        await world.DenyAsync("read:logs");
        world.Tenant.Faults.Add(Fault.CommitThenDrop(Mail, times: 1));
        var id = await world.InviteAsync("ana@example.com");
        await world.SettleAsync();

        Assert.IsType<ResendOutcome.Resending>(await world.ResendAsync(id));
        await world.SweepAsync();

        Assert.Equal(InviteStatus.Sent, (await world.RowAsync(id)).Status);
        Assert.Equal(2, world.Tenant.Mail.To("ana@example.com").Count);
    }

    [Fact]
    public async Task A_role_deleted_in_Auth0_fails_the_invitation_and_leaves_no_account()
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await world.InviteAsync("ana@example.com", "Billing");
        world.Tenant.State.Change(tenant => tenant.Roles.RemoveAll(role => role.Name == "Billing"));

        await world.SettleAsync();

        Assert.Equal("role-missing", (await world.ShownAsync(id)).Failure!.Code);
        Assert.Null(world.Account("ana@example.com"));
        Assert.Empty(world.Tenant.Mail.To("ana@example.com"));
    }

    [Theory]
    [InlineData(Create, "auth0-refused")]
    [InlineData(Mail, "mail-refused")]
    public async Task A_404_to_a_call_that_names_no_account_fails_the_invitation_and_leaves_no_account(string route, string code)
    {
        await using var world = await InviteWorld.StartAsync();
        world.Tenant.Faults.Add(Fault.Answer(route, 404));
        var id = await world.InviteAsync("ana@example.com", "Billing");

        await world.SettleAsync();

        Assert.Equal(code, (await world.ShownAsync(id)).Failure!.Code);
        Assert.Equal(1, world.Calls(route));
        Assert.Null(world.Account("ana@example.com"));
    }

    [Fact]
    public async Task A_404_to_the_roles_says_nothing_about_the_account_while_that_can_not_be_read()
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await world.InviteAsync("ana@example.com", "Billing");
        world.Tenant.Faults.Add(Fault.Answer("POST /api/v2/users/{id}/roles", 404, times: 1));
        world.Tenant.Faults.Add(Fault.Answer("GET /api/v2/users/{id}", 503, times: 2));

        await world.SweepAsync();
        Assert.Equal(1, (await world.RowAsync(id)).Generation);
        world.Pass(TimeSpan.FromMinutes(1));
        await world.SettleAsync();

        Assert.Equal(InviteStatus.Sent, (await world.RowAsync(id)).Status);
        Assert.Equal($"auth0|{id:N}-1", Assert.Single(world.Accounts("ana@example.com")).UserId);
    }

    [Fact]
    public async Task An_account_deleted_in_Auth0_while_delivery_is_under_way_is_told_and_made_anew()
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await world.InviteAsync("ana@example.com", "Billing");
        world.Tenant.Faults.Add(Fault.Answer("POST /api/v2/users/{id}/roles", 503, times: 1));
        await world.SweepAsync();
        world.Tenant.State.Change(tenant => tenant.RemoveUser(world.Account("ana@example.com")!.UserId, world.Now));

        world.Pass(TimeSpan.FromMinutes(1));
        await world.SweepAsync();
        world.Pass(TimeSpan.FromMinutes(1));
        await world.SweepAsync();

        Assert.Equal($"auth0|{id:N}-2", Assert.Single(world.Accounts("ana@example.com")).UserId);
        Assert.Contains("invite.account-missing", await world.ActionsAsync(id));
        Assert.Single(world.Tenant.Mail.To("ana@example.com"));
    }

    [Fact]
    public async Task A_chosen_last_day_does_not_move_when_sending_has_to_wait()
    {
        await using var world = await InviteWorld.StartAsync();
        var lastMoment = world.Now + TimeSpan.FromDays(3);
        world.Tenant.Faults.Add(Fault.Answer(Create, 503, times: 2));
        var outcome = Assert.IsType<InviteUsersOutcome.Recorded>(await world.AskAsync(InviteWorld.Request("ana@example.com") with { Lifetime = TimeSpan.FromDays(3), EndsBy = lastMoment }));
        var id = Assert.Single(outcome.Invited).Id;

        await world.SweepAsync();
        world.Pass(TimeSpan.FromHours(5));
        await world.SweepAsync();
        world.Pass(TimeSpan.FromHours(5));
        await world.SweepAsync();
        Assert.Equal(lastMoment, (await world.RowAsync(id)).ExpiresAt);

        // Sending it again promises a whole new lifetime.
        await world.ResendAsync(id);
        await world.SweepAsync();
        Assert.Equal(world.Now + TimeSpan.FromDays(3), (await world.RowAsync(id)).ExpiresAt);
    }

    [Fact]
    public async Task An_account_that_Auth0_fails_over_does_not_hide_that_others_have_accepted()
    {
        await using var world = await InviteWorld.StartAsync();
        var ana = await world.SentAsync("ana@example.com");
        var poison = await world.SentAsync("bo@example.com");
        await world.SetPasswordAsync("ana@example.com");
        world.Tenant.Faults.Add(Fault.Answer("GET /api/v2/users/{id}", 500, containing: poison.ToString("N")));

        await world.SettleAsync();

        Assert.Equal(InviteStatus.Accepted, (await world.RowAsync(ana)).Status);
    }

    [Fact]
    public async Task A_connection_that_is_not_enabled_for_the_portal_is_said_in_our_words_with_the_cure()
    {
        await using var world = await InviteWorld.StartAsync();
        world.Tenant.State.Change(tenant =>
        {
            var connection = tenant.Connections.Single(each => each.Name == TenantSeed.ConnectionName);
            tenant.Connections.Remove(connection);
            tenant.Connections.Add(connection with { EnabledClients = [.. connection.EnabledClients.Where(client => client != InviteWorld.Management)] });
        });
        var id = await world.InviteAsync("ana@example.com");

        await world.SettleAsync();

        var failure = (await world.ShownAsync(id)).Failure!;
        Assert.Equal("connection-not-enabled", failure.Code);
        Assert.Contains("switch the management application on", failure.Cure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_account_whose_address_was_changed_in_Auth0_gets_no_mail_for_the_old_one()
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await world.SentAsync("ana@example.com");
        world.Tenant.State.Change(tenant => tenant.PutUser(tenant.UserByEmail("ana@example.com", TenantSeed.ConnectionName)! with { Email = "other@example.com" }, world.Now));

        await world.ResendAsync(id);
        await world.SweepAsync();

        Assert.Equal("account-changed", (await world.ShownAsync(id)).Failure!.Code);
        Assert.Single(world.Tenant.Mail.All);
    }

    [Fact]
    public async Task An_account_deleted_in_Auth0_is_told_and_can_be_sent_again()
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await world.SentAsync("ana@example.com");
        world.Tenant.State.Change(tenant => tenant.RemoveUser(world.Account("ana@example.com")!.UserId, world.Now));

        // The tenant's log says nothing of it here: the daily check by id is the net.
        world.Pass(TimeSpan.FromHours(25));
        await world.SettleAsync();
        Assert.Equal("account-deleted", (await world.ShownAsync(id)).Failure!.Code);

        await world.ResendAsync(id);
        await world.SettleAsync();
        Assert.Equal(InviteStatus.Sent, (await world.RowAsync(id)).Status);
        Assert.NotNull(world.Account("ana@example.com"));
    }

    [Fact]
    public async Task Two_workers_never_hold_the_same_invitation()
    {
        await using var world = await InviteWorld.StartAsync();
        await world.InviteAsync("ana@example.com");
        var number = (await world.RowsAsync())[0].Number;
        var claims = world.Portal.Get<InviteClaims>();

        var taken = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => claims.TakeAsync(number, CancellationToken.None)));

        Assert.Single(taken, claim => claim is not null);
    }

    [Fact]
    public async Task A_worker_that_lost_its_lease_changes_nothing_any_more()
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await world.InviteAsync("ana@example.com");
        var claims = world.Portal.Get<InviteClaims>();
        var number = (await world.RowAsync(id)).Number;
        var late = await claims.TakeAsync(number, CancellationToken.None);
        world.Pass(TimeSpan.FromMinutes(1));
        var next = await claims.TakeAsync(number, CancellationToken.None);

        Assert.NotNull(next);
        Assert.False(await late!.StepAsync((invite, _) => invite.ExpectAccount(), CancellationToken.None));
        Assert.False((await world.RowAsync(id)).AccountMayExist);
    }

    [Fact]
    public async Task Logs_name_invitations_by_id_and_never_by_address_or_link()
    {
        await using var world = await InviteWorld.StartAsync(new PortalHostOptions { LogLevel = Microsoft.Extensions.Logging.LogLevel.Debug });
        var id = await world.SentAsync("ana.canary@example.com");
        await world.SetPasswordAsync("ana.canary@example.com");
        await world.SettleAsync();

        var logged = string.Join('\n', world.Portal.Log.Lines.Where(line => !line.Category.StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal)));
        Assert.Contains(id.ToString(), logged, StringComparison.Ordinal);
        Assert.DoesNotContain("ana.canary", logged, StringComparison.Ordinal);
        Assert.DoesNotContain("ticket=", logged, StringComparison.Ordinal);
    }
}
