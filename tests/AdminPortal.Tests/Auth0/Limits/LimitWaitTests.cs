using System.Net;
using AdminPortal.Auth0;
using AdminPortal.Tests.ManagementToken;

namespace AdminPortal.Tests.Auth0;

/// <summary>A tenant that says 429 in whatever words, and a caller that asks again at once each time: the gate keeps the pace.</summary>
public sealed class LimitWaitTests
{
    private static readonly TimeSpan Watched = TimeSpan.FromMinutes(20);

    /// <summary>Headers of the 429; {now} stands for the tenant's UNIX second.</summary>
    public static TheoryData<string, string?> Words => new()
    {
        { "x-none", null },
        { "x-ratelimit-reset", "soon" },
        { "x-ratelimit-reset", "-5" },
        { "x-ratelimit-reset", "0" },
        { "x-ratelimit-reset", "{now}-3600" },
        { "x-ratelimit-reset", "{now}+3" },
        { "x-ratelimit-reset", "{now}+31536000" },
        { "x-ratelimit-reset", "999999999999999999999999" },
        { "Retry-After", "7" },
        { "Retry-After", "0" },
        { "Retry-After", "-7" },
        { "Retry-After", "99999999" },
        { "Retry-After", "Sun, 22 Nov 2026 08:00:00 GMT" },
        { "Retry-After", "Mon, 22 Nov 2027 08:00:00 GMT" },
        { "Retry-After", "garbage" },
    };

    [Theory]
    [MemberData(nameof(Words))]
    public async Task Whatever_a_429_says_the_next_request_goes_out_after_one_second_at_the_earliest_and_two_minutes_at_the_latest(string header, string? words)
    {
        await using var bench = new TokenBench();
        var askedAt = new List<DateTimeOffset>();
        bench.Auth0.ApiReply = () =>
        {
            askedAt.Add(bench.Clock.Now);
            return Busy(header, Spoken(words, bench.Clock.Now));
        };

        for (var until = bench.Clock.Now + Watched; bench.Clock.Now < until;)
        {
            var answer = await ToTheEndAsync(bench, bench.Management.GetUserAsync("auth0|ana", CancellationToken.None));
            var busy = Assert.IsType<Auth0Result<Auth0User>.Busy>(answer);
            Assert.InRange(busy.RetryAt - bench.Clock.Now, TimeSpan.Zero, TimeSpan.FromMinutes(2));
            bench.Clock.Advance(TimeSpan.FromMilliseconds(100));
        }

        var pauses = askedAt.Zip(askedAt.Skip(1), (one, next) => next - one).ToList();
        Assert.InRange(pauses.Count, 9, 1200);
        Assert.All(pauses, pause => Assert.InRange(pause, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(121)));

        // And then it goes on as if nothing had been.
        bench.Auth0.ApiReply = () => FakeAuth0.Json(HttpStatusCode.OK, """{"user_id":"auth0|ana","email":"ana@example.com"}""");
        bench.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.IsType<Auth0Result<Auth0User>.Ok>(await ToTheEndAsync(bench, bench.Management.GetUserAsync("auth0|ana", CancellationToken.None)));
    }

    [Fact]
    public async Task A_call_turned_away_by_a_pause_is_not_sent()
    {
        await using var bench = new TokenBench();
        bench.Auth0.ApiReply = () => Busy("Retry-After", "60");
        await bench.Management.GetUserAsync("auth0|ana", CancellationToken.None);
        var sent = bench.Auth0.Calls;

        Assert.IsType<Auth0Result<Auth0User>.Busy>(await bench.Management.CreateUserAsync(new NewUser { UserId = "x", Email = "x@example.com", Password = "p" }, CancellationToken.None));

        Assert.Equal(sent, bench.Auth0.Calls);
    }

    [Fact]
    public async Task The_time_a_call_waits_at_the_gate_does_not_count_against_its_time_out()
    {
        await using var bench = new TokenBench();
        bench.Auth0.ApiReply = () => Busy("Retry-After", "8");
        await bench.Management.GetUserAsync("auth0|ana", CancellationToken.None);
        bench.Auth0.ApiReply = () => FakeAuth0.Json(HttpStatusCode.OK, """{"user_id":"auth0|ana","email":"ana@example.com"}""");

        var calls = Enumerable.Range(0, 80).Select(_ => bench.Management.GetUserAsync("auth0|ana", CancellationToken.None)).ToList();

        foreach (var call in calls)
        {
            Assert.IsType<Auth0Result<Auth0User>.Ok>(await ToTheEndAsync(bench, call));
        }
    }

    [Fact]
    public async Task The_eleventh_mail_to_an_address_is_not_asked_for_and_other_addresses_go_on()
    {
        await using var bench = new TokenBench();
        using var http = new CountingHandler();
        var mails = bench.AuthenticationOver(http);
        for (var mail = 0; mail < 10; mail++)
        {
            Assert.IsType<Auth0Result<Done>.Ok>(await mails.ChangePasswordAsync("ana@example.com", CancellationToken.None));
        }

        var busy = Assert.IsType<Auth0Result<Done>.Busy>(await mails.ChangePasswordAsync("ana@example.com", CancellationToken.None));

        Assert.Equal(10, http.Requests);
        Assert.InRange(busy.RetryAt - bench.Clock.Now, TimeSpan.FromSeconds(55), TimeSpan.FromSeconds(62));
        Assert.IsType<Auth0Result<Done>.Ok>(await mails.ChangePasswordAsync("eve@example.com", CancellationToken.None));
        bench.Clock.Advance(busy.RetryAt - bench.Clock.Now);
        Assert.IsType<Auth0Result<Done>.Ok>(await mails.ChangePasswordAsync("ana@example.com", CancellationToken.None));
    }

    [Fact]
    public async Task A_429_about_one_address_holds_that_address_and_no_other()
    {
        await using var bench = new TokenBench();
        using var http = new CountingHandler();
        var mails = bench.AuthenticationOver(http);
        http.Reply = () => Busy("x-ratelimit-reset", Spoken("{now}+60", bench.Clock.Now), limit: "10");
        Assert.IsType<Auth0Result<Done>.Busy>(await mails.ChangePasswordAsync("ana@example.com", CancellationToken.None));
        http.Reply = null;

        Assert.IsType<Auth0Result<Done>.Ok>(await mails.ChangePasswordAsync("eve@example.com", CancellationToken.None));
        Assert.IsType<Auth0Result<Done>.Busy>(await mails.ChangePasswordAsync("ana@example.com", CancellationToken.None));

        Assert.Equal(2, http.Requests);
    }

    // Time moves only while the call waits for it.
    private static async Task<T> ToTheEndAsync<T>(TokenBench bench, Task<T> call)
    {
        while (!call.IsCompleted)
        {
            if (bench.Get<LimitGate>().Waiting > 0)
            {
                bench.Clock.Advance(TimeSpan.FromMilliseconds(100));
            }

            await Task.Yield();
        }

        return await call;
    }

    private static string? Spoken(string? words, DateTimeOffset now)
    {
        if (words is null || !words.StartsWith("{now}", StringComparison.Ordinal))
        {
            return words;
        }

        return (now.ToUnixTimeSeconds() + long.Parse(words["{now}".Length..])).ToString();
    }

    private static HttpResponseMessage Busy(string header, string? words, string? limit = null)
    {
        var reply = FakeAuth0.Json(HttpStatusCode.TooManyRequests, """{"statusCode":429,"error":"Too Many Requests","message":"Global limit has been reached","errorCode":"too_many_requests"}""");
        if (words is not null)
        {
            reply.Headers.TryAddWithoutValidation(header, words);
        }

        if (limit is not null)
        {
            reply.Headers.TryAddWithoutValidation("x-ratelimit-limit", limit);
        }

        return reply;
    }

    private sealed class CountingHandler : HttpMessageHandler
    {
        public int Requests { get; private set; }

        public Func<HttpResponseMessage>? Reply { get; set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Requests++;
            return Task.FromResult(Reply?.Invoke() ?? new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("We've just sent you an email to reset your password.") });
        }
    }
}
