using System.Net;
using System.Text;
using AdminPortal.Auth0;
using AdminPortal.ManagementToken;

namespace AdminPortal.Tests.ManagementToken;

public sealed class TokenTroubleTests
{
    [Fact]
    public async Task While_the_token_endpoint_is_down_for_ten_minutes_the_old_token_works_on()
    {
        await using var bench = new TokenBench();
        await bench.PassAsync(TimeSpan.FromHours(20), TimeSpan.FromMinutes(10));
        bench.Auth0.TokenReply = () => new HttpResponseMessage(HttpStatusCode.ServiceUnavailable);
        await bench.PassAsync(bench.Tokens.State.NextRenewalAt - bench.Clock.Now, TimeSpan.FromSeconds(10));
        var before = bench.Auth0.TokenRequests.Count;

        await bench.PassAsync(TimeSpan.FromMinutes(10), TimeSpan.FromSeconds(10), async () => Assert.True((await bench.CallAsync()).IsSuccessStatusCode));
        bench.Auth0.TokenReply = null;
        var attempts = bench.Auth0.TokenRequests.Count - before;
        await bench.PassAsync(TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(10));

        Assert.InRange(attempts, 5, 20);
        Assert.Equal(0, bench.Auth0.ExpiredCalls);
        Assert.Equal(2, bench.Auth0.Issued);
        Assert.Null(bench.Tokens.State.Problem);
    }

    [Theory]
    [InlineData("""{"access_token":"\ud800","expires_in":86400}""")]
    [InlineData("""{"access_token":"two\nlines","expires_in":86400}""")]
    [InlineData("""["eyJ"]""")]
    [InlineData("eyJ")]
    public async Task A_reply_that_holds_no_token_that_could_be_sent_is_no_token(string body)
    {
        await using var bench = new TokenBench();
        bench.Auth0.TokenReply = () => FakeAuth0.Json(HttpStatusCode.OK, body);

        Assert.IsType<TokenAnswer.Unavailable>(await bench.Tokens.GetAsync(CancellationToken.None));
        bench.Auth0.TokenReply = null;
        await bench.PassAsync(TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(10));
        Assert.IsType<TokenAnswer.Granted>(await bench.Tokens.GetAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Whatever_goes_wrong_in_asking_for_a_token_is_no_token_for_now_and_is_asked_again()
    {
        await using var bench = new TokenBench();
        bench.Auth0.TokenReply = () => throw new NotSupportedException("odd");

        Assert.IsType<TokenAnswer.Unavailable>(await bench.Tokens.GetAsync(CancellationToken.None));
        bench.Auth0.TokenReply = null;
        await bench.PassAsync(TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(10));
        Assert.IsType<TokenAnswer.Granted>(await bench.Tokens.GetAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_pass_that_fails_does_not_end_the_renewing()
    {
        await using var bench = new TokenBench();
        var failures = 0;
        bench.Tokens.Changed += () => _ = ++failures == 1 ? throw new InvalidCastException("odd") : 0;

        await bench.RunServiceAsync(TimeSpan.FromDays(2));

        Assert.InRange(bench.Auth0.Issued, 2, 4);
        Assert.Contains(bench.Log.Lines, line => line.Exception?.Contains("odd", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task A_look_at_the_tenant_that_fails_does_not_end_the_looking()
    {
        await using var bench = new TokenBench();
        var calls = 0;
        bench.Auth0.ApiReply = () => ++calls == 1 ? throw new InvalidCastException("odd") : FakeAuth0.Json(HttpStatusCode.OK, "[]");

        await bench.RunServiceAsync(TimeSpan.FromMinutes(30), "TenantStateService");

        Assert.NotNull(bench.Get<TenantState>().Facts.RolesReadAt);
    }

    [Fact]
    public async Task Without_any_token_callers_hear_at_once_that_there_is_none_and_do_not_storm_the_endpoint()
    {
        await using var bench = new TokenBench();
        bench.Auth0.IsDown = true;

        for (var call = 0; call < 500; call++)
        {
            Assert.IsType<TokenAnswer.Unavailable>(await bench.Tokens.GetAsync(CancellationToken.None));
        }

        Assert.Single(bench.Auth0.TokenRequests);
    }

    [Fact]
    public async Task A_refused_secret_is_followed_by_the_second_one_which_is_tried_first_from_then_on()
    {
        await using var bench = new TokenBench(withSecondSecret: true);
        bench.Auth0.Secrets.Clear();
        bench.Auth0.Secrets.Add(TokenBench.SecondSecret);

        Assert.IsType<TokenAnswer.Granted>(await bench.Tokens.RenewAsync(CancellationToken.None));
        Assert.Equal(2, bench.Auth0.TokenRequests.Count);
        Assert.True(bench.Tokens.State.UsesSecondSecret);
        Assert.IsType<TokenAnswer.Granted>(await bench.Tokens.RenewAsync(CancellationToken.None));
        Assert.Equal(3, bench.Auth0.TokenRequests.Count);

        // The rotation is over: the first setting holds the new secret.
        bench.Auth0.Secrets.Clear();
        bench.Auth0.Secrets.Add(TokenBench.FirstSecret);
        Assert.IsType<TokenAnswer.Granted>(await bench.Tokens.RenewAsync(CancellationToken.None));
        Assert.False(bench.Tokens.State.UsesSecondSecret);
    }

    [Fact]
    public async Task Two_refused_secrets_are_told_without_showing_either()
    {
        await using var bench = new TokenBench(withSecondSecret: true);
        bench.Auth0.Secrets.Clear();

        var refused = Assert.IsType<TokenAnswer.Refused>(await bench.Tokens.RenewAsync(CancellationToken.None));

        Assert.Contains("id or secret", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret\"", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(TokenBench.FirstSecret, bench.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(TokenBench.SecondSecret, bench.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_grant_is_told_in_Auth0s_words_and_does_not_use_up_the_second_secret()
    {
        await using var bench = new TokenBench(withSecondSecret: true);
        bench.Auth0.TokenReply = () => FakeAuth0.Json(HttpStatusCode.Forbidden, """{"error":"access_denied","error_description":"Client is not authorized to access \"https://company.eu.auth0.com/api/v2/\". You need to create a \"client-grant\" associated to this API."}""");

        var refused = Assert.IsType<TokenAnswer.Refused>(await bench.Tokens.RenewAsync(CancellationToken.None));

        Assert.Contains("client-grant", refused.Message, StringComparison.Ordinal);
        Assert.Single(bench.Auth0.TokenRequests);
    }

    [Fact]
    public async Task A_token_refused_with_401_is_replaced_once_and_the_call_repeated_with_the_same_body()
    {
        await using var bench = new TokenBench();
        await bench.CallAsync();
        bench.Auth0.Revoke("eyJ.fake-token-1");

        using var body = new StringContent("""{"email":"ana@example.com"}""", Encoding.UTF8, "application/json");
        var reply = await bench.CallAsync(body);

        Assert.True(reply.IsSuccessStatusCode);
        Assert.Equal(2, bench.Auth0.Issued);
        Assert.Equal(3, bench.Auth0.Calls);
        Assert.Equal(bench.Auth0.Bodies[1], bench.Auth0.Bodies[2]);
        Assert.Contains("ana@example.com", bench.Auth0.Bodies[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hundred_calls_refused_at_once_make_one_renewal()
    {
        await using var bench = new TokenBench();
        await bench.CallAsync();
        bench.Auth0.Revoke("eyJ.fake-token-1");

        var replies = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => bench.CallAsync()));

        Assert.All(replies, reply => Assert.True(reply.IsSuccessStatusCode));
        Assert.Equal(2, bench.Auth0.Issued);
    }

    [Fact]
    public async Task A_tenant_that_refuses_every_token_gets_two_tries_and_then_rest()
    {
        await using var bench = new TokenBench();
        bench.Auth0.RefusesEveryToken = true;

        var first = await bench.CallAsync();
        var later = 0;
        for (var call = 0; call < 50; call++)
        {
            try
            {
                await bench.CallAsync();
            }
            catch (NoManagementTokenException)
            {
                later++;
            }
        }

        Assert.Equal(HttpStatusCode.Unauthorized, first.StatusCode);
        Assert.Equal(50, later);
        Assert.Equal(2, bench.Auth0.Issued);
        Assert.Equal(2, bench.Auth0.Calls);
    }

    public static TheoryData<string> Nonsense => new()
    {
        "",
        "<html><title>Sign in to the hotel's network</title></html>",
        "[]",
        "{}",
        """{"access_token":"","expires_in":86400}""",
        """{"access_token":"x"}""",
        """{"access_token":"x","expires_in":"soon"}""",
        """{"access_token":"x","expires_in":-5}""",
        """{"access_token":"x","expires_in":1e300}""",
        """{"access_token":17,"expires_in":86400}""",
    };

    [Theory]
    [MemberData(nameof(Nonsense))]
    public async Task A_reply_that_holds_no_token_is_an_outage_and_no_crash(string body)
    {
        await using var bench = new TokenBench();
        bench.Auth0.TokenReply = () => FakeAuth0.Json(HttpStatusCode.OK, body);

        Assert.IsType<TokenAnswer.Unavailable>(await bench.Tokens.RenewAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_token_endpoint_that_hangs_is_given_up_after_the_time_out_on_the_portals_clock()
    {
        await using var bench = new TokenBench();
        bench.Auth0.Gate = new TaskCompletionSource();
        var renewal = bench.Tokens.RenewAsync(CancellationToken.None);
        while (bench.Auth0.TokenRequests.Count == 0)
        {
            await Task.Yield();
        }

        bench.Clock.Advance(TimeSpan.FromSeconds(31));
        var answer = await renewal;

        Assert.Contains("30 s", Assert.IsType<TokenAnswer.Unavailable>(answer).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_limit_on_tokens_is_waited_out()
    {
        await using var bench = new TokenBench();
        bench.Auth0.TokenReply = () =>
        {
            var reply = FakeAuth0.Json(HttpStatusCode.TooManyRequests, """{"error":"too_many_requests","error_description":"Client quota exceeded"}""");
            reply.Headers.TryAddWithoutValidation("Retry-After", "90");
            return reply;
        };
        await bench.Tokens.RenewAsync(CancellationToken.None);
        bench.Auth0.TokenReply = null;

        await bench.PassAsync(TimeSpan.FromSeconds(85), TimeSpan.FromSeconds(5));
        var early = bench.Auth0.TokenRequests.Count;
        await bench.PassAsync(TimeSpan.FromSeconds(40), TimeSpan.FromSeconds(5));

        Assert.Equal(1, early);
        Assert.Equal(1, bench.Auth0.Issued);
    }

    [Fact]
    public async Task Tokens_and_secrets_print_nothing()
    {
        await using var bench = new TokenBench();
        var token = Assert.IsType<TokenAnswer.Granted>(await bench.Tokens.RenewAsync(CancellationToken.None));

        Assert.Equal("(hidden)", token.Token.ToString());
        Assert.Equal("(hidden)", new Secret("s3cret").ToString());
        Assert.DoesNotContain("eyJ", token.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("eyJ", bench.Log.Text, StringComparison.Ordinal);
    }
}
