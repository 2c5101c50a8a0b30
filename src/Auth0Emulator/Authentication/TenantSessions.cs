using Auth0Emulator.Tenant;

namespace Auth0Emulator.Authentication;

/// <summary>Browsers signed in to the tenant itself, known by a cookie.</summary>
public sealed class TenantSessions(TenantState state, TenantClock clock)
{
    /// <summary>The cookie's name, as at Auth0.</summary>
    public const string Cookie = "auth0";

    /// <summary>The browser's session, or null when it has none that is still good.</summary>
    public TenantSession? Find(HttpContext context) =>
        context.Request.Cookies[Cookie] is not { Length: > 0 } value ? null : state.Read(tenant =>
            tenant.Sessions.GetValueOrDefault(value) is { } session && session.ExpiresAt > clock.GetUtcNow() && tenant.User(session.UserId) is not null ? session : null);

    /// <summary>Opens a session inside a change that is under way; one the browser had before ends.</summary>
    public TenantSession Open(TenantData tenant, HttpContext context, TenantUser user)
    {
        if (context.Request.Cookies[Cookie] is { } earlier)
        {
            tenant.Sessions.Remove(earlier);
        }

        var now = clock.GetUtcNow();
        foreach (var over in tenant.Sessions.Values.Where(session => session.ExpiresAt <= now).ToArray())
        {
            tenant.Sessions.Remove(over.CookieValue);
        }

        var session = new TenantSession
        {
            Id = RandomText.Of(32),
            CookieValue = RandomText.Of(48),
            UserId = user.UserId,
            AuthenticatedAt = now,
            ExpiresAt = now.AddSeconds(tenant.Settings.SessionLifetimeInSeconds),
        };
        tenant.Sessions[session.CookieValue] = session;
        context.Response.Cookies.Append(Cookie, session.CookieValue, Options());
        return session;
    }

    /// <summary>Ends the browser's session and returns it; null when there was none.</summary>
    public TenantSession? End(HttpContext context)
    {
        var session = Find(context);
        if (context.Request.Cookies[Cookie] is { } value)
        {
            state.Change(tenant => tenant.Sessions.Remove(value));
            context.Response.Cookies.Delete(Cookie, Options());
        }

        return session;
    }

    private static CookieOptions Options() => new() { HttpOnly = true, SameSite = SameSiteMode.Lax, Path = "/" };
}
