using AdminPortal.Audit;
using AdminPortal.Shell;
using AdminPortal.SignIn;

namespace AdminPortal.Setup;

/// <summary>The tenant checked, explained and put right; its mails and its look.</summary>
public static class SetupFeature
{
    /// <summary>Registers everything this slice needs.</summary>
    public static void AddSetup(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);

        AddChecks(builder.Services);
        builder.Services.AddSingleton<SecretAges>();
        builder.Services.AddSingleton<SetupChecks>();
        builder.Services.AddSingleton<SetupReportText>();
        builder.Services.AddHostedService<SetupChecksService>();
        builder.Services.AddScoped<CheckTenant>();
        builder.Services.AddScoped<FixTenant>();
        builder.Services.Configure<ShellParts>(parts => parts.AddPlace(new Place("/setup", "Setup", "dials", Order: 70, Policy: nameof(Right.SeeTenantProblems))));
        builder.Services.Configure<StandingFacts>(facts => facts.Actions.UnionWith([SetupChecks.Whole, SecretAges.FirstSeen]));
        AddMailsAndLook(builder.Services);
    }

    /// <summary>What the forms of Setup post to, the report and the mail's preview.</summary>
    public static void MapSetup(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.MapSetupEndpoints();
        app.MapEmailPreview();
    }

    private static void AddMailsAndLook(IServiceCollection services)
    {
        services.AddSingleton<SettingHistory>();
        services.AddSingleton<EmailDesk>();
        services.AddSingleton<MailSurroundings>();
        services.AddSingleton<TenantEmail>();
        services.AddSingleton<EmailPublishing>();
        services.AddScoped<EmailTemplateDetails>();
        services.AddScoped<SaveEmailDraft>();
        services.AddScoped<DiscardEmailDraft>();
        services.AddScoped<PublishEmailTemplate>();
        services.AddScoped<UndoEmailTemplate>();
        services.AddScoped<BrandingDetails>();
        services.AddSingleton<BrandingSaving>();
        services.AddScoped<SaveBranding>();
        services.AddScoped<UndoBranding>();
        services.AddScoped<SendTestInvite>();
        services.AddScoped<EndTestInvite>();
        services.AddScoped<TestInviteDetails>();
    }

    // In the order in which they are put right; what one waits for stands before it.
    private static void AddChecks(IServiceCollection services)
    {
        services.AddSingleton<SetupCheck, DiscoveryCheck>();
        services.AddSingleton<SetupCheck, ClockCheck>();
        services.AddSingleton<SetupCheck, GrantCheck>();
        services.AddSingleton<SetupCheck, TokenCheck>();
        services.AddSingleton<SetupCheck, ScopesCheck>();
        services.AddSingleton<SetupCheck, DangerousScopesCheck>();
        services.AddSingleton<SetupCheck, AdminRoleCheck>();
        services.AddSingleton<SetupCheck, PortalRolesCheck>();
        services.AddSingleton<SetupCheck, WatchPaceCheck>();
        services.AddSingleton<SetupCheck, PortalAddressesCheck>();
        services.AddSingleton<SetupCheck, ConnectionCheck>();
        services.AddSingleton<SetupCheck, EnabledForManagementCheck>();
        services.AddSingleton<SetupCheck, EnabledForApplicationCheck>();
        services.AddSingleton<SetupCheck, SignUpCheck>();
        services.AddSingleton<SetupCheck, PasswordPolicyCheck>();
        services.AddSingleton<SetupCheck, SelfServiceCheck>();
        services.AddSingleton<SetupCheck, MailProviderCheck>();
        services.AddSingleton<SetupCheck, MailSignInCheck>();
        services.AddSingleton<SetupCheck, InviteTemplateCheck>();
        services.AddSingleton<SetupCheck, LinkLifetimeCheck>();
        services.AddSingleton<SetupCheck, SecondMailCheck>();
        services.AddSingleton<SetupCheck, LoginRouteCheck>();
        services.AddSingleton<SetupCheck, CustomDomainsCheck>();
        services.AddSingleton<SetupCheck, LogCheck>();
        services.AddSingleton<SetupCheck, LimitsCheck>();
        services.AddSingleton<SetupCheck, SecretAgeCheck>();
        services.AddSingleton<SetupCheck, DatabaseCheck>();
        services.AddSingleton<SetupCheck, SealCheck>();
        services.AddSingleton<SetupCheck, RuntimeCheck>();
    }
}
