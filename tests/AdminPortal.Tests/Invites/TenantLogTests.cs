using AdminPortal.Auth0;
using AdminPortal.Invites;
using AdminPortal.Testing;
using Auth0Emulator;
using Auth0Emulator.Control;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Tests.Invites;

/// <summary>What the tenant's log tells of invitations, read once for all of them.</summary>
public class TenantLogTests
{
    private const string Ana = "ana@example.com";
    private const string ReadLogs = "GET /api/v2/logs";
    private const string ReadUser = "GET /api/v2/users/{id}";

    [Fact]
    public async Task An_acceptance_is_noticed_by_the_log_without_reading_accounts_in_turn()
    {
        await using var world = await InviteWorld.StartAsync();
        await world.SettleAsync();
        var ids = new List<Guid>();
        for (var number = 0; number < 5; number++)
        {
            ids.Add(await world.SentAsync($"person{number}@example.com"));
        }

        await world.SettleAsync();
        var readsBefore = world.Calls(ReadUser);
        await world.LiveAsync(TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(2));
        Assert.Equal(readsBefore, world.Calls(ReadUser));

        await world.SetPasswordAsync("person3@example.com");
        await world.SweepAsync();

        Assert.Equal(InviteStatus.Accepted, (await world.RowAsync(ids[3])).Status);
        Assert.Equal(4, (await world.RowsAsync()).Count(row => row.Status == InviteStatus.Sent));
    }

    [Fact]
    public async Task The_first_sign_in_is_taken_from_the_log()
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await world.SentAsync(Ana);
        await world.SetPasswordAsync(Ana);
        await world.SettleAsync();

        world.Pass(TimeSpan.FromMinutes(5));
        world.WriteLog("s", world.Account(Ana)!.UserId, Ana);
        await world.SweepAsync();

        Assert.Equal(world.Now, (await world.RowAsync(id)).FirstSignInAt);
        Assert.Equal("invite.signed-in", (await world.ActionsAsync(id))[^1]);
    }

    [Fact]
    public async Task Somebody_who_deletes_the_account_in_Auth0_ends_the_invitation_and_our_own_removal_does_not()
    {
        await using var world = await InviteWorld.StartAsync();
        var elsewhere = await world.SentAsync(Ana);
        var ours = await world.SentAsync("bo@example.com");

        Assert.IsType<Auth0Result<Done>.Ok>(await world.Portal.Get<ManagementClient>().DeleteUserAsync(world.Account(Ana)!.UserId, CancellationToken.None));
        await world.RevokeAsync(ours);
        await world.SettleAsync();

        Assert.Equal("account-deleted", (await world.ShownAsync(elsewhere)).Failure!.Code);
        Assert.Equal(InviteStatus.Revoked, (await world.RowAsync(ours)).Status);
    }

    [Fact]
    public async Task An_account_that_is_not_ours_tells_nothing_about_an_invitation_to_its_address()
    {
        await using var world = await InviteWorld.StartAsync();
        world.SignUp(Ana, used: true);
        var id = await world.InviteAsync(Ana);
        await world.SettleAsync();
        Assert.Equal("already-member", (await world.ShownAsync(id)).Failure!.Code);

        world.WriteLog("scp", world.Account(Ana)!.UserId, Ana);
        world.WriteLog("scp", null, Ana);
        world.WriteLog("sdu", world.Account(Ana)!.UserId, Ana);
        await world.SettleAsync();

        Assert.Equal(InviteStatus.Failed, (await world.RowAsync(id)).Status);
    }

    [Fact]
    public async Task A_link_tried_in_vain_stands_on_the_timeline_and_hammering_it_does_not_fill_it()
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await world.SentAsync(Ana);
        var old = world.Link(Ana);
        world.Pass(TimeSpan.FromMinutes(2));
        await world.ResendAsync(id);
        await world.SettleAsync();

        for (var times = 0; times < 30; times++)
        {
            Assert.False(await world.SetPasswordAsync(Ana, old));
        }

        await world.SettleAsync();

        var tries = (await world.DetailsAsync(id)).Timeline.Where(entry => entry.Kind == TimelineKind.LinkTried).ToList();
        Assert.Equal(10, tries.Count);
        Assert.DoesNotContain(tries, entry => entry.Text?.Contains("ticket", StringComparison.OrdinalIgnoreCase) == true);
        Assert.Equal(InviteStatus.Sent, (await world.RowAsync(id)).Status);
    }

    [Fact]
    public async Task Entries_read_twice_change_nothing_the_second_time()
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await world.SentAsync(Ana);
        var old = world.Link(Ana);
        world.Pass(TimeSpan.FromMinutes(2));
        await world.ResendAsync(id);
        await world.SettleAsync();
        await world.SetPasswordAsync(Ana, old);
        await world.SetPasswordAsync(Ana);
        await world.SettleAsync();
        var told = await world.ActionsAsync(id);

        await using (var db = await world.ContextAsync())
        {
            // As after a crash between what the entries changed and the checkpoint.
            var first = world.Tenant.State.Read(tenant => tenant.Logs[0].LogId);
            await db.TenantLogCheckpoints.ExecuteUpdateAsync(row => row.SetProperty(checkpoint => checkpoint.LogId, first));
        }

        await world.RestartAsync();
        await world.SettleAsync();

        Assert.Equal(told, await world.ActionsAsync(id));
    }

    [Fact]
    public async Task Entries_in_the_wrong_order_lead_to_the_same_end()
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await world.SentAsync(Ana);
        var read = world.Tenant.State.Read(tenant => tenant.Logs.Count);
        await world.SetPasswordAsync(Ana);
        world.WriteLog("s", world.Account(Ana)!.UserId, Ana);

        // The sign-in before the acceptance before it.
        world.Tenant.State.Change(tenant =>
        {
            var ids = tenant.Logs.Skip(read).Select(entry => entry.LogId).ToList();
            tenant.Logs.Reverse(read, ids.Count);
            for (var place = 0; place < ids.Count; place++)
            {
                tenant.Logs[read + place] = tenant.Logs[read + place] with { LogId = ids[place] };
            }
        });
        await world.SettleAsync();

        var row = await world.RowAsync(id);
        Assert.Equal(InviteStatus.Accepted, row.Status);
        Assert.NotNull(row.FirstSignInAt);
        Assert.Equal(["invite.created", "invite.mail-taken", "invite.accepted", "invite.signed-in"], await world.ActionsAsync(id));
        Assert.Null(world.Account(Ana)!.AppMetadata!["invitation"]);
    }

    [Fact]
    public async Task After_a_gap_reading_begins_at_the_newest_entry_and_every_open_invitation_is_checked_once_by_id()
    {
        await using var world = await InviteWorld.StartAsync(new PortalHostOptions { Settings = new Dictionary<string, string?> { ["Invites:AccountReadsPerSweep"] = "2" } });
        var ids = new List<Guid>();
        for (var number = 0; number < 5; number++)
        {
            ids.Add(await world.SentAsync($"person{number}@example.com"));
        }

        await world.SettleAsync();

        // Accepted while the portal was down for two days, and the entry is gone from the log.
        await world.SetPasswordAsync("person0@example.com");
        world.Tenant.State.Change(tenant => tenant.Logs.Clear());
        world.Pass(TimeSpan.FromDays(2));
        await world.RestartAsync();
        var before = world.Calls(ReadUser);
        for (var pass = 0; pass < 6; pass++)
        {
            await world.SweepAsync();
        }

        Assert.Equal(InviteStatus.Accepted, (await world.RowAsync(ids[0])).Status);
        var reads = world.Tenant.Journal.On(ReadUser).Skip(before).Select(call => call.Path).ToList();
        Assert.All(ids.Skip(1), id => Assert.Single(reads, path => path.Contains(id.ToString("N"), StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_checkpoint_that_Auth0_no_longer_knows_is_given_up_for_the_newest_entry()
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await world.SentAsync(Ana);
        await world.SettleAsync();
        world.Tenant.Faults.Add(Fault.Answer(ReadLogs, 400, times: 1));

        await world.SetPasswordAsync(Ana);
        world.Tenant.State.Change(tenant => tenant.Logs.RemoveAll(entry => entry.Type == "scp"));
        await world.SettleAsync();

        Assert.Equal(InviteStatus.Accepted, (await world.RowAsync(id)).Status);
    }

    [Fact]
    public async Task A_log_that_lags_is_told_and_acceptances_are_noticed_by_id_meanwhile()
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await world.SentAsync(Ana);
        await world.SettleAsync();
        var fault = world.Tenant.Faults.Add(Fault.Answer(ReadLogs, 500));
        await world.LiveAsync(TimeSpan.FromSeconds(70), TimeSpan.FromSeconds(10));
        Assert.Contains("more than a minute", world.Portal.Get<TenantState>().Log.Problem!, StringComparison.Ordinal);

        await world.SetPasswordAsync(Ana);
        await world.SweepAsync();
        Assert.Equal(InviteStatus.Accepted, (await world.RowAsync(id)).Status);

        world.Tenant.Faults.Remove(fault.Id);
        await world.SweepAsync();
        Assert.Null(world.Portal.Get<TenantState>().Log.Problem);
    }

    [Fact]
    public async Task Nothing_of_an_entry_but_its_error_and_address_is_kept()
    {
        await using var world = await InviteWorld.StartAsync(new PortalHostOptions { LogLevel = Microsoft.Extensions.Logging.LogLevel.Trace });
        await world.SentAsync(Ana);
        var ticket = world.Link(Ana).Split("ticket=")[1].TrimEnd('#');
        Assert.Contains(ticket, world.Tenant.State.Read(tenant => string.Concat(tenant.Logs.Select(entry => entry.Details?.ToJsonString()))), StringComparison.Ordinal);
        await world.SetPasswordAsync(Ana);
        await world.SettleAsync();

        await using var db = await world.ContextAsync();
        var kept = string.Concat(await db.AuditEntries.Select(entry => entry.Details).ToListAsync()) + string.Concat(await db.TenantLogSightings.Select(sighting => sighting.LogId).ToListAsync());
        Assert.DoesNotContain(ticket, kept, StringComparison.Ordinal);
        Assert.DoesNotContain(ticket, world.Portal.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task From_acceptance_to_the_open_pages_it_takes_less_than_five_seconds()
    {
        await using var world = await InviteWorld.StartLiveAsync();
        var id = await world.InviteAsync(Ana);
        await world.UntilAsync(id, InviteStatus.Sent, TimeSpan.FromSeconds(1));
        var before = world.Now;
        await world.SetPasswordAsync(Ana);

        await world.UntilAsync(id, InviteStatus.Accepted, TimeSpan.FromMilliseconds(500));

        Assert.InRange(world.Now - before, TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }

    [Theory]
    [InlineData("fcpr", "Self-service change password is disabled for the connection.")]
    [InlineData("fn", "550 5.1.1 mailbox does not exist")]
    [InlineData("fn", "connect ETIMEDOUT")]
    public async Task A_password_reset_that_fails_days_after_the_mail_is_another_mails_and_changes_nothing(string type, string error)
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await world.SentAsync(Ana);
        world.Pass(TimeSpan.FromDays(3));
        await world.SettleAsync();
        var told = await world.ActionsAsync(id);

        // Anybody may press "forgot password" for this address.
        world.WriteLog(type, world.Account(Ana)!.UserId, Ana, error);
        world.WriteLog(type, null, Ana, error);
        await world.SettleAsync();

        Assert.Equal((InviteStatus.Sent, 1), ((await world.RowAsync(id)).Status, (await world.RowAsync(id)).MailsSent));
        Assert.Equal(told, await world.ActionsAsync(id));
        Assert.Null(world.Portal.Get<TenantState>().MailTrouble);
        Assert.True(await world.SetPasswordAsync(Ana));
    }

    [Fact]
    public async Task A_password_reset_that_fails_while_another_mail_is_due_is_not_that_mails()
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await world.SentAsync(Ana);
        world.Pass(TimeSpan.FromDays(3));
        await world.SettleAsync();
        await world.ResendAsync(id);

        world.WriteLog("fn", world.Account(Ana)!.UserId, Ana, "550 5.1.1 mailbox does not exist");
        await world.Portal.Get<TenantLogReader>().ReadAsync(CancellationToken.None);
        await world.SettleAsync();

        Assert.Equal((InviteStatus.Sent, 2), ((await world.RowAsync(id)).Status, (await world.RowAsync(id)).MailsSent));
    }

    [Fact]
    public async Task A_mail_that_fails_a_minute_after_Auth0_took_it_is_still_this_one()
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await world.SentAsync(Ana);
        world.Pass(TimeSpan.FromMinutes(1));

        world.WriteLog("fn", world.Account(Ana)!.UserId, Ana, "550 5.1.1 mailbox does not exist");
        await world.SettleAsync();

        Assert.Equal("address-refused", (await world.ShownAsync(id)).Failure!.Code);
    }
}
