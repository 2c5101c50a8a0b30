using AdminPortal.Shell;
using AdminPortal.SignIn;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AdminPortal.Audit;

/// <summary>Who changed what, when; whole, and provably so.</summary>
public static class AuditFeature
{
    /// <summary>Registers everything this slice needs.</summary>
    public static void AddAudit(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddSingleton<IValidateOptions<AuditOptions>, AuditOptionsValidator>();
        builder.Services.AddOptions<AuditOptions>().BindConfiguration(AuditOptions.Section).ValidateOnStart();
        AddChain(builder.Services);

        builder.Services.AddSingleton<AuditPeople>();
        builder.Services.AddSingleton<AuditRows>();
        builder.Services.AddScoped<AuditFilter>();
        builder.Services.AddScoped<AuditList>();
        builder.Services.AddScoped<AuditEntryDetails>();
        builder.Services.AddScoped<ExportAudit>();
        builder.Services.AddScoped<VerifyAudit>();
        builder.Services.Configure<ShellParts>(parts => parts.AddPlace(new Place(AuditListAddress.Path, "Audit", "ledger", Order: 50, Policy: nameof(Right.SeeAudit))));
    }

    /// <summary>The audit as a file, and the check of its chain.</summary>
    public static void MapAudit(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.MapAuditEndpoints();
    }

    private static void AddChain(IServiceCollection services)
    {
        services.AddSingleton(provider => AuditFolder.Find(
            provider.GetRequiredService<IOptions<AuditOptions>>().Value,
            provider.GetRequiredService<IConfiguration>(),
            provider.GetRequiredService<IHostEnvironment>())!);
        services.AddSingleton<AuditAnchor>();
        services.AddSingleton<AuditChain>();
        services.AddSingleton(provider => new AuditVerifier(
            provider.GetRequiredService<IDbContextFactory<Data.PortalDb>>(),
            provider.GetRequiredService<AuditChain>(),
            provider.GetRequiredService<AuditAnchor>(),
            provider.GetRequiredService<AuditFolder>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<SettingsWatch>();
        services.AddOptions<StandingFacts>();
        services.AddSingleton<AuditRetention>();
        services.AddHostedService<AuditStart>();
        services.AddHostedService<AuditRetentionService>();
    }
}
