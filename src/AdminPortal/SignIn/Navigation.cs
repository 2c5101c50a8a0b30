using AdminPortal.Shell;
using Microsoft.AspNetCore.Diagnostics;

namespace AdminPortal.SignIn;

/// <summary>Tells a person opening a page from a script asking for data, and leads the former elsewhere.</summary>
internal static class Navigation
{
    private const string Enhanced = "blazor-enhanced-nav=on";

    /// <summary>Whether a page is being opened or a form posted, as opposed to a script, an image or a live connection.</summary>
    public static bool IsPage(HttpRequest request)
    {
        if (request.Path.StartsWithSegments("/_blazor", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var accept = request.Headers.Accept.ToString();
        return accept.Contains("text/html", StringComparison.OrdinalIgnoreCase) || (accept.Length == 0 && HttpMethods.IsGet(request.Method));
    }

    /// <summary>Whether Blazor fetches the page instead of the browser opening it.</summary>
    public static bool IsFetch(HttpRequest request) => request.Headers.Accept.ToString().Contains(Enhanced, StringComparison.OrdinalIgnoreCase);

    /// <summary>Where to come back to after signing in: this page, unless it was a post or its address would lead away from here.</summary>
    public static string ComeBackTo(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) ? LocalPath.Or(request.PathBase + request.Path + request.QueryString) : "/";

    /// <summary>Answers a script: a bare status, no page for people.</summary>
    public static void Refuse(HttpContext context, int status)
    {
        if (context.Features.Get<IStatusCodePagesFeature>() is { } pages)
        {
            pages.Enabled = false;
        }

        context.Response.StatusCode = status;
    }

    /// <summary>Leads the browser to an address of this portal.</summary>
    public static void LeadTo(HttpContext context, string localAddress)
    {
        // Blazor follows links by fetch, which can't follow on to Auth0; this header makes it leave the page for good.
        if (IsFetch(context.Request))
        {
            context.Response.Headers["blazor-enhanced-nav-redirect-location"] = localAddress;
            context.Response.ContentType = "text/html";
            return;
        }

        context.Response.Redirect(localAddress);
    }
}
