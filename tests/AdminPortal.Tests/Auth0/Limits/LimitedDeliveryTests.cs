using AdminPortal.Auth0;
using AdminPortal.Invites;
using AdminPortal.Testing;
using AdminPortal.Tests.Invites;
using Auth0Emulator.Control;
using Auth0Emulator.Limits;

namespace AdminPortal.Tests.Auth0;

/// <summary>Invitations against a tenant that keeps the limits of a plan, with the portal's own background at work.</summary>
public sealed class LimitedDeliveryTests
{
    private const string Create = "POST /api/v2/users";

    /// <summary>What Auth0 says with its 429, and the seconds it means.</summary>
    public static TheoryData<string, string, int> Pauses => new()
    {
        { "Retry-After", "60", 60 },
        { "x-ratelimit-reset", "+30", 30 },
    };

    [Theory]
    [MemberData(nameof(Pauses))]
    public async Task A_429_holds_the_whole_group_and_costs_nobody_an_attempt(string header, string words, int seconds)
    {
        await using var world = await InviteWorld.StartAsync();
        await world.SentAsync("first@example.com");
        world.Tenant.Faults.Add(Fault.Busy(Create, times: 4, headers: new Dictionary<string, string> { [header] = words }));
        await world.AskAsync(InviteWorld.Request([.. Enumerable.Range(0, 20).Select(number => $"person{number}@example.com")]));
        var before = world.Calls(Create);

        await world.SweepAsync();

        // Those that were on their way when the first one was answered, and nobody after them.
        Assert.InRange(world.Calls(Create) - before, 1, 4);
        var asked = world.Calls(Create);
        for (var second = 0; second < seconds - 2; second++)
        {
            world.Pass(TimeSpan.FromSeconds(1));
            await world.SweepAsync();
        }

        Assert.Equal(asked, world.Calls(Create));
        var waiting = (await world.RowsAsync()).Where(row => row.Status == InviteStatus.Queued).ToList();
        Assert.NotEmpty(waiting);
        Assert.All(waiting, row => Assert.Equal((WaitReason.Limit, 0), (row.WaitReason, row.Attempts)));

        // The pause is up to a fifth longer than said, so that portals don't come back together. Faults not used up make another pause.
        for (var round = 0; round < 4; round++)
        {
            world.Pass(TimeSpan.FromSeconds(seconds * 1.3));
            await world.SweepAsync();
        }

        Assert.All(await world.RowsAsync(), row => Assert.Equal((InviteStatus.Sent, 1, 0), (row.Status, row.MailsSent, row.Attempts)));
    }

    [Fact]
    public async Task Somebody_who_invites_one_person_does_not_wait_for_a_bulk_to_be_through_and_the_bulk_goes_on()
    {
        await using var world = await InviteWorld.StartLiveAsync(new PortalHostOptions { RateLimits = RateLimitPlan.Free });
        await world.AddBulkAsync(100);
        await DriveAsync(world, () => Task.FromResult(world.Calls(Create) >= 20));
        var bulkBefore = world.Calls(Create);

        var id = await world.InviteAsync("ana@example.com", "Member");
        await DriveAsync(world, async () => (await world.RowAsync(id)).Status == InviteStatus.Sent);

        // Two calls of its own at two a second, behind one bulk call each at worst; the bulk has minutes to go.
        Assert.True(world.Calls(Create) < 60, $"{world.Calls(Create)} accounts had been made before this one person's mail went out.");
        await DriveAsync(world, () => Task.FromResult(world.Calls(Create) > bulkBefore + 10));
    }

    [Fact]
    public async Task A_bulk_goes_on_while_single_invitations_keep_coming()
    {
        await using var world = await InviteWorld.StartLiveAsync(new PortalHostOptions { RateLimits = RateLimitPlan.EnterpriseNonProduction });
        for (var batch = 0; batch < 4; batch++)
        {
            await world.AskAsync(InviteWorld.Request([.. Enumerable.Range(batch * 20, 20).Select(number => $"person{number}@example.com")]));
        }

        await world.AddBulkAsync(10);

        await DriveAsync(world, async () => (await world.RowsAsync()).Any(row => row is { IsBulk: true, Status: InviteStatus.Sent }));

        Assert.Contains(await world.RowsAsync(), row => row is { IsBulk: false, Status: InviteStatus.Queued });
    }

    // Time moves on when every worker waits at the gate; otherwise only after the workers have had a moment.
    private static async Task DriveAsync(InviteWorld world, Func<Task<bool>> isThere)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        var gate = world.Portal.Get<LimitGate>();
        for (var step = 1; ; step++)
        {
            if (gate.Waiting < 8)
            {
                await world.Tenant.Journal.QuietAsync(patience.Token);
            }

            if (step % 4 == 0 && await isThere())
            {
                return;
            }

            world.Pass(TimeSpan.FromMilliseconds(50));
        }
    }
}
