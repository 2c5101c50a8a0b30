using AdminPortal.ManagementToken;

namespace AdminPortal.Tests.ManagementToken;

public sealed class TokenLifeTests
{
    public static TheoryData<int, int, int> Lives => new()
    {
        // token's life in minutes, step in minutes, skew of Auth0's clock in minutes
        { 1440, 5, 0 },
        { 1440, 5, 5 },
        { 1440, 5, -5 },
        { 60, 1, 0 },
        { 60, 1, 5 },
        { 60, 1, -5 },
    };

    [Theory]
    [MemberData(nameof(Lives))]
    public async Task Thirty_days_make_no_call_with_an_expired_token_and_at_most_a_quarter_more_renewals_than_needed(int life, int step, int skew)
    {
        await using var bench = new TokenBench();
        bench.Auth0.Lifetime = TimeSpan.FromMinutes(life);
        bench.Auth0.Skew = TimeSpan.FromMinutes(skew);

        await bench.PassAsync(TimeSpan.FromDays(30), TimeSpan.FromMinutes(step), async () => Assert.True((await bench.CallAsync()).IsSuccessStatusCode));

        Assert.Equal(30 * 1440 / step, bench.Auth0.Calls);
        Assert.Equal(0, bench.Auth0.ExpiredCalls);
        var needed = 30.0 * 1440 / life;
        Assert.InRange(bench.Auth0.Issued / needed, 1.0, 1.25);
    }

    [Fact]
    public async Task Thirty_days_in_which_Auth0s_clock_is_set_five_minutes_forth_and_back_make_no_call_with_an_expired_token()
    {
        await using var bench = new TokenBench();
        var steps = 0;

        await bench.PassAsync(TimeSpan.FromDays(30), TimeSpan.FromMinutes(5), async () =>
        {
            bench.Auth0.Skew = TimeSpan.FromMinutes((++steps / 100 % 3 - 1) * 5);
            await bench.CallAsync();
        });

        Assert.Equal(0, bench.Auth0.ExpiredCalls);
    }

    [Fact]
    public async Task A_token_whose_renewal_fails_to_its_end_is_given_up_before_it_expires_even_if_the_clocks_drift_by_five_minutes()
    {
        await using var bench = new TokenBench();
        Assert.True((await bench.CallAsync()).IsSuccessStatusCode);
        bench.Auth0.Skew = TimeSpan.FromMinutes(5);
        bench.Auth0.TokenReply = () => throw new HttpRequestException(HttpRequestError.ConnectionError);
        var refused = 0;

        await bench.PassAsync(TimeSpan.FromHours(25), TimeSpan.FromSeconds(30), async () =>
        {
            try
            {
                await bench.CallAsync();
            }
            catch (NoManagementTokenException)
            {
                refused++;
            }
        });

        Assert.Equal(0, bench.Auth0.ExpiredCalls);
        Assert.InRange(refused, 60 * 2, (60 + 10) * 2);
    }

    [Fact]
    public async Task The_hosted_service_renews_by_itself_before_the_token_expires()
    {
        await using var bench = new TokenBench();

        await bench.RunServiceAsync(TimeSpan.FromDays(5));

        Assert.InRange(bench.Auth0.Issued, 5, 7);
        var waited = bench.Auth0.TokenRequests.Zip(bench.Auth0.TokenRequests.Skip(1), (one, next) => next - one);
        Assert.All(waited, pause => Assert.InRange(pause, TimeSpan.FromHours(20), TimeSpan.FromHours(23.5)));
    }

    [Fact]
    public async Task A_hundred_callers_at_once_make_one_renewal()
    {
        await using var bench = new TokenBench();
        bench.Auth0.Gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        var callers = Enumerable.Range(0, 100).Select(_ => bench.Tokens.GetAsync(CancellationToken.None).AsTask()).ToArray();
        bench.Auth0.Gate.SetResult();
        var answers = await Task.WhenAll(callers);

        Assert.Equal(1, bench.Auth0.Issued);
        Assert.All(answers, answer => Assert.IsType<TokenAnswer.Granted>(answer));
    }

    [Fact]
    public async Task A_caller_that_gives_up_does_not_take_the_renewal_from_the_others()
    {
        await using var bench = new TokenBench();
        bench.Auth0.Gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var impatient = new CancellationTokenSource();

        var first = bench.Tokens.GetAsync(impatient.Token).AsTask();
        var second = bench.Tokens.GetAsync(CancellationToken.None).AsTask();
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        bench.Auth0.Gate.SetResult();

        Assert.IsType<TokenAnswer.Granted>(await second);
    }

    [Fact]
    public async Task What_may_be_shown_is_expiry_renewals_scopes_and_the_last_problem()
    {
        await using var bench = new TokenBench();
        Assert.Null(bench.Tokens.State.ExpiresAt);

        await bench.Tokens.RenewAsync(CancellationToken.None);
        var fresh = bench.Tokens.State;
        bench.Auth0.IsDown = true;
        await bench.Tokens.RenewAsync(CancellationToken.None);
        var stale = bench.Tokens.State;

        Assert.Equal(bench.Clock.Now + TimeSpan.FromDays(1), fresh.ExpiresAt);
        Assert.Equal(bench.Clock.Now, fresh.RenewedAt);
        Assert.InRange(fresh.NextRenewalAt, bench.Clock.Now + TimeSpan.FromHours(20), bench.Clock.Now + TimeSpan.FromHours(22));
        Assert.Equal(["create:users", "read:users"], fresh.Scopes!.Order());
        Assert.Null(fresh.Problem);
        Assert.Equal(fresh.ExpiresAt, stale.ExpiresAt);
        Assert.Contains("can't be reached", stale.Problem, StringComparison.Ordinal);
    }
}
