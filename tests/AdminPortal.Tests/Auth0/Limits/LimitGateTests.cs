using AdminPortal.Auth0;

namespace AdminPortal.Tests.Auth0;

/// <summary>The gate before every call: how many go out when, and in which order.</summary>
public sealed class LimitGateTests
{
    // Half a minute, in milliseconds.
    private const int Long = 30_000;

    [Theory]
    [InlineData("free", LimitGroup.Others, 2)]
    [InlineData("enterprise", LimitGroup.WriteUsers, 50)]
    [InlineData("enterprise-nonproduction", LimitGroup.ReadUsers, 10)]
    [InlineData("professional", LimitGroup.ReadUsers, 40)]
    [InlineData("professional", LimitGroup.Others, 10)]
    public async Task A_burst_goes_out_at_once_and_what_exceeds_it_waits(string plan, LimitGroup group, int burst)
    {
        using var bench = new GateBench(plan);

        var calls = bench.Enter(burst + 3, group);

        Assert.Equal(burst, GateBench.Out(calls));
        bench.Clock.Advance(TimeSpan.FromSeconds(10));
        await Task.WhenAll(calls);
    }

    /// <summary>Bucket by bucket, the tenant's period beginning at any moment: group, tokens at once, so many more, each milliseconds.</summary>
    public static TheoryData<string, LimitGroup, int, int, int> Buckets => new()
    {
        { "free", LimitGroup.Others, 2, 2, 1000 },
        { "enterprise", LimitGroup.Others, 50, 16, 1000 },
        { "enterprise-nonproduction", LimitGroup.Others, 10, 2, 1000 },
        { "professional", LimitGroup.WriteUsers, 20, 1, 300 },
        { "professional", LimitGroup.Others, 10, 1, 400 },
        { "professional", LimitGroup.ReadUsers, 40, 1, 120 },
        { "professional", LimitGroup.Authentication, 25, 25, 1000 },
        { "free", LimitGroup.Authentication, 300, 1, 200 },
    };

    [Theory]
    [MemberData(nameof(Buckets))]
    public async Task A_full_flow_never_outruns_the_tenant_whenever_its_period_begins_and_uses_nearly_all_of_it(string plan, LimitGroup group, int burst, int refill, int every)
    {
        foreach (var phase in Enumerable.Range(0, 4).Select(quarter => (every * quarter / 4) + 1))
        {
            var tenant = new TenantBucket(burst, refill, every, phase);
            await Flow(plan, group, tenant, new Distance(0, 0), (_, waiting) => 16 - waiting);

            Assert.Equal(0, tenant.Refused);
            Assert.InRange(tenant.Taken, (burst + (refill * (Long / every))) * 0.95, int.MaxValue);
        }
    }

    [Theory]
    [MemberData(nameof(Buckets))]
    public async Task Calls_that_take_now_longer_now_less_long_to_arrive_don_t_outrun_it_either(string plan, LimitGroup group, int burst, int refill, int every)
    {
        for (var seed = 0; seed < 4; seed++)
        {
            var tenant = new TenantBucket(burst, refill, every, new Random(seed).Next(1, every));
            await Flow(plan, group, tenant, new Distance(20, 40, seed), (_, waiting) => 16 - waiting);

            Assert.InRange(tenant.Refused, 0, tenant.Taken / 500);
            Assert.InRange(tenant.Taken, (burst + (refill * (Long / every))) * 0.85, int.MaxValue);
        }
    }

    [Theory]
    [MemberData(nameof(Buckets))]
    public async Task Bursts_and_pauses_in_any_order_never_outrun_the_tenant(string plan, LimitGroup group, int burst, int refill, int every)
    {
        for (var seed = 0; seed < 4; seed++)
        {
            var random = new Random(seed);
            var tenant = new TenantBucket(burst, refill, every, random.Next(1, every));
            var next = 0;
            await Flow(plan, group, tenant, new Distance(0, 0), (at, waiting) =>
            {
                if (at < next || waiting > burst)
                {
                    return 0;
                }

                next = at + random.Next(1, every * 4);
                return random.Next(0, burst + 1);
            });

            Assert.Equal(0, tenant.Refused);
            Assert.NotEqual(0, tenant.Taken);
        }
    }

    [Theory]
    [MemberData(nameof(Buckets))]
    public async Task Where_answers_say_what_is_left_uneven_ways_cost_next_to_nothing_of_the_rate(string plan, LimitGroup group, int burst, int refill, int every)
    {
        for (var seed = 0; seed < 4; seed++)
        {
            var tenant = new TenantBucket(burst, refill, every, new Random(seed).Next(1, every)) { Tells = true };
            await Flow(plan, group, tenant, new Distance(20, 40, seed), (_, waiting) => 16 - waiting);

            Assert.InRange(tenant.Refused, 0, tenant.Taken / 500);
            Assert.InRange(tenant.Taken, (burst + (refill * (Long / every))) * 0.93, int.MaxValue);
        }
    }

    [Theory]
    [MemberData(nameof(Buckets))]
    public async Task Nor_do_bursts_and_pauses_outrun_a_tenant_that_says_what_is_left(string plan, LimitGroup group, int burst, int refill, int every)
    {
        for (var seed = 0; seed < 8; seed++)
        {
            var random = new Random(seed);
            var tenant = new TenantBucket(burst, refill, every, random.Next(1, every)) { Tells = true };
            var next = 0;
            await Flow(plan, group, tenant, new Distance(20, 40, seed), (at, waiting) =>
            {
                if (at < next || waiting > burst)
                {
                    return 0;
                }

                next = at + random.Next(1, every * 4);
                return random.Next(0, burst + 1);
            });

            Assert.InRange(tenant.Refused, 0, tenant.Taken / 100);
            Assert.NotEqual(0, tenant.Taken);
        }
    }

    [Fact]
    public void A_call_that_never_gets_an_answer_gives_its_token_back()
    {
        using var bench = new GateBench("free");

        var calls = bench.Enter(6);
        bench.Clock.Advance(TimeSpan.FromSeconds(7));

        Assert.Equal(6, GateBench.Out(calls));
    }

    [Fact]
    public void Groups_with_a_bucket_of_their_own_don_t_wait_for_each_other()
    {
        using var bench = new GateBench("professional");

        var others = bench.Enter(30, LimitGroup.Others);
        var users = bench.Enter(20, LimitGroup.WriteUsers);

        Assert.Equal((10, 20), (GateBench.Out(others), GateBench.Out(users)));
    }

    [Fact]
    public void Where_all_groups_share_a_bucket_they_wait_for_each_other()
    {
        using var bench = new GateBench("free");

        var others = bench.Enter(2, LimitGroup.Others);
        var users = bench.Enter(LimitGroup.WriteUsers);

        Assert.Equal(2, GateBench.Out(others));
        Assert.False(users.IsCompleted);
    }

    [Fact]
    public async Task A_factor_multiplies_burst_and_rate()
    {
        using var bench = new GateBench("enterprise", factor: 10);

        var calls = bench.Enter(800);
        Assert.Equal(500, GateBench.Out(calls));
        foreach (var call in calls.Take(500))
        {
            bench.Answer(await call, limit: null);
        }

        bench.Clock.Advance(TimeSpan.FromSeconds(2.1));
        Assert.InRange(GateBench.Out(calls), 650, 680);
    }

    [Fact]
    public void Without_a_plan_nothing_waits()
    {
        using var bench = new GateBench("off");

        Assert.Equal(1000, GateBench.Out(bench.Enter(1000)));
        Assert.True(bench.Enter(LimitGroup.Others, CallLane.Background).IsCompleted);
    }

    [Fact]
    public async Task A_429_stops_the_whole_group_and_afterwards_no_burst_follows()
    {
        using var bench = new GateBench("professional");
        bench.Refuse(await bench.Enter(LimitGroup.WriteUsers), TimeSpan.FromSeconds(5));

        var held = bench.Enter(12, LimitGroup.WriteUsers);
        var others = bench.Enter(LimitGroup.Others);

        Assert.True(others.IsCompleted);
        bench.Clock.Advance(TimeSpan.FromSeconds(4.9));
        Assert.Equal(0, GateBench.Out(held));
        bench.Clock.Advance(TimeSpan.FromSeconds(0.2));
        Assert.InRange(GateBench.Out(held), 1, 17);
        await Task.WhenAll(held.Take(1));
    }

    [Fact]
    public async Task A_call_that_would_wait_long_for_a_pause_is_told_at_once_when_to_come_back()
    {
        using var bench = new GateBench("free");
        var first = await bench.Enter();
        var queued = bench.Enter(3);

        bench.Refuse(first, TimeSpan.FromSeconds(60));

        Assert.All(queued.Skip(1), call => Assert.True(call.IsCompleted));
        Assert.Equal(bench.Clock.Now + TimeSpan.FromSeconds(60), Assert.IsType<LimitEntry.Closed>(await queued[2]).Until);
        Assert.IsType<LimitEntry.Closed>(await bench.Enter(LimitGroup.ReadUsers));
        Assert.True(bench.Gate.TurnsAway(LimitGroup.ReadUsers));
        Assert.False(bench.Gate.TurnsAway(LimitGroup.Authentication));

        bench.Clock.Advance(TimeSpan.FromSeconds(51));
        var last = bench.Enter();
        Assert.False(last.IsCompleted);
        bench.Clock.Advance(TimeSpan.FromSeconds(10));
        Assert.IsType<LimitEntry.Open>(await last);
    }

    [Fact]
    public async Task A_reply_that_knows_of_fewer_tokens_than_we_do_counts()
    {
        using var bench = new GateBench("enterprise-nonproduction");
        var entry = await bench.Enter();

        bench.Answer(entry, limit: 10, remaining: 3);

        Assert.Equal(3, GateBench.Out(bench.Enter(9)));
    }

    [Fact]
    public async Task Replies_that_all_tell_of_the_same_shortage_count_it_once()
    {
        using var bench = new GateBench("enterprise-nonproduction");
        var entries = await Task.WhenAll(bench.Enter(3));

        // Somebody else has taken three; the calls arrived in the order in which they went.
        for (var at = 0; at < 3; at++)
        {
            bench.Answer(entries[at], limit: 10, remaining: 6 - at);
        }

        Assert.Equal(4, GateBench.Out(bench.Enter(9)));
    }

    [Fact]
    public async Task Calls_that_overtook_each_other_are_no_shortage()
    {
        using var bench = new GateBench("enterprise-nonproduction");
        var entries = await Task.WhenAll(bench.Enter(3));

        bench.Answer(entries[0], limit: 10, remaining: 7);
        bench.Answer(entries[1], limit: 10, remaining: 8);
        bench.Answer(entries[2], limit: 10, remaining: 9);

        Assert.Equal(7, GateBench.Out(bench.Enter(9)));
    }

    [Fact]
    public async Task When_somebody_else_has_used_up_the_limit_the_group_waits_for_the_reset()
    {
        using var bench = new GateBench("enterprise-nonproduction");

        bench.Answer(await bench.Enter(), limit: 10, remaining: 0);

        var next = bench.Enter();
        bench.Clock.Advance(TimeSpan.FromSeconds(0.9));
        Assert.False(next.IsCompleted);
        bench.Clock.Advance(TimeSpan.FromSeconds(0.2));
        Assert.True(next.IsCompleted);
    }

    [Fact]
    public async Task Figures_of_a_bucket_we_keep_no_count_of_change_nothing()
    {
        using var bench = new GateBench("enterprise");

        bench.Answer(await bench.Enter(LimitGroup.ReadEmailTemplates), limit: 15, remaining: 0);

        Assert.Equal(49, GateBench.Out(bench.Enter(60)));
    }

    [Fact]
    public async Task A_caller_that_gives_up_leaves_its_place()
    {
        using var bench = new GateBench("free");
        bench.Enter(2);
        using var impatient = new CancellationTokenSource();
        var gone = bench.Enter(cancellationToken: impatient.Token);
        var next = bench.Enter();

        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone);

        bench.Clock.Advance(TimeSpan.FromSeconds(2.1));
        Assert.True(next.IsCompleted);
    }

    [Fact]
    public async Task A_clock_that_is_set_back_does_not_close_the_gate()
    {
        using var bench = new GateBench("free");
        var clock = new Auth0Emulator.Tenant.TenantClock(bench.Clock);
        using var gate = new LimitGate(bench.Plan, bench.Tenant, clock, Microsoft.Extensions.Logging.Abstractions.NullLogger<LimitGate>.Instance);
        await gate.EnterAsync(LimitGroup.Others, CallLane.Interactive, default);
        await gate.EnterAsync(LimitGroup.Others, CallLane.Interactive, default);

        clock.MoveBy(TimeSpan.FromHours(-1));

        var next = gate.EnterAsync(LimitGroup.Others, CallLane.Interactive, default);
        bench.Clock.Advance(TimeSpan.FromSeconds(2.1));
        Assert.True(next.IsCompleted);
    }

    // Half a minute of calls, with a tenant some way off. What comes at this millisecond is said by the test, which hears how many wait.
    private static async Task Flow(string plan, LimitGroup group, TenantBucket tenant, Distance distance, Func<int, int, int> comes)
    {
        using var bench = new GateBench(plan);
        var waiting = new List<Task<LimitEntry>>();
        var events = new PriorityQueue<Action, int>();
        for (var at = 0; at <= Long; at++)
        {
            waiting.AddRange(bench.Enter(comes(at, waiting.Count), group));
            for (var happened = true; happened;)
            {
                foreach (var call in waiting.Where(call => call.IsCompletedSuccessfully))
                {
                    var (entry, there, back) = (await call, at + distance.Next(), distance.Next());
                    events.Enqueue(() => Arrive(entry, there, back), there);
                }

                waiting.RemoveAll(call => call.IsCompleted);
                happened = events.TryPeek(out var next, out var due) && due <= at;
                if (happened)
                {
                    events.Dequeue();
                    next!();
                }
            }

            bench.Clock.Advance(TimeSpan.FromMilliseconds(1));
        }

        void Arrive(LimitEntry entry, int there, int back)
        {
            int? left = tenant.Take(there) ? tenant.Tokens : null;
            events.Enqueue(() => bench.Answer(entry, tenant.Tells ? tenant.Burst : null, tenant.Tells ? left : null), there + back);
        }
    }

    // How many milliseconds a message takes one way.
    private sealed class Distance(int least, int spread, int seed = 0)
    {
        private readonly Random _random = new(seed);

        public int Next() => least + _random.Next(0, spread + 1);
    }

    // Auth0's bucket: filled up at moments that come regularly, whatever the callers do.
    private sealed class TenantBucket(int burst, int refill, int every, int phase)
    {
        private int _next = phase;

        /// <summary>Whether its answers say what is left, as Auth0's do.</summary>
        public bool Tells { get; init; }

        public int Burst { get; } = burst;

        public int Tokens { get; private set; } = burst;

        public int Taken { get; private set; }

        public int Refused { get; private set; }

        public bool Take(int at)
        {
            for (; _next <= at; _next += every)
            {
                Tokens = Math.Min(Burst, Tokens + refill);
            }

            var allowed = Tokens > 0;
            Tokens -= allowed ? 1 : 0;
            Taken += allowed ? 1 : 0;
            Refused += allowed ? 0 : 1;
            return allowed;
        }
    }
}
