using Auth0Emulator.Tenant;

namespace Auth0Emulator.Pages;

/// <summary>Keeps other sites' pages from pressing the tenant's buttons.</summary>
public static class ForeignPosts
{
    /// <summary>Maps a form's post that only the tenant's own pages may send.</summary>
    public static void MapForm(this IEndpointRouteBuilder routes, string path, Func<HttpContext, Task> answer) => routes.MapPost(path, async context =>
    {
        if (IsForeign(context.Request))
        {
            await context.RequestServices.GetRequiredService<PageRenderer>().NoticeAsync(
                context, 403, "This form came from elsewhere", "Forms of the local tenant are only taken from its own pages. Open the page again and send the form from there.");
            return;
        }

        await answer(context);
    });

    /// <summary>Browsers say where a post comes from; programs that aren't browsers say nothing and are let through.</summary>
    private static bool IsForeign(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site.Length > 0)
        {
            return site is not ("same-origin" or "none");
        }

        var origin = request.Headers.Origin.ToString();
        return origin.Length > 0 && origin != $"{request.Scheme}://{request.Host}";
    }
}
