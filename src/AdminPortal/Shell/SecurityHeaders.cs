namespace AdminPortal.Shell;

/// <summary>The addresses that forms may lead to besides the portal itself: sign-in and sign-out end at the tenant.</summary>
public sealed class SecurityHeadersOptions
{
    /// <summary>Origins such as https://company.eu.auth0.com.</summary>
    public ICollection<string> FormTargets { get; } = [];
}

/// <summary>What an address serves for a frame in one of the portal's own pages, with a policy of its own instead of the page's.</summary>
/// <param name="Policy">The whole content security policy; may let the portal frame it, and nobody else.</param>
public sealed record FramedContent(string Policy);

/// <summary>Puts the security headers on every response, errors and static files included.</summary>
public sealed class SecurityHeaders
{
    private readonly RequestDelegate _next;
    private readonly string _policy;

    /// <summary>Composes the policy once.</summary>
    public SecurityHeaders(RequestDelegate next, Microsoft.Extensions.Options.IOptions<SecurityHeadersOptions> options)
    {
        _next = next;
        _policy = string.Join("; ",
            "default-src 'self'",
            "base-uri 'self'",
            "object-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "style-src-attr 'unsafe-inline'",
            "img-src 'self' data: https:",
            "connect-src 'self'",
            "frame-ancestors 'none'",
            string.Join(' ', options.Value.FormTargets.Prepend("form-action 'self'")));
    }

    /// <summary>Writes the headers just before the response starts, after error handling has cleared what stood there.</summary>
    public Task InvokeAsync(HttpContext context)
    {
        context.Response.OnStarting(
            static state =>
            {
                var (context, policy) = ((HttpContext, string))state;
                var headers = context.Response.Headers;

                // An error page that takes its place is no frame's content any more: then another endpoint stands here.
                var framed = context.GetEndpoint()?.Metadata.GetMetadata<FramedContent>();
                headers.ContentSecurityPolicy = framed?.Policy ?? policy;
                headers.XContentTypeOptions = "nosniff";
                headers.XFrameOptions = framed is null ? "DENY" : "SAMEORIGIN";
                headers["Referrer-Policy"] = "same-origin";
                headers["Cross-Origin-Opener-Policy"] = "same-origin";
                headers["Cross-Origin-Resource-Policy"] = "same-origin";
                headers["Permissions-Policy"] = "accelerometer=(), camera=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), payment=(), usb=(), clipboard-read=(), clipboard-write=(self)";
                return Task.CompletedTask;
            },
            (context, _policy));
        return _next(context);
    }
}
