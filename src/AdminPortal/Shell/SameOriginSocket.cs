namespace AdminPortal.Shell;

/// <summary>Refuses live connections that another site's page opens: browsers send cookies along with them and ask no permission first.</summary>
public sealed class SameOriginSocket(RequestDelegate next)
{
    /// <summary>Lets everything through but a foreign Origin on the live connection's addresses.</summary>
    public Task InvokeAsync(HttpContext context)
    {
        if (!context.Request.Path.StartsWithSegments("/_blazor", StringComparison.OrdinalIgnoreCase) || ComesFromHere(context.Request))
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    private static bool ComesFromHere(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0
            || string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
    }
}
