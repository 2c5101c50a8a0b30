namespace AdminPortal.Auth0;

/// <summary>The wire to Auth0 and nothing else.</summary>
public static class Auth0Feature
{
    /// <summary>Registers everything this slice needs.</summary>
    public static void AddAuth0(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddSingleton<TenantState>();
        builder.Services.AddTransient<ManagementClient>();
        builder.Services.AddTransient<AuthenticationClient>();
    }
}
