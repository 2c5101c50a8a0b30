using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Data;

/// <summary>The durable record.</summary>
public static class DataFeature
{
    /// <summary>Registers everything this slice needs.</summary>
    public static void AddData(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddSingleton<WriterTurns>();
        builder.Services.AddPooledDbContextFactory<PortalDb>((services, options) => options
            .UseSqlite(SqliteSetup.Resolve(
                services.GetRequiredService<IConfiguration>().GetConnectionString("Portal") ?? "Data Source=data/portal.db",
                services.GetRequiredService<IHostEnvironment>().ContentRootPath))
            .AddInterceptors(new SqliteSetup()));
    }
}
