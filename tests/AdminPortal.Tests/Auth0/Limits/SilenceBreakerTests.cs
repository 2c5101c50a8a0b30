using AdminPortal.Auth0;
using AdminPortal.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace AdminPortal.Tests.Auth0;

/// <summary>While Auth0 answers nobody, one call at a time finds out when it is back.</summary>
public sealed class SilenceBreakerTests
{
    private readonly ManualClock _clock = new();
    private readonly TenantState _tenant;
    private readonly SilenceBreaker _breaker;

    public SilenceBreakerTests()
    {
        _tenant = new TenantState(_clock);
        _breaker = new SilenceBreaker(_tenant, _clock, new Random(1), NullLogger<SilenceBreaker>.Instance);
    }

    [Fact]
    public void Two_lost_calls_change_nothing_and_an_answer_in_between_starts_the_count_anew()
    {
        _tenant.HeardNothing();
        _tenant.HeardNothing();
        Assert.Equal(Passage.Open, _breaker.Ask());

        _tenant.Heard();
        _tenant.HeardNothing();
        _tenant.HeardNothing();

        Assert.Equal(Passage.Open, _breaker.Ask());
        Assert.Null(_tenant.SilentSince);
    }

    [Fact]
    public void After_three_nothing_goes_out_but_one_trial_after_each_pause()
    {
        FallSilent();
        Assert.Equal(Passage.Shut, _breaker.Ask());

        _clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(Passage.Trial, _breaker.Ask());
        Assert.Equal(Passage.Shut, _breaker.Ask());

        _tenant.HeardNothing();
        _breaker.TrialOver(inVain: true);
        Assert.Equal(Passage.Shut, _breaker.Ask());
    }

    [Fact]
    public void The_pauses_grow_to_half_a_minute_and_no_further()
    {
        FallSilent();
        var trials = 0;
        for (var second = 0; second < 30 * 60; second++)
        {
            if (_breaker.Ask() == Passage.Trial)
            {
                trials++;
                _tenant.HeardNothing();
                _breaker.TrialOver(inVain: true);
                Assert.InRange(_breaker.UntilTrial!.Value, TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(30));
            }

            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.InRange(trials, 60, 85);
    }

    [Fact]
    public void One_answer_opens_the_way_for_all()
    {
        FallSilent();
        _clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(Passage.Trial, _breaker.Ask());

        _tenant.Heard();
        _breaker.TrialOver(inVain: false);

        Assert.Equal(Passage.Open, _breaker.Ask());
        Assert.Null(_breaker.UntilTrial);
    }

    [Fact]
    public void A_trial_that_never_went_out_leaves_the_next_one_to_another_call()
    {
        FallSilent();
        _clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(Passage.Trial, _breaker.Ask());

        _breaker.TrialOver(inVain: false);

        Assert.Equal(Passage.Trial, _breaker.Ask());
    }

    [Fact]
    public void A_new_silence_begins_with_the_short_pause_again()
    {
        FallSilent();
        for (var round = 0; round < 10; round++)
        {
            _clock.Advance(TimeSpan.FromSeconds(30));
            Assert.Equal(Passage.Trial, _breaker.Ask());
            _tenant.HeardNothing();
            _breaker.TrialOver(inVain: true);
        }

        _tenant.Heard();
        Assert.Equal(Passage.Open, _breaker.Ask());
        FallSilent();
        _breaker.Ask();
        _clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(Passage.Trial, _breaker.Ask());
    }

    private void FallSilent()
    {
        for (var call = 0; call < 3; call++)
        {
            _tenant.HeardNothing();
        }

        _breaker.Ask();
    }
}
