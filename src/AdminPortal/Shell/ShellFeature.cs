namespace AdminPortal.Shell;

/// <summary>What every page stands in.</summary>
public static class ShellFeature
{
    /// <summary>Registers everything this slice needs.</summary>
    public static void AddShell(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
    }

    /// <summary>Use step of the pipeline.</summary>
    public static void UseShell(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
    }

    /// <summary>Map step of the pipeline.</summary>
    public static void MapShell(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
    }
}
