using Auth0Emulator.Api;

namespace Auth0Emulator.Hosting;

/// <summary>What answers when nothing else does: 501 where Auth0 has something that is not emulated, 404 elsewhere.</summary>
public static class UnknownRoutes
{
    private static readonly string[] Auth0Only =
    [
        "/api", "/authorize", "/bc-authorize", "/dbconnections", "/login", "/mfa", "/oauth", "/oidc", "/par", "/passwordless", "/p", "/samlp", "/scim", "/u", "/userinfo", "/v2", "/wsfed",
    ];

    /// <summary>Maps the rest.</summary>
    public static void MapUnknownRoutes(this IEndpointRouteBuilder routes) => routes.MapFallback("{**rest}", context =>
    {
        var path = context.Request.Path;
        return context.Response.WriteAsync(Auth0Only.Any(prefix => path.StartsWithSegments(prefix, StringComparison.Ordinal))
            ? Auth0Errors.NotEmulated($"{context.Request.Method} {path}")
            : Auth0Errors.Management(404, "Not Found"));
    });
}
