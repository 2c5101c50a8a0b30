using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Radzen;

namespace AdminPortal.Shell;

/// <summary>What every page stands in.</summary>
public static class ShellFeature
{
    // The longest thing anybody types is a mail template of 100 KB, and every letter of it may need escaping on the way.
    private const long LongestMessage = 512 * 1024;

    /// <summary>Registers everything this slice needs.</summary>
    public static void AddShell(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);

        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<ShellParts>();
        services.AddSingleton<IValidateOptions<PortalOptions>, PortalOptionsValidator>();
        services.AddOptions<PortalOptions>().BindConfiguration("Portal").ValidateOnStart();
        services.AddOptions<SecurityHeadersOptions>().Configure<IConfiguration>(LetFormsLeadToTheTenant);
        services.AddOptions<HostFilteringOptions>().Configure<IOptions<PortalOptions>>(AnswerOnlyToOurName);

        services.Configure<HostOptions>(EndInTime);

        services.AddHttpContextAccessor();
        services.AddCascadingAuthenticationState();
        services.AddAntiforgery();
        services.AddOptions<AntiforgeryOptions>().Configure<IHostEnvironment>(KeepFormTokensToThisHost);
        services.AddSingleton<OwnOrigin>();
        services.AddSingleton<IPostConfigureOptions<LoggerFilterOptions>, SecretsStayOut>();
        services.AddHsts(options => options.MaxAge = TimeSpan.FromDays(365));
        services.AddRazorComponents()
            .AddInteractiveServerComponents()
            .AddHubOptions(hub => hub.MaximumReceiveMessageSize = LongestMessage)
            .RegisterPersistentService<ViewerZone>(RenderMode.InteractiveServer);
        services.AddRadzenComponents();
        services.AddScoped<ViewerZone>();
        services.AddScoped<Heartbeat>();
        services.AddScoped<Notices>();
        services.AddScoped<Dialogs>();
    }

    /// <summary>Everything around a request that no slice should have to think of; stands first in the pipeline.</summary>
    public static void UseShell(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);

        app.UseMiddleware<PublishedScheme>();
        app.UseMiddleware<SecurityHeaders>();
        app.UseExceptionHandler("/error", createScopeForErrors: true);
        if (app.Environment.IsProduction())
        {
            app.UseHsts();
        }

        app.UseMiddleware<SameOriginSocket>();
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        app.UseMiddleware<RefusedForm>();
    }

    /// <summary>Pages, static files and the theme switch.</summary>
    public static void MapShell(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);

        // Stands here and not in UseShell: the token is bound to the signed-in person, so authentication has to come first.
        app.UseAntiforgery();
        app.Use(RefuseUntrustedForms);
        app.MapStaticAssets().AllowAnonymous();
        app.MapTheme();
        app.MapRazorComponents<App>()
            .AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null)
            .Add(LetPagesLeave);
    }

    // The antiforgery middleware only notes that a token is missing or wrong; no endpoint gets to see such a form.
    private static Task RefuseUntrustedForms(HttpContext context, RequestDelegate next)
    {
        if (context.Features.Get<IAntiforgeryValidationFeature>() is not { IsValid: false })
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return Task.CompletedTask;
    }

    // A page that leaves says so, by a secret of its own. When it leaves because its session is over nobody is signed in any more,
    // and refusing that would keep the page's whole state in memory for minutes.
    private static void LetPagesLeave(EndpointBuilder endpoint)
    {
        if (endpoint is RouteEndpointBuilder { RoutePattern.RawText: { } path } && path.Trim('/') == "_blazor/disconnect")
        {
            endpoint.Metadata.Add(new AllowAnonymousAttribute());
        }
    }

    // Whoever runs containers kills what has not ended ten seconds after it was asked to. All at once, because the web server waits for
    // visitors who never finish sending, and the others would hear only afterwards that it is over.
    private static void EndInTime(HostOptions host)
    {
        host.ServicesStopConcurrently = true;
        host.ShutdownTimeout = TimeSpan.FromSeconds(8);
    }

    // Browsers hold the redirect that follows a form's post against form-action: sign-in and sign-out end at the tenant.
    private static void LetFormsLeadToTheTenant(SecurityHeadersOptions headers, IConfiguration configuration)
    {
        var domain = configuration["Auth0:Domain"];
        if (Uri.TryCreate(domain?.Contains("://", StringComparison.Ordinal) is true ? domain : $"https://{domain}", UriKind.Absolute, out var tenant))
        {
            headers.FormTargets.Add(tenant.GetLeftPart(UriPartial.Authority));
        }
    }

    // A cookie named __Host- can't be set by a neighbouring host, nor over http.
    private static void KeepFormTokensToThisHost(AntiforgeryOptions forms, IHostEnvironment environment)
    {
        forms.Cookie.Name = environment.IsProduction() ? "__Host-portal.form" : "portal.form";
        forms.Cookie.Path = "/";
        forms.Cookie.SecurePolicy = environment.IsProduction() ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
    }

    // With a public address configured, a forged Host header gets 400 instead of ending up in a link; this machine may ask how the portal is by its own names.
    private static void AnswerOnlyToOurName(HostFilteringOptions filter, IOptions<PortalOptions> portal)
    {
        if (portal.Value.PublicAddress is { } address)
        {
            filter.AllowedHosts = [address.Host, "localhost", "127.0.0.1", "[::1]"];
        }
    }
}
