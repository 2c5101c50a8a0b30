using AdminPortal.Shell;
using AdminPortal.Testing;

namespace AdminPortal.Tests.Shell;

public class CountdownTests
{
    private readonly ManualClock _clock = new();
    private int _ticks;

    [Fact]
    public void It_ticks_every_second_until_the_moment_has_come_and_then_rests()
    {
        using var countdown = new Countdown(_clock, () => _ticks++);
        countdown.RunUntil(_clock.Now.AddSeconds(3));

        _clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(2, _ticks);
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(3, _ticks);
    }

    [Fact]
    public void It_can_run_longer_than_first_said_or_stop_at_once()
    {
        using var countdown = new Countdown(_clock, () => _ticks++);
        countdown.RunUntil(_clock.Now.AddSeconds(1));
        countdown.RunUntil(_clock.Now.AddSeconds(2));
        _clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(2, _ticks);

        countdown.RunUntil(_clock.Now.AddSeconds(5));
        countdown.RunUntil(null);
        _clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(2, _ticks);
    }

    [Theory]
    [InlineData(42, "0:42")]
    [InlineData(41.2, "0:42")]
    [InlineData(60, "1:00")]
    [InlineData(725, "12:05")]
    [InlineData(0, "0:00")]
    [InlineData(-3, "0:00")]
    public void A_second_that_has_begun_counts_whole(double seconds, string told) => Assert.Equal(told, TimeWords.Countdown(TimeSpan.FromSeconds(seconds)));
}
