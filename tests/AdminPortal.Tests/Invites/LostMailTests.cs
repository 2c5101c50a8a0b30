using AdminPortal.Invites;
using AdminPortal.Testing;
using Auth0Emulator;
using Auth0Emulator.Control;

namespace AdminPortal.Tests.Invites;

/// <summary>A mail request whose answer was lost is settled by the tenant's log and never repeated blindly.</summary>
public class LostMailTests
{
    private const string Ana = "ana@example.com";
    private const string Mail = "POST /dbconnections/change_password";
    private const string ReadLogs = "GET /api/v2/logs";

    [Fact]
    public async Task A_crash_after_the_mail_was_asked_for_ends_Sent_by_evidence_with_one_mail()
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await world.InviteAsync(Ana);

        await world.CrashAtAsync(world.Tenant.Gates.HoldReply(Mail));
        world.Pass(TimeSpan.FromMinutes(1));
        await world.SettleAsync();

        Assert.Equal(InviteStatus.Sent, (await world.RowAsync(id)).Status);
        Assert.Single(world.Tenant.Mail.To(Ana));
        Assert.Equal(["invite.created", "invite.mail-lost", "invite.mail-found"], await world.ActionsAsync(id));
    }

    [Fact]
    public async Task A_crash_before_Auth0_heard_of_the_mail_sends_it_once_the_log_proves_that_none_went_out()
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await world.InviteAsync(Ana);
        await world.CrashUnheardAtAsync(Mail);

        world.Pass(TimeSpan.FromMinutes(1));
        await world.SettleAsync();
        Assert.Empty(world.Tenant.Mail.To(Ana));
        Assert.Equal((InviteStatus.Queued, WaitReason.Evidence), ((await world.RowAsync(id)).Status, (await world.RowAsync(id)).WaitReason));

        // Nothing else happens in this tenant: the portal itself makes the entry that shows that time has passed.
        await world.LiveAsync(TimeSpan.FromMinutes(6), TimeSpan.FromSeconds(10));

        Assert.Equal(InviteStatus.Sent, (await world.RowAsync(id)).Status);
        Assert.Single(world.Tenant.Mail.To(Ana));
        Assert.Equal(["invite.created", "invite.mail-lost", "invite.mail-absent", "invite.mail-taken"], await world.ActionsAsync(id));
    }

    [Fact]
    public async Task A_lost_answer_is_found_in_the_log_within_seconds()
    {
        await using var world = await InviteWorld.StartAsync();
        world.Tenant.Faults.Add(Fault.CommitThenDrop(Mail, times: 1));
        var id = await world.InviteAsync(Ana);

        await world.LiveAsync(TimeSpan.FromSeconds(8), TimeSpan.FromSeconds(2));

        Assert.Equal(InviteStatus.Sent, (await world.RowAsync(id)).Status);
        Assert.Single(world.Tenant.Mail.To(Ana));
    }

    [Fact]
    public async Task A_call_that_hangs_is_given_up_and_not_repeated_while_Auth0_may_still_act()
    {
        await using var world = await InviteWorld.StartAsync(new PortalHostOptions { Settings = new Dictionary<string, string?> { ["Auth0:Timeout"] = "00:00:10" } });
        var gate = world.Tenant.Gates.HoldCall(Mail);
        var id = await world.InviteAsync(Ana);
        var pass = world.SweepAsync();
        await gate.ArrivedAsync();
        world.Pass(TimeSpan.FromSeconds(11));
        await pass;
        Assert.Equal(WaitReason.Evidence, (await world.RowAsync(id)).WaitReason);
        await world.LiveAsync(TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(5));

        // Only now Auth0 gets round to it.
        gate.Release();
        await world.Tenant.MailToAsync(Ana);
        await world.LiveAsync(TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(10));

        Assert.Equal(InviteStatus.Sent, (await world.RowAsync(id)).Status);
        Assert.Single(world.Tenant.Mail.To(Ana));
        Assert.Equal(1, world.Calls(Mail));
    }

    [Fact]
    public async Task Without_the_scope_for_the_log_a_lost_answer_is_Not_confirmed_and_says_why()
    {
        await using var world = await InviteWorld.StartAsync();
        await world.DenyAsync("read:logs");
        world.Tenant.Faults.Add(Fault.CommitThenDrop(Mail, times: 1));
        var id = await world.InviteAsync(Ana);

        await world.LiveAsync(TimeSpan.FromHours(24), TimeSpan.FromHours(1));

        Assert.Equal(InviteStatus.Unconfirmed, (await world.RowAsync(id)).Status);
        Assert.Single(world.Tenant.Mail.To(Ana));
        Assert.Contains("may or may not have sent", (await world.ShownAsync(id)).Failure!.Why, StringComparison.Ordinal);
        Assert.Contains((await world.DetailsAsync(id)).Timeline, entry => entry.Kind == TimelineKind.NotConfirmed && entry.Text!.Contains("read:logs", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_log_that_can_not_be_read_for_too_long_leaves_it_Not_confirmed_and_evidence_that_comes_late_still_counts()
    {
        await using var world = await InviteWorld.StartAsync();
        var unreadable = world.Tenant.Faults.Add(Fault.Answer(ReadLogs, 500));
        world.Tenant.Faults.Add(Fault.CommitThenDrop(Mail, times: 1));
        var id = await world.InviteAsync(Ana);

        await world.LiveAsync(TimeSpan.FromMinutes(20), TimeSpan.FromSeconds(20));
        Assert.Equal(InviteStatus.Unconfirmed, (await world.RowAsync(id)).Status);

        world.Tenant.Faults.Remove(unreadable.Id);
        await world.SettleAsync();

        Assert.Equal(InviteStatus.Sent, (await world.RowAsync(id)).Status);
        Assert.Single(world.Tenant.Mail.To(Ana));
    }

    [Fact]
    public async Task A_log_with_a_gap_proves_nothing()
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await world.InviteAsync(Ana);
        await world.CrashAtAsync(world.Tenant.Gates.HoldReply(Mail));

        // Down for longer than any plan keeps its log for certain: what is in it now may not be all there was.
        world.Pass(TimeSpan.FromHours(30));
        await world.LiveAsync(TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(20));

        Assert.Equal(InviteStatus.Unconfirmed, (await world.RowAsync(id)).Status);
        Assert.Single(world.Tenant.Mail.To(Ana));
    }

    [Fact]
    public async Task Evidence_is_right_though_the_clocks_differ_by_five_minutes()
    {
        foreach (var ahead in new[] { TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(-5) })
        {
            await using var world = await InviteWorld.StartAsync();
            world.Tenant.Clock.MoveBy(ahead);
            world.Pass(TimeSpan.FromMinutes(10));
            await world.SweepAsync();
            var lost = await world.InviteAsync("lost@example.com");
            await world.CrashUnheardAtAsync(Mail);
            world.Tenant.Faults.Add(Fault.CommitThenDrop(Mail, times: 1));
            var taken = await world.InviteAsync("taken@example.com");

            await world.LiveAsync(TimeSpan.FromMinutes(8), TimeSpan.FromSeconds(10));

            Assert.Equal(InviteStatus.Sent, (await world.RowAsync(lost)).Status);
            Assert.Equal(InviteStatus.Sent, (await world.RowAsync(taken)).Status);
            Assert.Single(world.Tenant.Mail.To("lost@example.com"));
            Assert.Single(world.Tenant.Mail.To("taken@example.com"));
        }
    }

    [Fact]
    public async Task Revoking_what_waits_for_evidence_takes_the_account_away_without_waiting()
    {
        await using var world = await InviteWorld.StartAsync();
        world.Tenant.Faults.Add(Fault.Answer(ReadLogs, 500));
        world.Tenant.Faults.Add(Fault.CommitThenDrop(Mail, times: 1));
        var id = await world.InviteAsync(Ana);
        await world.SweepAsync();

        Assert.IsType<RevokeOutcome.Revoking>(await world.RevokeAsync(id));
        await world.SettleAsync();

        Assert.Equal(InviteStatus.Revoked, (await world.RowAsync(id)).Status);
        Assert.Null(world.Account(Ana));
        Assert.False(await world.SetPasswordAsync(Ana));
    }

    [Fact]
    public async Task The_first_mails_entry_that_comes_late_is_no_evidence_of_a_resend_seconds_later()
    {
        await using var world = await InviteWorld.StartAsync();
        world.Tenant.Faults.Add(Fault.Answer(ReadLogs, 500, times: 1));
        var id = await world.SentAsync(Ana);
        world.Pass(TimeSpan.FromSeconds(3));
        Assert.IsType<ResendOutcome.Resending>(await world.ResendAsync(id));
        await world.CrashUnheardAtAsync(Mail);

        world.Pass(TimeSpan.FromMinutes(1));
        await world.LiveAsync(TimeSpan.FromMinutes(6), TimeSpan.FromSeconds(10));

        Assert.Equal((InviteStatus.Sent, 2), ((await world.RowAsync(id)).Status, (await world.RowAsync(id)).MailsSent));
        Assert.Equal(2, world.Tenant.Mail.To(Ana).Count);
        Assert.Contains("invite.mail-absent", await world.ActionsAsync(id));
    }

    [Fact]
    public async Task A_resend_seconds_later_whose_answer_is_lost_is_found_by_its_own_entry()
    {
        await using var world = await InviteWorld.StartAsync();
        world.Tenant.Faults.Add(Fault.Answer(ReadLogs, 500, times: 1));
        var id = await world.SentAsync(Ana);
        world.Pass(TimeSpan.FromSeconds(3));
        Assert.IsType<ResendOutcome.Resending>(await world.ResendAsync(id));
        world.Tenant.Faults.Add(Fault.CommitThenDrop(Mail, times: 1));

        await world.LiveAsync(TimeSpan.FromMinutes(6), TimeSpan.FromSeconds(10));

        Assert.Equal((InviteStatus.Sent, 2), ((await world.RowAsync(id)).Status, (await world.RowAsync(id)).MailsSent));
        Assert.Equal(2, world.Tenant.Mail.To(Ana).Count);
        Assert.DoesNotContain("invite.mail-absent", await world.ActionsAsync(id));
    }
}
