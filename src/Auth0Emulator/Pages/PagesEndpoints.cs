using Auth0Emulator.Pages.Acme;

namespace Auth0Emulator.Pages;

/// <summary>The HTML pages: /emulator and below, and the sample application.</summary>
public static class PagesEndpoints
{
    /// <summary>Registers what the pages need.</summary>
    public static IServiceCollection AddPages(this IServiceCollection services)
    {
        services.AddSingleton<PageRenderer>();
        services.AddSingleton<HomeEndpoints>();
        services.AddSingleton<MailEndpoints>();
        services.AddSingleton<JournalEndpoints>();
        services.AddSingleton<FaultsEndpoints>();
        services.AddSingleton<ClockEndpoints>();
        services.AddSingleton<AcmeSignIn>();
        services.AddSingleton<AcmeVisitors>();
        services.AddSingleton<AcmeEndpoints>();
        return services;
    }

    /// <summary>Maps the pages.</summary>
    public static void MapPages(this IEndpointRouteBuilder routes)
    {
        T The<T>()
            where T : notnull => routes.ServiceProvider.GetRequiredService<T>();

        routes.MapStaticFiles();
        The<HomeEndpoints>().Map(routes);
        The<MailEndpoints>().Map(routes);
        The<JournalEndpoints>().Map(routes);
        The<FaultsEndpoints>().Map(routes);
        The<ClockEndpoints>().Map(routes);
        The<AcmeEndpoints>().Map(routes);
    }
}
