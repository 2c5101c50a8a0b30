using Microsoft.Extensions.Options;

namespace AdminPortal.Shell;

/// <summary>A proxy that ends TLS hands requests on by http: takes them for what people sent, so that cookies are Secure, forms work and HSTS is said.</summary>
public sealed class PublishedScheme(RequestDelegate next, IOptions<PortalOptions> portal, IHostEnvironment environment)
{
    /// <summary>In Production every request came by the public address; elsewhere those that name it do.</summary>
    public Task InvokeAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var request = context.Request;
        if (portal.Value.PublicAddress is { Scheme: "https" }
            && (environment.IsProduction() || string.Equals($"https://{request.Host}", portal.Value.PublicOrigin, StringComparison.OrdinalIgnoreCase)))
        {
            request.Scheme = Uri.UriSchemeHttps;
        }

        return next(context);
    }
}
