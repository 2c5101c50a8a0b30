using AdminPortal.Invites;
using AdminPortal.Testing;
using Auth0Emulator;
using Auth0Emulator.Control;

namespace AdminPortal.Tests.Invites;

/// <summary>What is taken back in Auth0 when an invitation is withdrawn, expires or fails.</summary>
public class InviteClosingTests
{
    private const string Create = "POST /api/v2/users";
    private const string Mail = "POST /dbconnections/change_password";

    [Fact]
    public async Task Revoking_kills_the_link_and_removes_the_unused_account()
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await world.SentAsync("ana@example.com", "Member");
        var link = world.Link("ana@example.com");

        Assert.IsType<RevokeOutcome.Revoking>(await world.RevokeAsync(id));
        Assert.Equal(InviteStatus.Revoking, (await world.ShownAsync(id)).Status);
        await world.SweepAsync();

        var invite = await world.RowAsync(id);
        Assert.Equal(InviteStatus.Revoked, invite.Status);
        Assert.NotNull(invite.AccountRemovedAt);
        Assert.Null(world.Account("ana@example.com"));
        Assert.False(await world.SetPasswordAsync("ana@example.com", link));
        Assert.Equal(["invite.created", "invite.mail-taken", "invite.revoke-asked-for", "invite.revoked"], await world.ActionsAsync(id));
    }

    [Fact]
    public async Task Revoking_before_anything_went_to_Auth0_sends_no_mail_and_is_done_at_once()
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await world.InviteAsync("ana@example.com");

        await world.RevokeAsync(id);
        Assert.Equal(InviteStatus.Revoked, (await world.ShownAsync(id)).Status);
        await world.SettleAsync();

        Assert.Equal(0, world.Calls(Create));
        Assert.Empty(world.Tenant.Mail.All);
    }

    [Fact]
    public async Task Revoking_twice_says_that_it_is_revoked_already()
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await world.SentAsync("ana@example.com");

        await world.RevokeAsync(id);
        Assert.IsType<RevokeOutcome.AlreadyRevoked>(await world.RevokeAsync(id));
        await world.SweepAsync();
        Assert.IsType<RevokeOutcome.AlreadyRevoked>(await world.RevokeAsync(id));
    }

    [Fact]
    public async Task Revoking_after_the_password_was_set_ends_in_Accepted_with_a_usable_account()
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await world.SentAsync("ana@example.com");
        await world.SetPasswordAsync("ana@example.com");

        await world.RevokeAsync(id);
        await world.SettleAsync();

        Assert.Equal(InviteStatus.Accepted, (await world.RowAsync(id)).Status);
        var account = world.Account("ana@example.com")!;
        Assert.NotEqual(true, account.Blocked);
        Assert.Null(account.AppMetadata?["invitation"]);
        Assert.Equal(["invite.created", "invite.mail-taken", "invite.revoke-asked-for", "invite.accepted"], await world.ActionsAsync(id));
    }

    [Fact]
    public async Task A_password_set_while_the_account_is_being_blocked_wins_and_the_account_is_unblocked()
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await world.SentAsync("ana@example.com");
        await world.RevokeAsync(id);

        var gate = world.Tenant.Gates.HoldReply("PATCH /api/v2/users/{id}");
        var pass = world.SweepAsync();
        await gate.ArrivedAsync();
        Assert.True(await world.SetPasswordAsync("ana@example.com"));
        gate.Release();
        await pass;
        await world.SettleAsync();

        Assert.Equal(InviteStatus.Accepted, (await world.RowAsync(id)).Status);
        Assert.NotEqual(true, world.Account("ana@example.com")!.Blocked);
    }

    [Theory]
    [InlineData("GET /api/v2/users/{id}")]
    [InlineData("PATCH /api/v2/users/{id}")]
    [InlineData("POST /api/v2/tickets/password-change")]
    [InlineData("DELETE /api/v2/users/{id}")]
    public async Task A_crash_anywhere_in_a_revocation_is_finished_by_the_next_pass(string route)
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await world.SentAsync("ana@example.com");
        await world.RevokeAsync(id);

        await world.CrashAtAsync(world.Tenant.Gates.HoldReply(route));
        world.Pass(TimeSpan.FromMinutes(1));
        await world.SettleAsync();

        Assert.Equal(InviteStatus.Revoked, (await world.RowAsync(id)).Status);
        Assert.Null(world.Account("ana@example.com"));
    }

    [Fact]
    public async Task Revoking_while_the_account_is_being_made_leaves_no_account_and_no_mail()
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await world.InviteAsync("ana@example.com");

        var gate = world.Tenant.Gates.HoldReply(Create);
        var pass = world.SweepAsync();
        await gate.ArrivedAsync();
        await world.RevokeAsync(id);
        gate.Release();
        await pass;
        await world.SettleAsync();

        Assert.Equal(InviteStatus.Revoked, (await world.RowAsync(id)).Status);
        Assert.Null(world.Account("ana@example.com"));
        Assert.Empty(world.Tenant.Mail.All);
    }

    [Fact]
    public async Task A_failing_resend_does_not_put_off_a_revocation_asked_for_meanwhile()
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await world.SentAsync("ana@example.com");
        var link = world.Link("ana@example.com");
        await world.ResendAsync(id);

        world.Tenant.Faults.Add(Fault.CommitThenDrop("PATCH /api/v2/users/{id}", times: 1));
        var gate = world.Tenant.Gates.HoldReply("PATCH /api/v2/users/{id}");
        var pass = world.SweepAsync();
        await gate.ArrivedAsync();
        await world.RevokeAsync(id);
        gate.Release();
        await pass;

        Assert.True((await world.RowAsync(id)).NextAttemptAt <= world.Now);
        await world.SweepAsync();
        Assert.Equal(InviteStatus.Revoked, (await world.RowAsync(id)).Status);
        Assert.False(await world.SetPasswordAsync("ana@example.com", link));
        Assert.DoesNotContain("invite.waits", await world.ActionsAsync(id));
    }

    [Fact]
    public async Task Revoking_while_the_mail_is_on_its_way_leaves_a_dead_link()
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await world.InviteAsync("ana@example.com");

        var gate = world.Tenant.Gates.HoldReply(Mail);
        var pass = world.SweepAsync();
        await gate.ArrivedAsync();
        await world.RevokeAsync(id);
        gate.Release();
        await pass;
        await world.SettleAsync();

        Assert.Equal(InviteStatus.Revoked, (await world.RowAsync(id)).Status);
        Assert.Null(world.Account("ana@example.com"));
        Assert.False(await world.SetPasswordAsync("ana@example.com"));
    }

    [Fact]
    public async Task A_revocation_for_which_Auth0_has_no_account_is_recorded_as_done()
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await world.SentAsync("ana@example.com");
        world.Tenant.State.Change(tenant => tenant.RemoveUser(world.Account("ana@example.com")!.UserId, world.Now));

        await world.RevokeAsync(id);
        await world.SweepAsync();

        Assert.Equal(InviteStatus.Revoked, (await world.RowAsync(id)).Status);
    }

    [Fact]
    public async Task A_lapsed_invitation_reads_Expired_at_once_and_its_account_goes_with_the_next_sweep()
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await world.SentAsync("ana@example.com");
        var link = world.Link("ana@example.com");
        world.Pass(TimeSpan.FromDays(7));

        Assert.Equal(InviteStatus.Expired, (await world.ShownAsync(id)).Status);
        Assert.Equal(InviteStatus.Sent, (await world.RowAsync(id)).Status);
        await world.SettleAsync();

        Assert.Equal(InviteStatus.Expired, (await world.RowAsync(id)).Status);
        Assert.Null(world.Account("ana@example.com"));
        Assert.False(await world.SetPasswordAsync("ana@example.com", link));
        Assert.Equal(["invite.created", "invite.mail-taken", "invite.expired", "invite.account-removed"], await world.ActionsAsync(id));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Whoever_was_revoked_or_let_it_lapse_gets_no_account_by_asking_for_a_new_password(bool isRevoked)
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await world.SentAsync("ana@example.com", "Member");
        await (isRevoked ? world.RevokeAsync(id) : Task.CompletedTask);
        world.Pass(TimeSpan.FromDays(isRevoked ? 0 : 7));
        using var browser = world.Portal.NewBrowser();

        // In the time before the account is taken back, and when it is gone.
        await browser.ForgetPasswordAsync("ana@example.com");
        var links = world.Tenant.Mail.To("ana@example.com").Select(mail => mail.PasswordLink()).ToList();
        await world.SettleAsync();
        await browser.ForgetPasswordAsync("ana@example.com");

        Assert.Equal(2, links.Count);
        Assert.Equal(links, world.Tenant.Mail.To("ana@example.com").Select(mail => mail.PasswordLink()));
        foreach (var link in links)
        {
            Assert.False(await world.SetPasswordAsync("ana@example.com", link));
        }

        Assert.Null(world.Account("ana@example.com"));
        Assert.Equal(isRevoked ? InviteStatus.Revoked : InviteStatus.Expired, (await world.RowAsync(id)).Status);
    }

    [Fact]
    public async Task Whoever_asks_for_a_new_password_and_sets_it_before_the_end_is_in()
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await world.SentAsync("ana@example.com", "Member");
        using var browser = world.Portal.NewBrowser();

        await browser.ForgetPasswordAsync("ana@example.com");
        Assert.True(await world.SetPasswordAsync("ana@example.com"));
        await world.SettleAsync();

        Assert.Equal(InviteStatus.Accepted, (await world.RowAsync(id)).Status);
        Assert.NotNull(world.Account("ana@example.com"));
    }

    [Fact]
    public async Task A_password_set_before_expiry_counts_even_if_nobody_looked_until_later()
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await world.SentAsync("ana@example.com");
        await world.SetPasswordAsync("ana@example.com");
        world.Pass(TimeSpan.FromDays(9));

        await world.SettleAsync();

        Assert.Equal(InviteStatus.Accepted, (await world.RowAsync(id)).Status);
        Assert.NotNull(world.Account("ana@example.com"));
    }

    [Fact]
    public async Task A_new_invitation_waits_until_the_account_of_the_earlier_one_is_gone()
    {
        await using var world = await InviteWorld.StartAsync();
        var earlier = await world.SentAsync("ana@example.com");
        world.Pass(TimeSpan.FromDays(8));
        var blocked = world.Tenant.Faults.Add(Fault.Answer("DELETE /api/v2/users/{id}", 500));

        var later = await world.InviteAsync("ana@example.com");
        await world.SettleAsync();
        Assert.Equal((InviteStatus.Queued, WaitReason.EarlierAccount), ((await world.RowAsync(later)).Status, (await world.RowAsync(later)).WaitReason));
        Assert.Single(world.Tenant.Mail.All);

        world.Tenant.Faults.Remove(blocked.Id);
        for (var minutes = 0; minutes < 10; minutes++)
        {
            world.Pass(TimeSpan.FromMinutes(1));
            await world.SweepAsync();
        }

        Assert.Equal(InviteStatus.Expired, (await world.RowAsync(earlier)).Status);
        Assert.Equal(InviteStatus.Sent, (await world.RowAsync(later)).Status);
        Assert.Equal($"auth0|{later:N}-1", world.Account("ana@example.com")!.UserId);
    }

    [Fact]
    public async Task A_resend_that_meets_a_half_removed_account_starts_afresh()
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await world.SentAsync("ana@example.com");
        world.Pass(TimeSpan.FromDays(8));
        await world.CrashAtAsync(world.Tenant.Gates.HoldReply("POST /api/v2/tickets/password-change"));
        Assert.True(world.Account("ana@example.com")!.Blocked);

        await world.ResendAsync(id);
        world.Pass(TimeSpan.FromMinutes(1));
        await world.SettleAsync();

        Assert.Equal(InviteStatus.Sent, (await world.RowAsync(id)).Status);
        Assert.NotEqual(true, world.Account("ana@example.com")!.Blocked);
        Assert.True(await world.SetPasswordAsync("ana@example.com"));
    }

    [Fact]
    public async Task A_missing_scope_for_taking_back_is_named_and_taking_back_goes_on_later()
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await world.SentAsync("ana@example.com");
        world.Tenant.Grants.Deny(InviteWorld.Management, "delete:users");
        await world.Portal.Get<AdminPortal.ManagementToken.ManagementTokenCache>().RenewAsync(CancellationToken.None);

        await world.RevokeAsync(id);
        await world.SweepAsync();
        var row = await world.ShownAsync(id);
        Assert.Equal(InviteStatus.Revoking, row.Status);
        Assert.Contains("delete:users", row.WaitingFor, StringComparison.Ordinal);

        world.Tenant.Grants.Allow(InviteWorld.Management, "delete:users");
        await world.Portal.Get<AdminPortal.ManagementToken.ManagementTokenCache>().RenewAsync(CancellationToken.None);
        world.Pass(TimeSpan.FromMinutes(2));
        await world.SweepAsync();
        Assert.Equal(InviteStatus.Revoked, (await world.RowAsync(id)).Status);
    }
}
