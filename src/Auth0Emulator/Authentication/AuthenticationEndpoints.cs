using Auth0Emulator.Api;
using Auth0Emulator.Hosting;
using Auth0Emulator.Pages;

namespace Auth0Emulator.Authentication;

/// <summary>The Authentication API: sign-in, tokens, sign-out, and the pages people see on the way.</summary>
public static class AuthenticationEndpoints
{
    /// <summary>Registers the grants and what they need; a further grant is one more <see cref="ITokenGrant"/>.</summary>
    public static IServiceCollection AddAuthenticationApi(this IServiceCollection services)
    {
        services.AddSingleton<TokenMinter>();
        services.AddSingleton<UserTokens>();
        services.AddSingleton<AuthorizationCodes>();
        services.AddSingleton<TenantSessions>();
        services.AddSingleton<Logins>();
        services.AddSingleton<AuthorizeRules>();
        services.AddSingleton<AuthorizeReply>();
        services.AddSingleton<ClientAuthentication>();
        services.AddSingleton<ITokenGrant, ClientCredentialsGrant>();
        services.AddSingleton<ITokenGrant, AuthorizationCodeGrant>();
        services.AddSingleton<ITokenGrant, RefreshTokenGrant>();
        services.AddSingleton<LimitedRoutes>();
        services.AddSingleton<DiscoveryEndpoint>();
        services.AddSingleton<AuthorizeEndpoint>();
        services.AddSingleton<LoginEndpoint>();
        services.AddSingleton<OAuthTokenEndpoint>();
        services.AddSingleton<UserinfoEndpoint>();
        services.AddSingleton<LogoutEndpoint>();
        services.AddSingleton<ResetMails>();
        services.AddSingleton<ChangePasswordEndpoint>();
        services.AddSingleton<ForgottenPasswordEndpoint>();
        services.AddSingleton<SetPasswordEndpoint>();
        return services;
    }

    /// <summary>Maps the Authentication API.</summary>
    public static void MapAuthenticationApi(this IEndpointRouteBuilder routes)
    {
        T The<T>()
            where T : notnull => routes.ServiceProvider.GetRequiredService<T>();

        RequestDelegate Limited(RequestDelegate answer) => The<LimitedRoutes>().Limit(answer);
        RequestDelegate LimitedReply(Func<HttpContext, Task<ApiReply>> answer) => Limited(async context => await context.Response.WriteAsync(await answer(context)));

        routes.MapGet("/.well-known/openid-configuration", Limited(The<DiscoveryEndpoint>().ConfigurationAsync));
        routes.MapGet("/.well-known/oauth-authorization-server", Limited(The<DiscoveryEndpoint>().ConfigurationAsync));
        routes.MapGet("/.well-known/jwks.json", Limited(The<DiscoveryEndpoint>().KeysAsync));

        routes.MapGet("/authorize", Limited(The<AuthorizeEndpoint>().AnswerAsync));
        routes.MapGet(LoginEndpoint.Path, The<LoginEndpoint>().ShowAsync);
        routes.MapForm(LoginEndpoint.Path, The<LoginEndpoint>().SubmitAsync);
        routes.MapGet(LoginEndpoint.CancelPath, The<LoginEndpoint>().CancelAsync);
        routes.MapGet(ForgottenPasswordEndpoint.Path, The<ForgottenPasswordEndpoint>().ShowAsync);
        routes.MapForm(ForgottenPasswordEndpoint.Path, The<ForgottenPasswordEndpoint>().SubmitAsync);

        routes.MapPost("/oauth/token", LimitedReply(The<OAuthTokenEndpoint>().AnswerAsync));
        routes.MapMethods("/userinfo", ["GET", "POST"], LimitedReply(The<UserinfoEndpoint>().AnswerAsync));
        routes.MapGet("/v2/logout", Limited(The<LogoutEndpoint>().AnswerAsync));
        routes.MapMethods("/oidc/logout", ["GET", "POST"], Limited(The<LogoutEndpoint>().AnswerOidcAsync));

        routes.MapPost("/dbconnections/change_password", LimitedReply(The<ChangePasswordEndpoint>().AnswerAsync));
        routes.MapGet(SetPasswordEndpoint.Path, The<SetPasswordEndpoint>().ShowAsync);
        routes.MapForm(SetPasswordEndpoint.Path, The<SetPasswordEndpoint>().SubmitAsync);
    }
}
