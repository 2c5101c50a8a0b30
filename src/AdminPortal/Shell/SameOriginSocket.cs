namespace AdminPortal.Shell;

/// <summary>Refuses live connections that another site's page opens: browsers send cookies along with them and ask no permission first.</summary>
public sealed class SameOriginSocket(RequestDelegate next, OwnOrigin origin)
{
    /// <summary>Lets everything through but a foreign Origin on the live connection's addresses.</summary>
    public Task InvokeAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (!context.Request.Path.StartsWithSegments("/_blazor", StringComparison.OrdinalIgnoreCase) || origin.Sent(context.Request))
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }
}
