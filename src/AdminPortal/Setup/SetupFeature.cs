using AdminPortal.Shell;

namespace AdminPortal.Setup;

/// <summary>The tenant checked, explained and put right; its mails and its look.</summary>
public static class SetupFeature
{
    /// <summary>Registers everything this slice needs.</summary>
    public static void AddSetup(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);

        builder.Services.Configure<ShellParts>(parts => parts.AddPlace(new Place("/setup", "Setup", "dials")));
        AddMailsAndLook(builder.Services);
    }

    /// <summary>Map step of the pipeline.</summary>
    public static void MapSetup(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
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
        services.AddScoped<SendTestInvite>();
        services.AddScoped<EndTestInvite>();
        services.AddScoped<TestInviteDetails>();
    }
}
