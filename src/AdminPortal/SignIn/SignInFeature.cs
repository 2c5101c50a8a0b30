using AdminPortal.ManagementToken;
using AdminPortal.Shell;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.Extensions.Options;

namespace AdminPortal.SignIn;

/// <summary>Who is here and what they may do.</summary>
public static class SignInFeature
{
    /// <summary>Registers everything this slice needs.</summary>
    public static void AddSignIn(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        services.AddSingleton<IValidateOptions<SignInOptions>, SignInOptionsValidator>();
        services.AddOptions<SignInOptions>().BindConfiguration(SignInOptions.Section).ValidateOnStart();

        AddAuthentication(services);
        AddRights(services);
        services.AddScoped<SessionList>();
        services.AddScoped<EndPersonsSessions>();
        services.Configure<ShellParts>(parts =>
        {
            parts.AddBanner<SessionOver>();
            parts.AddBanner<RightsBanner>();
            parts.AddPlace(new Place("/sessions", "Sessions", "key", Order: 60, Policy: nameof(Right.SeeSessions)));
        });
    }

    /// <summary>Finds out who is here, and keeps everybody from what they may not do.</summary>
    public static void UseSignIn(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseMiddleware<LiveConnectionNotes>();
    }

    /// <summary>The way in and the way out.</summary>
    public static void MapSignIn(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.MapSignInEndpoints();
    }

    private static void AddAuthentication(IServiceCollection services)
    {
        services.AddAuth0HttpClient(Auth0SignInOptions.HttpClientName);
        services.AddSingleton<IdTokenCheck>();
        services.AddSingleton<PublicAddress>();
        services.AddSingleton<SessionKeeper>();
        services.AddSingleton<OpenPages>();
        services.AddSingleton<LiveConnections>();
        services.AddSingleton<SignInRefusals>();
        services.ConfigureOptions<Auth0SignInSetup>();
        services
            .AddAuthentication(options =>
            {
                options.DefaultScheme = SessionCookieHandler.SchemeName;
                options.DefaultChallengeScheme = Auth0SignInOptions.SchemeName;
            })
            .AddScheme<AuthenticationSchemeOptions, SessionCookieHandler>(SessionCookieHandler.SchemeName, null)
            .AddOAuth<Auth0SignInOptions, Auth0Handler>(Auth0SignInOptions.SchemeName, _ => { });
        services.AddScoped<AuthenticationStateProvider, SessionAuthenticationState>();
        services.AddScoped(provider => (SessionAuthenticationState)provider.GetRequiredService<AuthenticationStateProvider>());
        services.AddScoped<CircuitHandler, SessionCircuit>();
    }

    private static void AddRights(IServiceCollection services)
    {
        services.AddSingleton<PortalRoleMembers>();
        services.AddSingleton<PortalRoleReader>();
        services.AddSingleton<RightsOf>();
        services.AddSingleton<Refusals>();
        services.AddOptions<LeadsOptions>().BindConfiguration(LeadsOptions.Section).ValidateOnStart();
        services.AddSingleton<SignInWatch>();
        services.AddHostedService<SignInWatchService>();
        services.AddScoped<CurrentPerson>();
        services.AddSingleton<IAuthorizationHandler, RightRequirementHandler>();
        services.AddAuthorization(options =>
        {
            foreach (var right in RightsMatrix.Rights)
            {
                options.AddPolicy(right.ToString(), policy => policy.RequireAuthenticatedUser().AddRequirements(new RightRequirement(right)));
            }

            // A page that says nothing is for people who may do something here, not for anybody with an account.
            options.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().AddRequirements(new RightRequirement(null)).Build();
        });
    }
}
