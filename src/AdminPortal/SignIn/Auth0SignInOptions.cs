using AdminPortal.Auth0;
using AdminPortal.ManagementToken;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.Extensions.Options;

namespace AdminPortal.SignIn;

/// <summary>How people sign in through the tenant; the names are those of Auth0's own package.</summary>
public sealed class Auth0SignInOptions : OAuthOptions
{
    /// <summary>The scheme's name.</summary>
    public const string SchemeName = "Auth0";

    /// <summary>The named client of the back channel.</summary>
    public const string HttpClientName = "Auth0.SignIn";

    /// <summary>The tenant's address.</summary>
    public Uri Authority { get; set; } = new("https://unset.invalid");

    /// <summary>The tenant's issuer and keys.</summary>
    public TenantMetadata? Metadata { get; set; }

    /// <summary>How long the tenant may take to answer.</summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(30);
}

/// <summary>Fills the handler's options from the Auth0 settings.</summary>
internal sealed class Auth0SignInSetup(IOptions<Auth0Options> auth0, IHttpClientFactory http, IHostEnvironment environment, TimeProvider clock)
    : IConfigureNamedOptions<Auth0SignInOptions>, IPostConfigureOptions<Auth0SignInOptions>
{
    public void Configure(Auth0SignInOptions options) => Configure(Options.DefaultName, options);

    public void Configure(string? name, Auth0SignInOptions options)
    {
        var settings = auth0.Value;
        options.Authority = settings.Authority;
        options.Patience = settings.Timeout;
        options.ClientId = settings.ClientId;
        options.ClientSecret = settings.ClientSecret;
        options.CallbackPath = "/callback";
        options.AuthorizationEndpoint = new Uri(settings.Authority, "/authorize").AbsoluteUri;
        options.TokenEndpoint = new Uri(settings.Authority, "/oauth/token").AbsoluteUri;
        options.SignInScheme = SessionCookieHandler.SchemeName;
        options.UsePkce = true;
        options.SaveTokens = false;
        options.Scope.Clear();
        foreach (var scope in new[] { "openid", "profile", "email" })
        {
            options.Scope.Add(scope);
        }

        // The framework's defaults are made for POSTs from another site; ours is a plain redirect, also over http on a developer's machine.
        options.CorrelationCookie.SameSite = SameSiteMode.Lax;
        options.CorrelationCookie.SecurePolicy = environment.IsProduction() ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        options.CorrelationCookie.HttpOnly = true;
        options.Events.OnRemoteFailure = SignInFailures.ShowAsync;
        options.Events.OnTicketReceived = SignInArrivals.WelcomeAsync;
    }

    // Before the framework's own post-configuration, which would make a client with a time-out on the machine's clock.
    public void PostConfigure(string? name, Auth0SignInOptions options)
    {
        options.Backchannel ??= options.BackchannelHttpHandler is { } handler
            ? new HttpClient(handler, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan }
            : http.CreateClient(Auth0SignInOptions.HttpClientName);
        options.Metadata ??= new TenantMetadata(options.Backchannel, options.Authority, clock, options.Patience);
    }
}
