namespace AdminPortal.Shell;

/// <summary>The addresses that forms may lead to besides the portal itself: sign-in and sign-out end at the tenant.</summary>
public sealed class SecurityHeadersOptions
{
    /// <summary>Origins such as https://company.eu.auth0.com.</summary>
    public ICollection<string> FormTargets { get; } = [];
}

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
                var (headers, policy) = ((IHeaderDictionary, string))state;
                headers.ContentSecurityPolicy = policy;
                headers.XContentTypeOptions = "nosniff";
                headers.XFrameOptions = "DENY";
                headers["Referrer-Policy"] = "same-origin";
                headers["Cross-Origin-Opener-Policy"] = "same-origin";
                headers["Cross-Origin-Resource-Policy"] = "same-origin";
                headers["Permissions-Policy"] = "accelerometer=(), camera=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), payment=(), usb=(), clipboard-read=(), clipboard-write=(self)";
                return Task.CompletedTask;
            },
            (context.Response.Headers, _policy));
        return _next(context);
    }
}
