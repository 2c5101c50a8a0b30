using System.Globalization;

namespace AdminPortal.Auth0;

/// <summary>What a reply says about the bucket it was counted in; null is what it does not say, or says in no way that can be read.</summary>
internal readonly record struct LimitHeaders(int? Limit, int? Remaining)
{
    public static LimitHeaders Of(HttpResponseMessage reply) => new(Number(reply, "x-ratelimit-limit"), Number(reply, "x-ratelimit-remaining"));

    private static int? Number(HttpResponseMessage reply, string header) =>
        reply.Headers.TryGetValues(header, out var values) && int.TryParse(values.FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
