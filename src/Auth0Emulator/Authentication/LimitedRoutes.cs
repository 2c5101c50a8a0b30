using Auth0Emulator.Api;
using Auth0Emulator.Hosting;
using Auth0Emulator.Limits;

namespace Auth0Emulator.Authentication;

/// <summary>Puts routes of the Authentication API under the tenant's plan; the pages people see on the way aren't.</summary>
public sealed class LimitedRoutes(TenantLimits limits)
{
    /// <summary>The same route, answering 429 when its bucket is empty, and saying on every reply how much of it is left.</summary>
    public RequestDelegate Limit(RequestDelegate answer) => async context =>
    {
        var standing = limits.TakeAuthentication(context.Request.Method, context.Request.RoutePath(), context.Visitor());
        context.Features.Set(standing);
        if (standing is { Allowed: false })
        {
            await context.Response.WriteAsync(Auth0Errors.TooManyRequests() with { Headers = standing.Headers });
            return;
        }

        Tell(context.Response, standing);
        await answer(context);
    };

    /// <summary>Tells of a limit the endpoint has of its own, where it is tighter than the one every call has.</summary>
    public static void TellAlso(HttpContext context, LimitState? own) => Tell(context.Response, LimitState.Tighter(own, context.Features.Get<LimitState>()));

    private static void Tell(HttpResponse response, LimitState? standing)
    {
        foreach (var (name, value) in standing?.Headers ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            response.Headers[name] = value;
        }
    }
}
