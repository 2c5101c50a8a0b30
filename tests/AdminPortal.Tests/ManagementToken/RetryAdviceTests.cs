using System.Globalization;
using System.Net;
using AdminPortal.ManagementToken;
using AdminPortal.Testing;

namespace AdminPortal.Tests.ManagementToken;

public sealed class RetryAdviceTests
{
    private readonly ManualClock _clock = new();

    public static TheoryData<string?, string?, double, double> Replies => new()
    {
        // Retry-After, x-ratelimit-reset (relative to now when it starts with +), least and most seconds to wait
        { "10", null, 10, 12 },
        { "0", null, 1, 1.2 },
        { "-30", null, 4.9, 6 },
        { "31536000", null, 96, 120 },
        { "soon", null, 4.9, 6 },
        { "99999999999999999999999999", null, 96, 120 },
        { null, "+30", 30, 36 },
        { null, "+0", 1, 1.2 },
        { null, "+-86400", 1, 1.2 },
        { null, "+31536000", 96, 120 },
        { null, "tomorrow", 4.9, 6 },
        { null, "-5", 4.9, 6 },
        { null, null, 4.9, 6 },
        { "7", "+90", 7, 8.4 },
        { "garbage", "+90", 90, 108 },
    };

    [Theory]
    [MemberData(nameof(Replies))]
    public void A_limit_is_waited_out_for_one_to_a_hundred_and_twenty_seconds_whatever_the_headers_say(string? retryAfter, string? reset, double least, double most)
    {
        for (var seed = 0; seed < 50; seed++)
        {
            var wait = Wait(Reply(retryAfter, reset), new Random(seed));
            Assert.InRange(wait.TotalSeconds, least, most);
        }
    }

    [Fact]
    public void A_reset_is_read_against_Auth0s_own_clock()
    {
        var auth0Now = _clock.Now + TimeSpan.FromMinutes(5);
        using var reply = new HttpResponseMessage(HttpStatusCode.TooManyRequests);
        reply.Headers.Date = auth0Now;
        reply.Headers.TryAddWithoutValidation("x-ratelimit-reset", (auth0Now.ToUnixTimeSeconds() + 20).ToString(CultureInfo.InvariantCulture));

        Assert.InRange(Wait(reply, new Random(1)).TotalSeconds, 20, 24);
    }

    [Fact]
    public void A_date_to_come_back_at_is_read_against_Auth0s_own_clock()
    {
        using var reply = new HttpResponseMessage(HttpStatusCode.TooManyRequests);
        reply.Headers.Date = _clock.Now - TimeSpan.FromMinutes(5);
        reply.Headers.TryAddWithoutValidation("Retry-After", (_clock.Now - TimeSpan.FromMinutes(5) + TimeSpan.FromSeconds(40)).ToString("R", CultureInfo.InvariantCulture));

        Assert.InRange(Wait(reply, new Random(1)).TotalSeconds, 40, 48);
    }

    [Fact]
    public void Those_who_were_told_the_same_do_not_come_back_together()
    {
        var waits = Enumerable.Range(0, 20).Select(seed => Wait(Reply("60", null), new Random(seed))).Distinct().Count();

        Assert.InRange(waits, 15, 20);
    }

    private TimeSpan Wait(HttpResponseMessage reply, Random random) => RetryAdvice.RetryAt(reply, _clock, random) - _clock.Now;

    private HttpResponseMessage Reply(string? retryAfter, string? reset)
    {
        var reply = new HttpResponseMessage(HttpStatusCode.TooManyRequests);
        if (retryAfter is not null)
        {
            reply.Headers.TryAddWithoutValidation("Retry-After", retryAfter);
        }

        if (reset is not null)
        {
            var text = reset.StartsWith('+')
                ? (_clock.Now.ToUnixTimeSeconds() + long.Parse(reset[1..], CultureInfo.InvariantCulture)).ToString(CultureInfo.InvariantCulture)
                : reset;
            reply.Headers.TryAddWithoutValidation("x-ratelimit-reset", text);
        }

        return reply;
    }
}
