using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AdminPortal.Data;

/// <summary>The durable record.</summary>
public static class DataFeature
{
    /// <summary>Registers everything this slice needs.</summary>
    public static void AddData(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddSingleton<WriterTurns>();
        builder.Services.AddSingleton<IValidateOptions<DatabasePlace>, DatabasePlaceValidator>();
        builder.Services.AddOptions<DatabasePlace>()
            .Configure<IConfiguration>((place, configuration) => place.ConnectionString = configuration.GetConnectionString("Portal") is { Length: > 0 } set ? set : place.ConnectionString)
            .ValidateOnStart();
        builder.Services.AddPooledDbContextFactory<PortalDb>((services, options) => options
            .UseSqlite(SqliteSetup.Resolve(
                services.GetRequiredService<IOptions<DatabasePlace>>().Value.ConnectionString,
                services.GetRequiredService<IHostEnvironment>().ContentRootPath))
            .AddInterceptors(new SqliteSetup()));
        builder.Services.AddHostedService<DatabaseService>();

        builder.Services.AddDataProtection().SetApplicationName("AdminPortal");
        builder.Services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(services =>
            new ConfigureOptions<KeyManagementOptions>(options => options.XmlRepository = new KeyRing(services.GetRequiredService<IDbContextFactory<PortalDb>>())));
    }
}
