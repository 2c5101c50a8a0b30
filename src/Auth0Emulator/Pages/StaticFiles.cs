using System.Text;
using Auth0Emulator.Pages.Brand;
using Auth0Emulator.Tenant;

namespace Auth0Emulator.Pages;

/// <summary>The files the pages load, kept in the assembly.</summary>
public static class StaticFiles
{
    /// <summary>Where the pages find their styles.</summary>
    public const string StylesPath = "/emulator/tenant.css";

    private static readonly byte[] Styles = Encoding.UTF8.GetBytes(Read("tenant.css"));

    /// <summary>Maps the files.</summary>
    public static void MapStaticFiles(this IEndpointRouteBuilder routes)
    {
        var state = routes.ServiceProvider.GetRequiredService<TenantState>();
        routes.MapGet(StylesPath, context => SendAsync(context, Styles));
        routes.MapGet(TenantBrand.StylesPath, context => SendAsync(context, Encoding.UTF8.GetBytes(TenantBrand.Of(state.Read(tenant => tenant.Settings)).Styles())));
    }

    private static async Task SendAsync(HttpContext context, byte[] styles)
    {
        context.Response.ContentType = "text/css; charset=utf-8";
        context.Response.Headers.CacheControl = "no-cache";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        await context.Response.Body.WriteAsync(styles);
    }

    private static string Read(string name)
    {
        using var stream = typeof(StaticFiles).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The resource {name} is missing from the assembly.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
