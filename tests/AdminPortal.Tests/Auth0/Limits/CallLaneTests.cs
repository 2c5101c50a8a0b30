using AdminPortal.Auth0;

namespace AdminPortal.Tests.Auth0;

/// <summary>Whose turn it is when calls wait for each other.</summary>
public sealed class CallLaneTests
{
    [Fact]
    public void Interactive_calls_go_before_bulk_and_bulk_gets_every_fifth()
    {
        var passes = Passes(100, CallLane.Interactive, CallLane.Bulk);

        Assert.Equal((80, 20), (passes[CallLane.Interactive], passes[CallLane.Bulk]));
    }

    [Fact]
    public void A_bulk_alone_has_the_whole_limit_but_one_in_fifty_for_the_background()
    {
        var passes = Passes(200, CallLane.Bulk, CallLane.Background);

        Assert.Equal((196, 4), (passes[CallLane.Bulk], passes[CallLane.Background]));
    }

    [Fact]
    public void With_all_three_waiting_nobody_starves()
    {
        var passes = Passes(500, CallLane.Interactive, CallLane.Bulk, CallLane.Background);

        Assert.InRange(passes[CallLane.Bulk], 95, 105);
        Assert.InRange(passes[CallLane.Background], 9, 11);
        Assert.InRange(passes[CallLane.Interactive], 380, 400);
    }

    [Fact]
    public void The_background_leaves_half_of_the_limit_to_whoever_comes()
    {
        using var bench = new GateBench("enterprise");

        var background = bench.Enter(100, LimitGroup.ReadUsers, CallLane.Background);

        Assert.Equal(26, GateBench.Out(background));
        Assert.Equal(24, GateBench.Out(bench.Enter(50)));
        bench.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(100, GateBench.Out(background));
    }

    [Fact]
    public async Task Between_two_calls_of_a_bulk_that_has_to_wait_for_its_tokens_the_background_takes_none()
    {
        using var bench = new GateBench("free");
        var bulk = bench.Enter(3, lane: CallLane.Bulk);
        bench.Answer(await bulk[0], limit: null);
        bench.Answer(await bulk[1], limit: null);
        bench.Clock.Advance(TimeSpan.FromSeconds(1.6));
        bench.Answer(await bulk[2], limit: null);

        var background = bench.Enter(lane: CallLane.Background);

        Assert.False(background.IsCompleted);
        bench.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.True(background.IsCompleted);
    }

    [Fact]
    public async Task Work_and_everything_it_starts_is_in_its_lane_until_the_scope_ends()
    {
        Assert.Equal(CallLane.Interactive, CallLanes.Current);
        using (CallLane.Bulk.Enter())
        {
            await Task.Yield();
            Assert.Equal(CallLane.Bulk, CallLanes.Current);
            Assert.Equal(CallLane.Bulk, await Task.Run(() => CallLanes.Current));
            using (CallLane.Background.Enter())
            {
                Assert.Equal(CallLane.Background, CallLanes.Current);
            }

            Assert.Equal(CallLane.Bulk, CallLanes.Current);
        }

        Assert.Equal(CallLane.Interactive, CallLanes.Current);
    }

    // In every one of these lanes somebody waits all the time.
    private static Dictionary<CallLane, int> Passes(int passes, params CallLane[] lanes)
    {
        using var bench = new GateBench("enterprise");
        bench.Enter(50);
        var waiting = lanes.ToDictionary(lane => lane, lane => bench.Enter(600, LimitGroup.Others, lane));
        while (waiting.Values.Sum(GateBench.Out) < passes)
        {
            bench.Clock.Advance(TimeSpan.FromMilliseconds(10));
        }

        return waiting.ToDictionary(lane => lane.Key, lane => GateBench.Out(lane.Value));
    }
}
