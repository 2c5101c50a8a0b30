using Auth0Emulator.Hosting;

namespace Auth0Emulator.Authentication;

/// <summary>The Authentication API: /oauth/token and what stands around it.</summary>
public static class AuthenticationEndpoints
{
    /// <summary>Registers the grants and what they need; a further grant is one more <see cref="ITokenGrant"/>.</summary>
    public static IServiceCollection AddAuthenticationApi(this IServiceCollection services)
    {
        services.AddSingleton<TokenMinter>();
        services.AddSingleton<ClientAuthentication>();
        services.AddSingleton<ITokenGrant, ClientCredentialsGrant>();
        services.AddSingleton<OAuthTokenEndpoint>();
        services.AddSingleton<ChangePasswordLimit>();
        services.AddSingleton<ChangePasswordEndpoint>();
        return services;
    }

    /// <summary>Maps the Authentication API.</summary>
    public static void MapAuthenticationApi(this IEndpointRouteBuilder routes)
    {
        var token = routes.ServiceProvider.GetRequiredService<OAuthTokenEndpoint>();
        routes.MapPost("/oauth/token", async context => await context.Response.WriteAsync(await token.AnswerAsync(context)));
        routes.MapPost("/dbconnections/change_password", routes.ServiceProvider.GetRequiredService<ChangePasswordEndpoint>().AnswerAsync);
    }
}
