namespace AdminPortal.SignIn;

/// <summary>Who is here and what they may do.</summary>
public static class SignInFeature
{
    /// <summary>Registers everything this slice needs.</summary>
    public static void AddSignIn(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.Configure<SignInOptions>(builder.Configuration.GetSection(SignInOptions.Section));
        builder.Services.AddSingleton<AdminRoleMembers>();
        builder.Services.AddSingleton<RightsOf>();
        builder.Services.AddScoped<CurrentPerson>();
    }

    /// <summary>Use step of the pipeline.</summary>
    public static void UseSignIn(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
    }

    /// <summary>Map step of the pipeline.</summary>
    public static void MapSignIn(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
    }
}
