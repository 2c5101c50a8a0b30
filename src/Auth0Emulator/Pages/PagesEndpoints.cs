namespace Auth0Emulator.Pages;

/// <summary>The HTML pages: /emulator and below, and the sample application.</summary>
public static class PagesEndpoints
{
    /// <summary>Registers what the pages need.</summary>
    public static IServiceCollection AddPages(this IServiceCollection services) => services.AddSingleton<PageRenderer>();

    /// <summary>Maps the pages.</summary>
    public static void MapPages(this IEndpointRouteBuilder routes) => routes.MapStaticFiles();
}
