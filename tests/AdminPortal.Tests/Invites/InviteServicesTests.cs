using AdminPortal.Invites;
using AdminPortal.Testing;
using Auth0Emulator;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AdminPortal.Tests.Invites;

/// <summary>The background work as it runs in the portal.</summary>
public class InviteServicesTests
{
    [Fact]
    public async Task An_invitation_goes_out_at_once_without_waiting_for_a_sweep()
    {
        await using var world = await InviteWorld.StartLiveAsync();

        var id = await world.InviteAsync("ana@example.com", "Member");

        await world.Tenant.MailToAsync("ana@example.com");
        await world.UntilAsync(id, InviteStatus.Sent);
    }

    [Fact]
    public async Task A_password_that_was_set_turns_the_invitation_Accepted_within_a_sweep()
    {
        await using var world = await InviteWorld.StartLiveAsync();
        var id = await world.InviteAsync("ana@example.com");
        await world.UntilAsync(id, InviteStatus.Sent);

        Assert.True(await world.SetPasswordAsync("ana@example.com"));

        await world.UntilAsync(id, InviteStatus.Accepted, step: TimeSpan.FromSeconds(4));
    }

    [Fact]
    public async Task A_scope_that_comes_back_sends_what_waited_for_it_without_anybodys_doing()
    {
        await using var world = await InviteWorld.StartLiveAsync();
        world.Tenant.Grants.Deny(InviteWorld.Management, "create:users");
        await world.Portal.Get<AdminPortal.ManagementToken.ManagementTokenCache>().RenewAsync(CancellationToken.None);
        var id = await world.InviteAsync("ana@example.com");
        await world.Tenant.Journal.UntilAsync(journal => journal.Any(entry => entry is { Method: "POST", Path: "/api/v2/users", Status: 403 }));

        world.Tenant.Grants.Allow(InviteWorld.Management, "create:users");

        await world.UntilAsync(id, InviteStatus.Sent, step: TimeSpan.FromSeconds(10));
        Assert.Single(world.Tenant.Mail.To("ana@example.com"));
    }

    [Fact]
    public async Task A_pass_that_fails_does_not_end_delivery()
    {
        await using var world = await InviteWorld.StartLiveAsync();
        await RunAsync(world, "ALTER TABLE Invites RENAME TO Hidden");
        world.Portal.Get<WakeUp>().Ring();
        world.Pass(TimeSpan.FromSeconds(4));
        await UntilLoggedAsync(world, line => line.Category == typeof(InviteDeliveryService).FullName && line.Level >= LogLevel.Error);
        await RunAsync(world, "ALTER TABLE Hidden RENAME TO Invites");

        var id = await world.InviteAsync("ana@example.com");

        await world.UntilAsync(id, InviteStatus.Sent, step: TimeSpan.FromSeconds(4));
    }

    [Fact]
    public async Task A_stop_lets_what_is_in_flight_finish_and_starts_nothing_new()
    {
        await using var world = await InviteWorld.StartLiveAsync(new PortalHostOptions { Settings = new Dictionary<string, string?> { ["Invites:Parallel"] = "1" } });
        var gate = world.Tenant.Gates.HoldReply("POST /api/v2/users");
        var first = await world.InviteAsync("first@example.com");
        await gate.ArrivedAsync();
        var second = await world.InviteAsync("second@example.com");

        var stop = world.Portal.Services.GetServices<IHostedService>().OfType<InviteDeliveryService>().Single().StopAsync(CancellationToken.None);
        gate.Release();
        await stop;

        Assert.Equal(InviteStatus.Sent, (await world.RowAsync(first)).Status);
        Assert.Equal(InviteStatus.Queued, (await world.RowAsync(second)).Status);
        Assert.Empty(world.Accounts("second@example.com"));
    }

    [Fact]
    public async Task Revoking_while_sending_never_leaves_a_live_link_whatever_the_moment()
    {
        const int Invitations = 60;
        await using var world = await InviteWorld.StartLiveAsync();
        var random = new Random(20261122);
        var ids = new List<Guid>();
        var revocations = new List<Task<RevokeOutcome>>();
        for (var number = 0; number < Invitations; number++)
        {
            var id = await world.InviteAsync($"person{number}@example.com", "Member");
            ids.Add(id);
            var calls = random.Next(0, 8);
            revocations.Add(Task.Run(async () =>
            {
                // At the moment when Auth0 has been asked this many things about this invitation, or is through with it.
                await world.Tenant.Journal.UntilAsync(journal => calls == 0 || journal.Count(entry => About(entry.Path + entry.Body, id)) >= Math.Min(calls, 2) || world.Tenant.Mail.To($"person{ids.IndexOf(id)}@example.com").Count > 0);
                return await world.RevokeAsync(id);
            }));
        }

        var outcomes = await Task.WhenAll(revocations);
        for (var at = 0; at < Invitations; at++)
        {
            Assert.IsType<RevokeOutcome.Revoking>(outcomes[at]);
            await world.UntilAsync(ids[at], InviteStatus.Revoked, step: TimeSpan.FromSeconds(4));
            var email = $"person{at}@example.com";
            Assert.Empty(world.Accounts(email));
            Assert.True(world.Tenant.Mail.To(email).Count <= 1);
            Assert.False(world.Tenant.Mail.To(email).Count == 1 && await world.SetPasswordAsync(email));
        }
    }

    private static async Task UntilLoggedAsync(InviteWorld world, Func<LogLine, bool> line)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!world.Portal.Log.Lines.Any(line))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, patience.Token);
        }
    }

    private static bool About(string text, Guid id) => text.Contains(id.ToString("N"), StringComparison.Ordinal);

    private static async Task RunAsync(InviteWorld world, string sql)
    {
        await using var db = await world.ContextAsync();
        await db.Database.ExecuteSqlRawAsync(sql);
    }
}
