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
    }
}
