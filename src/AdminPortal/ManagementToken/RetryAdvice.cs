using System.Globalization;

namespace AdminPortal.ManagementToken;

/// <summary>Reads from a 429 when to come back: never sooner than a second, never later than two minutes, never on a beat with others.</summary>
public static class RetryAdvice
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan WhenUnsaid = TimeSpan.FromSeconds(5);

    /// <summary>When asking makes sense again, on our clock.</summary>
    public static DateTimeOffset RetryAt(HttpResponseMessage reply, TimeProvider clock, Random random)
    {
        ArgumentNullException.ThrowIfNull(reply);
        ArgumentNullException.ThrowIfNull(clock);
        ArgumentNullException.ThrowIfNull(random);
        var now = clock.GetUtcNow();

        // Absolute times are Auth0's; the reply's own Date tells what Auth0 thinks the time is.
        var auth0Now = reply.Headers.Date ?? now;
        var said = FromRetryAfter(reply, auth0Now) ?? FromReset(reply, auth0Now) ?? WhenUnsaid;
        return now + Spread(said, random);
    }

    private static TimeSpan? FromRetryAfter(HttpResponseMessage reply, DateTimeOffset auth0Now)
    {
        if (First(reply, "Retry-After") is not { } text)
        {
            return null;
        }

        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds))
        {
            return Seconds(seconds);
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at - auth0Now : null;
    }

    private static TimeSpan? FromReset(HttpResponseMessage reply, DateTimeOffset auth0Now) =>
        First(reply, "x-ratelimit-reset") is { } text
        && double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var unixSeconds)
            ? Seconds(unixSeconds - (auth0Now.ToUnixTimeMilliseconds() / 1000.0))
            : null;

    private static TimeSpan Spread(TimeSpan said, Random random)
    {
        var bounded = said < Shortest ? Shortest : said > Longest ? Longest : said;
        var jitter = random.NextDouble() * 0.2;
        var spread = bounded * (1 + jitter);
        return spread <= Longest ? spread : Longest * (1 - jitter);
    }

    // A header may hold any number; TimeSpan may not.
    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(Math.Clamp(seconds, -1, 1_000_000));

    private static string? First(HttpResponseMessage reply, string header) =>
        reply.Headers.TryGetValues(header, out var values) && values.FirstOrDefault()?.Trim() is { Length: > 0 } text ? text : null;
}
