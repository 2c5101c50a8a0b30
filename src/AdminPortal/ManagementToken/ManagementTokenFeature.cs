namespace AdminPortal.ManagementToken;

/// <summary>The Management API token, kept current.</summary>
public static class ManagementTokenFeature
{
    /// <summary>Registers everything this slice needs.</summary>
    public static void AddManagementToken(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
    }
}
