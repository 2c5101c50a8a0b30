using System.Net;
using AdminPortal.Auth0;
using AdminPortal.SignIn;
using Auth0Emulator;
using DevHost;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AdminPortal.Testing;

/// <summary>The real portal against a real local tenant, on a database of its own.</summary>
public sealed class PortalHost : IAsyncDisposable
{
    // Nothing listens there: the test server takes the requests. The number only has to be a loopback address the tenant allows.
    private static readonly Uri InProcessAddress = new("http://localhost:5080/");

    private readonly WebApplication _app;
    private readonly PortalHostOptions _options;
    private readonly TemporaryFolder? _ownFolder;
    private readonly OutboundGuard _guard;

    private PortalHost(WebApplication app, PortalHostOptions options, LocalTenant tenant, TemporaryFolder? ownFolder, string folder, LogCapture log, OutboundGuard guard)
    {
        _app = app;
        _options = options;
        _ownFolder = ownFolder;
        _guard = guard;
        Tenant = tenant;
        Folder = folder;
        Log = log;
    }

    /// <summary>The tenant the portal talks to.</summary>
    public LocalTenant Tenant { get; }

    /// <summary>Where the portal's database lies.</summary>
    public string Folder { get; }

    /// <summary>What the portal logged.</summary>
    public LogCapture Log { get; }

    /// <summary>The portal's time.</summary>
    public TimeProvider Clock => Services.GetRequiredService<TimeProvider>();

    /// <summary>The portal's services.</summary>
    public IServiceProvider Services => _app.Services;

    /// <summary>Where the portal is reached, such as http://localhost:5080/.</summary>
    public Uri Address => _options.RealPort
        ? new Uri($"http://localhost:{new Uri(Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()).Port}/")
        : InProcessAddress;

    /// <summary>Starts tenant and portal.</summary>
    public static async Task<PortalHost> StartAsync(PortalHostOptions? options = null)
    {
        options ??= new PortalHostOptions();
        var ownFolder = options.Folder is null ? new TemporaryFolder() : null;
        var tenant = options.Tenant ?? await LocalTenant.StartAsync(new LocalTenantOptions
        {
            Clock = options.Clock,
            Seed = options.Seed,
            SigningKey = TenantKeys.Shared,
            SearchDelay = options.TenantDelay,
            LogDelay = options.TenantDelay,
            RateLimits = options.RateLimits,
        });
        var folder = options.Folder ?? ownFolder!.Path;
        var log = new LogCapture();
        var app = AdminPortal.Program.Create([$"--environment={options.Environment}"], builder => Configure(builder, options, tenant, folder, log));
        var portal = new PortalHost(app, options, tenant, ownFolder, folder, log, OutboundGuard.Watch());
        try
        {
            await app.StartAsync();
            if (!options.Background)
            {
                portal.LearnFromTenant();
            }

            return portal;
        }
        catch
        {
            await portal.DisposeAsync();
            throw;
        }
    }

    /// <summary>A service of the portal.</summary>
    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    /// <summary>A client that keeps cookies, follows redirects between portal and tenant, and fills in forms, as a browser without scripts does.</summary>
    public TestBrowser NewBrowser() => new(Address, _options.RealPort ? null : _app.GetTestServer().CreateHandler());

    /// <summary>A browser in which this person of the tenant has signed in through the real flow.</summary>
    public async Task<TestBrowser> SignInOverHttpAsync(string email, string password = TenantSeed.Password)
    {
        var browser = NewBrowser();
        await browser.SignInAsync(email, password);
        return browser;
    }

    /// <summary>A scope of services in which this person of the tenant is the one who is here.</summary>
    public ActingScope SignedInAs(string email)
    {
        var user = Tenant.State.Read(tenant => tenant.UserByEmail(email, TenantSeed.ConnectionName))
            ?? throw new ArgumentException($"The tenant knows nobody with the address {email}.", nameof(email));
        return new ActingScope(Services.CreateAsyncScope(), new SignedInIdentity(user.UserId, user.Name, user.Email, user.EmailVerified, Sid: null));
    }

    /// <summary>A scope of services in which nobody is signed in.</summary>
    public ActingScope SignedOut() => new(Services.CreateAsyncScope(), null);

    /// <summary>Gives the portal's snapshots what a background pass would have read; for tests without background services.</summary>
    public void LearnFromTenant()
    {
        var facts = Tenant.State.Read(tenant => (
            Roles: tenant.Roles.Select(role => new Auth0Role(role.Id, role.Name, role.Description)).OrderBy(role => role.Name, StringComparer.Ordinal).ToList(),
            Members: RightsMatrix.Roles.Select(portalRole => tenant.RoleMembers.Where(member => tenant.Roles.Exists(role => role.Id == member.RoleId && role.Name == Get<PortalRoleMembers>().NameOf(portalRole)))
                .Select(member => new RoleMember(member.UserId, tenant.User(member.UserId)?.Email ?? "", tenant.User(member.UserId)?.Name ?? "")).ToList()).ToList(),
            LinkLifetime: tenant.EmailTemplates.GetValueOrDefault("reset_email")?.UrlLifetimeInSeconds));
        foreach (var role in RightsMatrix.Roles)
        {
            Get<PortalRoleMembers>().Learn(role, new Auth0Result<IReadOnlyList<RoleMember>>.Ok(facts.Members[(int)role]));
        }

        Get<TenantState>().Learn(before => before with
        {
            Roles = facts.Roles,
            RolesReadAt = Clock.GetUtcNow(),
            LinkLifetime = facts.LinkLifetime is { } seconds ? TimeSpan.FromSeconds(seconds) : TenantFacts.DefaultLinkLifetime,
            LinkLifetimeReadAt = Clock.GetUtcNow(),
        });
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_options.Tenant is null)
        {
            Tenant.Gates.Clear(); // a held call would keep the portal from stopping
        }

        await _app.StopAsync();
        await _app.DisposeAsync();
        if (_options.Tenant is null)
        {
            await Tenant.DisposeAsync();
        }

        _ownFolder?.Dispose();
        _guard.Dispose();
        _guard.Check();
    }

    private static void Configure(WebApplicationBuilder builder, PortalHostOptions options, LocalTenant tenant, string folder, LogCapture log)
    {
        builder.Configuration.AddInMemoryCollection(LocalPortal.Settings(tenant, folder, options.RealPort ? "" : InProcessAddress.ToString().TrimEnd('/')));
        if (!options.Background && options.RateLimits is null)
        {
            // Until a first reply says otherwise the portal keeps to the slowest plan: a call would wait for a token while the test, which alone moves the clock, waits for the call.
            builder.Configuration.AddInMemoryCollection([new("Auth0:Limits:Plan", "off")]);
        }

        builder.Configuration.AddInMemoryCollection(options.Settings);
        builder.Logging.ClearProviders().AddProvider(log).SetMinimumLevel(options.LogLevel);
        builder.Services.AddSingleton(options.PortalClock ?? tenant.Clock);
        builder.Services.PostConfigure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(5));
        if (options.RealPort)
        {
            builder.WebHost.ConfigureKestrel(server => server.Listen(IPAddress.Loopback, 0));
        }
        else
        {
            builder.WebHost.UseTestServer(server => server.BaseAddress = InProcessAddress);
        }

        builder.Host.UseServiceProviderFactory(new EditedServices(services =>
        {
            ActingPerson.Register(services);
            if (!options.Background)
            {
                RemoveBackground(services);
            }

            options.Services?.Invoke(services);
        }));
    }

    // Only loops: whatever prepares the start, such as the database's migrations, still runs.
    private static void RemoveBackground(IServiceCollection services)
    {
        foreach (var service in services.Where(service => service.ServiceType == typeof(IHostedService)
            && service.ImplementationType is { } type && type.IsSubclassOf(typeof(BackgroundService)) && type.Assembly == typeof(AdminPortal.Program).Assembly).ToList())
        {
            services.Remove(service);
        }
    }

    private sealed class EditedServices(Action<IServiceCollection> edit) : IServiceProviderFactory<IServiceCollection>
    {
        public IServiceCollection CreateBuilder(IServiceCollection services) => services;

        public IServiceProvider CreateServiceProvider(IServiceCollection containerBuilder)
        {
            edit(containerBuilder);
            return containerBuilder.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = true });
        }
    }
}
