namespace AdminPortal;

/// <summary>The settings without which the portal has no tenant to talk to, and what to say when they are absent.</summary>
internal static class RequiredSettings
{
    private static readonly (string Key, string Meaning)[] Always =
    [
        ("Auth0:Domain", "the tenant, such as acme.eu.auth0.com"),
        ("Auth0:ClientId", "the application people sign in to the portal with (Regular Web Application)"),
        ("Auth0:ClientSecret", "its secret"),
        ("Auth0:Management:ClientId", "the application that may use the Management API (Machine to Machine)"),
        ("Auth0:Management:ClientSecret", "its secret"),
    ];

    // Elsewhere links and callbacks follow the address people came by; in Production that would let a forged Host header write them.
    private static readonly (string Key, string Meaning)[] InProduction =
    [
        ("Portal:PublicUrl", "where people open the portal, such as https://portal.acme.com"),
    ];

    /// <summary>Stops the start with a <see cref="MissingSettingsException"/> unless every one is there.</summary>
    public static void Demand(IConfiguration configuration, IHostEnvironment environment)
    {
        var required = environment.IsProduction() ? [.. Always, .. InProduction] : Always;
        var missing = required.Where(setting => string.IsNullOrWhiteSpace(configuration[setting.Key])).ToArray();
        if (missing.Length == 0)
        {
            return;
        }

        throw new MissingSettingsException(
        [
            missing.Length == 1 ? "This setting is missing:" : "These settings are missing:",
            .. missing.Select(setting => $"  {setting.Key,-29} {setting.Meaning}"),
            "Set them in appsettings.json, in the environment (Auth0__Domain=…) or as arguments (--Auth0:Domain=…); README.md says where Auth0 shows them.",
            "Without an Auth0 tenant, run the portal with the local one: dotnet run --project src/DevHost",
        ]);
    }
}

/// <summary>Settings are absent; <see cref="Lines"/> say which and what to do.</summary>
internal sealed class MissingSettingsException(IReadOnlyList<string> lines) : Exception(string.Join('\n', lines))
{
    /// <summary>One line each, ready for the console.</summary>
    public IReadOnlyList<string> Lines { get; } = lines;
}
