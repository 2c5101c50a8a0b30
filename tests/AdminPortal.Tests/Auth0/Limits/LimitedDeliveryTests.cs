using AdminPortal.Auth0;
using AdminPortal.Invites;
using AdminPortal.Testing;
using AdminPortal.Tests.Invites;
using Auth0Emulator.Control;
using Auth0Emulator.Limits;
using Xunit.Abstractions;

namespace AdminPortal.Tests.Auth0;

/// <summary>Invitations against a tenant that keeps the limits of a plan, with the portal's own background at work.</summary>
public sealed class LimitedDeliveryTests(ITestOutputHelper output)
{
    private const string Create = "POST /api/v2/users";
    private const int People = 60;

    /// <summary>Every plan, and how long its limits take for the calls of sixty invitations, in seconds: one user, one role, one mail each.</summary>
    public static TheoryData<string, double> Plans => new()
    {
        { "free", ((People * 2) - 2) / 2.0 },
        { "professional", (People - 10) / 2.5 },
        { "enterprise", ((People * 2) - 50) / 16.0 },
        { "enterprise-nonproduction", ((People * 2) - 10) / 2.0 },
    };

    [Theory]
    [MemberData(nameof(Plans))]
    public async Task On_every_plan_sixty_invitations_go_out_at_its_rate_and_429s_stay_under_one_percent(string name, double idealSeconds)
    {
        var plan = RateLimitPlan.All.Single(plan => plan.Name == name);
        await using var world = await InviteWorld.StartLiveAsync(new PortalHostOptions { RateLimits = plan });
        var begunAt = world.Now;

        for (var batch = 0; batch < People / 20; batch++)
        {
            await world.AskAsync(world.WithRoles(InviteWorld.Request([.. Enumerable.Range(batch * 20, 20).Select(number => $"person{number}@example.com")]), "Member"));
        }

        await UntilAllSentAsync(world);

        var took = world.Now - begunAt;
        var calls = world.Tenant.Journal.Requests.Where(request => request.Path.StartsWith("/api/v2/", StringComparison.Ordinal) || request.Path.StartsWith("/dbconnections", StringComparison.Ordinal)).ToList();
        var busy = calls.Count(call => call.Status == 429);
        output.WriteLine($"{name}: {calls.Count} calls, {busy} times 429 ({100.0 * busy / calls.Count:0.00} %), {took.TotalSeconds:0.0} s, ideal {idealSeconds:0.0} s ({100 * idealSeconds / took.TotalSeconds:0} %)");
        Assert.True(busy <= calls.Count / 100.0, $"{busy} of {calls.Count} calls were answered 429.");
        Assert.All(await world.RowsAsync(), row => Assert.Equal((0, 1), (row.Attempts, row.MailsSent)));
        Assert.All(Enumerable.Range(0, People), number => Assert.Single(world.Tenant.Mail.To($"person{number}@example.com")));
        Assert.Equal(name, world.Portal.Get<TenantState>().Facts.LimitPlan);

        // One look before Auth0 has said which plan it is; a page more here or there, and rarer looks after it.
        // The last few are in hand rather than queued.
        var queuedFor = world.Tenant.Journal.On(Create)[^12].At - begunAt;
        var looks = world.Tenant.Journal.On("GET /api/v2/logs").Count(look => look.At >= begunAt && look.At < begunAt + queuedFor);
        var logLimit = LimitPlan.Sold.Single(sold => sold.Name == name).LimitOf(LimitGroup.ReadLogs)!;
        var allowed = 3 + (0.05 * logLimit.Refill * (queuedFor / logLimit.Every));
        output.WriteLine($"{looks} looks into the log while work was queued, {allowed:0.0} allowed");
        Assert.True(looks <= allowed, $"{looks} looks into the log in {queuedFor.TotalSeconds:0} s are more than a twentieth of what the tenant allows.");

        // How much longer it takes says how busy this machine is; that the gate gives nearly all of a plan's rate is shown on the gate alone.
        Assert.InRange(took.TotalSeconds, idealSeconds * 0.95, double.MaxValue);
    }

    // Seconds from now, because the local tenant's Date header shows the machine's clock, not the tenant's; the other ways of saying it have a test of their own.
    [Theory]
    [InlineData(60)]
    [InlineData(15)]
    public async Task A_429_holds_the_whole_group_and_costs_nobody_an_attempt(int seconds)
    {
        await using var world = await InviteWorld.StartAsync();
        await world.SentAsync("first@example.com");
        world.Tenant.Faults.Add(Fault.Busy(Create, times: 4, headers: new Dictionary<string, string> { ["Retry-After"] = $"{seconds}" }));
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
        var (invitedAt, bulkBefore) = (world.Now, world.Calls(Create));

        var id = await world.InviteAsync("ana@example.com", "Member");
        await DriveAsync(world, async () => (await world.RowAsync(id)).Status == InviteStatus.Sent);

        // Two calls of its own at two a second, behind one bulk call each at worst; a hundred take a minute and a half.
        output.WriteLine($"{(world.Now - invitedAt).TotalSeconds:0.0} s");
        Assert.InRange(world.Now - invitedAt, TimeSpan.Zero, TimeSpan.FromSeconds(6));
        await DriveAsync(world, () => Task.FromResult(world.Calls(Create) > bulkBefore + 10));
    }

    [Fact]
    public async Task A_mail_that_the_portal_itself_holds_back_is_not_told_as_Auth0s_word()
    {
        const string Ana = "ana@example.com";
        await using var world = await InviteWorld.StartAsync();
        var id = await world.InviteAsync(Ana);
        for (var mail = 0; mail < MailAllowance.Burst; mail++)
        {
            world.Portal.Get<MailAllowance>().Take(Ana);
        }

        await world.SweepAsync();

        var row = await world.RowAsync(id);
        Assert.Equal((InviteStatus.Queued, WaitReason.Limit), (row.Status, row.WaitReason));
        Assert.Equal("This address has had as many emails as Auth0 sends to one; the portal waits until it may ask for the next.", row.WaitingFor);
        var told = (await world.DetailsAsync(id)).Timeline[0];
        Assert.DoesNotContain("Auth0 asked", told.Title + told.Text, StringComparison.Ordinal);

        world.Pass(TimeSpan.FromMinutes(2));
        await world.SettleAsync();
        Assert.Equal(InviteStatus.Sent, (await world.RowAsync(id)).Status);
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

    private static Task UntilAllSentAsync(InviteWorld world) =>
        DriveAsync(world, async () => world.Tenant.Mail.All.Count >= People && (await world.RowsAsync()).All(row => row.Status == InviteStatus.Sent));

    // Time moves on when no call is under way and nothing new comes, or a call would seem to take the seconds that only this test let pass.
    private static async Task DriveAsync(InviteWorld world, Func<Task<bool>> isThere)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        var gate = world.Portal.Get<LimitGate>();
        for (var step = 1; ; step++)
        {
            do
            {
                await world.Tenant.Journal.QuietAsync(patience.Token);
            }
            while (gate.UnderWay > 0);

            if (step % 4 == 0 && await isThere())
            {
                return;
            }

            world.Pass(TimeSpan.FromMilliseconds(50));
        }
    }
}
