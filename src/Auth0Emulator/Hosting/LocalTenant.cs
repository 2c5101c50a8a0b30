using System.Net;
using Auth0Emulator.Api;
using Auth0Emulator.Authentication;
using Auth0Emulator.Control;
using Auth0Emulator.Hosting;
using Auth0Emulator.Limits;
using Auth0Emulator.Mail;
using Auth0Emulator.Management;
using Auth0Emulator.Pages;
using Auth0Emulator.Tenant;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Auth0Emulator;

/// <summary>A running local Auth0 tenant: real HTTP on a loopback port, and in-process handles on everything inside.</summary>
public sealed class LocalTenant : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly LocalTenantOptions _options;
    private int _disposed;

    private LocalTenant(WebApplication app, LocalTenantOptions options)
    {
        _app = app;
        _options = options;
    }

    /// <summary>Where it is reached, such as http://localhost:5081/.</summary>
    public Uri Address => _app.Services.GetRequiredService<TenantAddress>().Value;

    /// <summary>Its time.</summary>
    public TenantClock Clock => _app.Services.GetRequiredService<TenantClock>();

    /// <summary>Its users, roles, clients, tickets and the rest.</summary>
    public TenantState State => _app.Services.GetRequiredService<TenantState>();

    /// <summary>What goes wrong.</summary>
    public FaultPlan Faults => _app.Services.GetRequiredService<FaultPlan>();

    /// <summary>Where calls are held.</summary>
    public GatePlan Gates => _app.Services.GetRequiredService<GatePlan>();

    /// <summary>What it was asked, and what it mailed.</summary>
    public Journal Journal => _app.Services.GetRequiredService<Journal>();

    /// <summary>The mail it sent.</summary>
    public Inbox Mail => _app.Services.GetRequiredService<Inbox>();

    /// <summary>What its clients may do.</summary>
    public GrantBook Grants => _app.Services.GetRequiredService<GrantBook>();

    /// <summary>The plan whose rate limits hold, such as <see cref="RateLimitPlan.Free"/>; null when there are none. Choosing one fills every bucket; a reset goes back to the one it was started with.</summary>
    public RateLimitPlan? Plan
    {
        get => _app.Services.GetRequiredService<TenantLimits>().Plan;
        set => _app.Services.GetRequiredService<TenantLimits>().Plan = value;
    }

    /// <summary>The provider that takes its mail, and can be told to refuse it.</summary>
    public MailProvider Provider => _app.Services.GetRequiredService<MailProvider>();

    /// <summary>Whether POST and PATCH of users and tickets without the header auth0-custom-domain are answered 409; a reset goes back to how it was started.</summary>
    public bool CustomDomainConflict
    {
        get => _app.Services.GetRequiredService<CustomDomains>().Conflict;
        set => _app.Services.GetRequiredService<CustomDomains>().Conflict = value;
    }

    /// <summary>What Auth0's plan or operation decides and no Management call changes: the log's lag, a wrong issuer and the like.</summary>
    public TenantSwitches Switches => _app.Services.GetRequiredService<TenantSwitches>();

    /// <summary>Enters an application's address into the allow-lists of the client "AdminPortal", as somebody would in the dashboard, unless it is there.</summary>
    public void AllowPortal(string portalUrl) => State.Change(tenant =>
    {
        var at = tenant.Clients.FindIndex(client => client.ClientId == TenantSeed.PortalClientId);
        if (at < 0)
        {
            return;
        }

        var root = portalUrl.TrimEnd('/');
        tenant.Clients[at] = tenant.Clients[at] with
        {
            Callbacks = [.. tenant.Clients[at].Callbacks.Union([root + "/callback"], StringComparer.Ordinal)],
            AllowedLogoutUrls = [.. tenant.Clients[at].AllowedLogoutUrls.Union([root + "/", root + "/signed-out"], StringComparer.Ordinal)],
        };
    });

    /// <summary>Starts a tenant.</summary>
    /// <exception cref="ProductionRefusedException">The environment is Production.</exception>
    /// <exception cref="PortInUseException">Another program has the port.</exception>
    /// <exception cref="FolderInUseException">Another tenant keeps its state in the folder.</exception>
    /// <exception cref="InvalidDataException">The folder can't be used, or holds something that isn't a tenant.</exception>
    public static async Task<LocalTenant> StartAsync(LocalTenantOptions options, CancellationToken ct = default)
    {
        if (string.Equals(options.EnvironmentName, Environments.Production, StringComparison.OrdinalIgnoreCase))
        {
            throw new ProductionRefusedException();
        }

        var app = Build(options);
        var tenant = new LocalTenant(app, options);
        try
        {
            await tenant.OpenAsync(ct);
            return tenant;
        }
        catch
        {
            await tenant.DisposeAsync();
            throw;
        }
    }

    /// <summary>Returns when the tenant is asked to stop; by Ctrl+C or SIGTERM only where its options say so.</summary>
    public Task WaitForShutdownAsync(CancellationToken ct = default) => _app.WaitForShutdownAsync(ct);

    /// <summary>Puts everything back to how it was started: state, mail, journal, faults, gates, clock, plan. The signing key stays, so that caches of it stay right.</summary>
    public Task ResetAsync() => _app.Services.GetRequiredService<TenantReset>().RunAsync();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1)
        {
            return;
        }

        // Calls that are held would keep the server from stopping.
        Gates.Abandon();
        Faults.Clear();
        await _app.DisposeAsync();
    }

    private static WebApplication Build(LocalTenantOptions options)
    {
        // The empty builder reads no settings, no environment variable and no command line: a tenant inside a test is what its options say.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { EnvironmentName = options.EnvironmentName, ApplicationName = nameof(Auth0Emulator) });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(server =>
        {
            server.AddServerHeader = false;
            if (options.Port == 0)
            {
                server.Listen(IPAddress.Loopback, 0);
            }
            else
            {
                server.ListenLocalhost(options.Port);
            }
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(3));
        if (!options.StopsOnCtrlC)
        {
            builder.Services.AddSingleton<IHostLifetime, OwnersLifetime>();
        }

        // Whoever starts the tenant gets the exception; the host need not print it as well.
        builder.Services.AddLogging(logging =>
        {
            options.Logging?.Invoke(logging);
            logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        });
        builder.Services.AddRouting();
        AddKernel(builder.Services, options);
        builder.Services.AddManagementApi().AddAuthenticationApi().AddMail().AddPages().AddControl();

        var app = builder.Build();
        app.UseMiddleware<RequestPipeline>();
        app.UseRouting();
        app.MapManagementApi();
        app.MapAuthenticationApi();
        app.MapPages();
        app.MapControl();
        app.MapUnknownRoutes();
        return app;
    }

    private static void AddKernel(IServiceCollection services, LocalTenantOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton(new TenantClock(options.Clock));
        services.AddSingleton<TenantAddress>();
        services.AddSingleton<TenantState>();
        services.AddSingleton(provider => new TenantStore(provider.GetRequiredService<TenantState>(), options.Folder));
        services.AddSingleton<TenantLog>();
        services.AddSingleton<CustomDomains>();
        services.AddSingleton<TenantSwitches>();
        services.AddSingleton<LimitLog>();
        services.AddSingleton<TenantLimits>();
        services.AddSingleton<PasswordTickets>();
        services.AddSingleton<PasswordChanges>();
        services.AddSingleton<TenantKey>();
        services.AddSingleton<TenantReset>();
        services.AddSingleton<GrantBook>();
        services.AddSingleton<Inbox>();
        services.AddSingleton<FaultPlan>();
        services.AddSingleton<FaultReplies>();
        services.AddSingleton<GatePlan>();
        services.AddSingleton<Journal>();
        services.AddSingleton<TenantOpening>();
    }

    private async Task OpenAsync(CancellationToken ct)
    {
        _app.Services.GetRequiredService<TenantStore>().Take();
        try
        {
            await _app.StartAsync(ct);
        }
        catch (IOException problem) when (problem.InnerException is AddressInUseException)
        {
            throw new PortInUseException(_options.Port, problem);
        }

        // Only a bound server knows a port it was free to choose; requests wait until the tenant is loaded.
        var bound = new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        _app.Services.GetRequiredService<TenantAddress>().Set(new Uri($"http://localhost:{bound.Port}/"));
        await _app.Services.GetRequiredService<TenantReset>().LoadAsync();
        _app.Services.GetRequiredService<TenantOpening>().Open();
    }
}
