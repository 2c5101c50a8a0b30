using System.Text;

namespace Auth0Emulator.Pages;

/// <summary>The files the pages load, kept in the assembly.</summary>
public static class StaticFiles
{
    /// <summary>Where the pages find their styles.</summary>
    public const string StylesPath = "/emulator/tenant.css";

    private static readonly byte[] Styles = Encoding.UTF8.GetBytes(Read("tenant.css"));

    /// <summary>Maps the files.</summary>
    public static void MapStaticFiles(this IEndpointRouteBuilder routes) => routes.MapGet(StylesPath, async context =>
    {
        context.Response.ContentType = "text/css; charset=utf-8";
        context.Response.Headers.CacheControl = "no-cache";
        await context.Response.Body.WriteAsync(Styles);
    });

    private static string Read(string name)
    {
        using var stream = typeof(StaticFiles).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The resource {name} is missing from the assembly.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
