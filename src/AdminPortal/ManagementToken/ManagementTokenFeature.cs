using System.Net;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace AdminPortal.ManagementToken;

/// <summary>The Management API token, kept current.</summary>
public static class ManagementTokenFeature
{
    private const int LargestReply = 8 * 1024 * 1024;

    /// <summary>Registers everything this slice needs; the Auth0 slice hands it its settings.</summary>
    public static void AddManagementToken(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.TryAddSingleton(Random.Shared);
        builder.Services.AddAuth0HttpClient(ManagementTokenSource.HttpClientName);
        builder.Services.AddSingleton<ManagementTokenSource>();
        builder.Services.AddSingleton<ManagementTokenCache>();
        builder.Services.AddTransient<ManagementTokenHandler>();
        builder.Services.AddHostedService<ManagementTokenService>();
    }

    /// <summary>A named client for calls to the tenant: follows no redirect, keeps no cookie, logs no header, and leaves the time-out to the injected clock.</summary>
    public static IHttpClientBuilder AddAuth0HttpClient(this IServiceCollection services, string name) =>
        services.AddHttpClient(name)
            .ConfigureHttpClient(client =>
            {
                client.Timeout = Timeout.InfiniteTimeSpan;
                client.MaxResponseContentBufferSize = LargestReply;
                client.DefaultRequestHeaders.UserAgent.ParseAdd("AdminPortal");
            })
            .ConfigurePrimaryHttpMessageHandler(provider => new SocketsHttpHandler
            {
                // A proxy in the environment is for the world outside; it knows no tenant on this machine.
                UseProxy = !provider.GetRequiredService<IOptions<ManagementTokenOptions>>().Value.Authority.IsLoopback,
                AllowAutoRedirect = false,
                UseCookies = false,
                AutomaticDecompression = DecompressionMethods.All,
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            })
            .RemoveAllLoggers();
}
