using Auth0Emulator;
using Microsoft.Extensions.Logging.Console;
using Portal = AdminPortal.Program;

namespace DevHost;

/// <summary>The portal as it runs against a local tenant: its settings, its clock, its console.</summary>
public static class LocalPortal
{
    /// <summary>Builds the portal; it listens on <see cref="DevHostOptions.PortalPort"/> once started.</summary>
    public static WebApplication Create(DevHostOptions options, LocalTenant tenant)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(tenant);
        var address = Address(options);
        return Portal.Create([$"--environment={Environments.Development}"], builder =>
        {
            builder.WebHost.UseUrls(address);
            builder.Configuration.AddInMemoryCollection(Settings(tenant, options.Folder, address));
            builder.Configuration.AddCommandLine([.. options.PortalSettings]);
            builder.Services.AddSingleton<TimeProvider>(tenant.Clock);
            Quiet(builder.Logging);
        });
    }

    /// <summary>Where the portal is reached.</summary>
    public static string Address(DevHostOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return $"http://localhost:{options.PortalPort}";
    }

    /// <summary>Every setting a portal needs to run against <paramref name="tenant"/> with its database in <paramref name="folder"/>.</summary>
    public static Dictionary<string, string?> Settings(LocalTenant tenant, string folder, string publicUrl)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        return new(StringComparer.Ordinal)
        {
            ["Auth0:Domain"] = tenant.Address.GetLeftPart(UriPartial.Authority),
            ["Auth0:ClientId"] = TenantSeed.PortalClientId,
            ["Auth0:ClientSecret"] = TenantSeed.PortalClientSecret,
            ["Auth0:Connection"] = TenantSeed.ConnectionName,
            ["Auth0:Management:ClientId"] = TenantSeed.ManagementClientId,
            ["Auth0:Management:ClientSecret"] = TenantSeed.ManagementClientSecret,
            ["Portal:PublicUrl"] = publicUrl,
            ["Portal:CompanyName"] = TenantSeed.Default.Settings.FriendlyName,
            ["Invites:ApplicationClientId"] = TenantSeed.AcmeClientId,
            ["Roles:Offered:0"] = "Member",
            ["Roles:Offered:1"] = "Billing",
            ["Roles:Offered:2"] = "Deploy",
            ["Roles:Offered:3"] = "Portal Admin",
            ["ConnectionStrings:Portal"] = $"Data Source={Path.Combine(folder, "portal.db")}",
        };
    }

    /// <summary>Lets only warnings and worse onto the console, whatever appsettings.json says; that local keys lie unencrypted in the database is no news.</summary>
    public static void Quiet(ILoggingBuilder logging) => logging
        .ClearProviders()
        .AddSimpleConsole(console => console.SingleLine = true)
        .AddFilter<ConsoleLoggerProvider>(category: null, LogLevel.Warning)
        .AddFilter<ConsoleLoggerProvider>("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
}
