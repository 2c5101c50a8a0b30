using AdminPortal.ManagementToken;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace AdminPortal.Auth0;

/// <summary>The wire to Auth0 and nothing else.</summary>
public static class Auth0Feature
{
    /// <summary>Registers everything this slice needs.</summary>
    public static void AddAuth0(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(Random.Shared);
        AddSettings(services);

        services.AddAuth0HttpClient(ManagementClient.HttpClientName).AddHttpMessageHandler<ManagementTokenHandler>();
        services.AddAuth0HttpClient(AuthenticationClient.HttpClientName);
        services.AddSingleton<TenantState>();
        services.AddSingleton<SilenceBreaker>();
        services.AddSingleton<PlanInForce>();
        services.AddSingleton<LimitGate>();
        services.AddSingleton<MailAllowance>();
        services.AddSingleton<Auth0Call>();
        services.AddSingleton<ManagementClient>();
        services.AddSingleton<AuthenticationClient>();
        services.AddSingleton<TenantConfigurationClient>();
        services.AddSingleton<SettingCall>();
        services.AddSingleton<EmailTemplateClient>();
        services.AddSingleton<BrandingClient>();
        services.AddSingleton<TenantStateReader>();
        services.AddHostedService<TenantStateService>();
    }

    private static void AddSettings(IServiceCollection services)
    {
        services.AddSingleton<IValidateOptions<Auth0Options>, Auth0OptionsValidator>();
        services.AddOptions<Auth0Options>()
            .BindConfiguration(Auth0Options.Section)
            .Configure<IConfiguration>((settings, configuration) => settings.ApplicationClientId = configuration["Invites:ApplicationClientId"] ?? "")
            .ValidateOnStart();
        services.AddOptions<ManagementTokenOptions>().Configure<IOptions<Auth0Options>>((token, auth0) =>
        {
            token.Authority = auth0.Value.Authority;
            token.ClientId = auth0.Value.Management.ClientId;
            token.ClientSecret = new Secret(auth0.Value.Management.ClientSecret);
            token.SecondClientSecret = auth0.Value.Management.SecondClientSecret is { Length: > 0 } second ? new Secret(second) : null;
            token.Timeout = auth0.Value.Timeout;
        });
    }
}
