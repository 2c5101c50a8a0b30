using System.Globalization;
using Auth0Emulator.Limits;
using Auth0Emulator.Tenant;

namespace Auth0Emulator;

/// <summary>Runs a local tenant on its own.</summary>
public static class Program
{
    private const int DefaultPort = 5081;
    private static readonly string[] Known = ["--port", "--folder", "--portal-url", "--search-delay", "--plan", "--plan-factor"];

    /// <summary>The entry point: <c>--port</c>, <c>--folder</c>, <c>--portal-url</c>, <c>--search-delay</c> (seconds), <c>--plan</c> and <c>--plan-factor</c> (rate limits). 0 when stopped, 1 when it can't start.</summary>
    public static async Task<int> Main(string[] args)
    {
        try
        {
            await using var tenant = await LocalTenant.StartAsync(Options(Settings(args)));
            await Console.Out.WriteLineAsync($"""
                Local Auth0 tenant   {tenant.Address}
                Inbox                {tenant.Address}emulator/mail
                People               {string.Join(", ", TenantSeed.Default.People.Select(person => person.Email))} (password {TenantSeed.Password})
                Management client    {TenantSeed.ManagementClientId} (secret {TenantSeed.ManagementClientSecret})
                Ctrl+C stops it.
                """);
            await tenant.WaitForShutdownAsync();
            return 0;
        }
        catch (Exception problem) when (problem is ProductionRefusedException or PortInUseException or FolderInUseException or InvalidDataException or FormatException)
        {
            await Console.Error.WriteLineAsync(problem.Message);
            return 1;
        }
    }

    // The command line's own reader passes over what it doesn't know and over an option without a value.
    private static IConfiguration Settings(string[] args)
    {
        for (var at = 0; at < args.Length; at++)
        {
            var name = args[at].Split('=')[0];
            if (!Known.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                throw new FormatException($"{name} is not an option of the local tenant; it knows {string.Join(", ", Known)}.");
            }

            if (name == args[at] && ++at == args.Length)
            {
                throw new FormatException($"{name} wants a value.");
            }
        }

        return new ConfigurationBuilder().AddCommandLine(args).Build();
    }

    private static LocalTenantOptions Options(IConfiguration settings) => new()
    {
        Port = Number(settings, "port") ?? DefaultPort,
        Folder = Folder(settings["folder"]),
        Seed = settings["portal-url"] is { } portal ? TenantSeed.Default with { PortalUrl = Address(portal) } : TenantSeed.Default,
        SearchDelay = TimeSpan.FromSeconds(Number(settings, "search-delay") ?? 1),
        StopsOnCtrlC = true,
        RateLimits = RateLimitPlan.Named(settings["plan"] ?? RateLimitPlan.Off, Number(settings, "plan-factor") ?? 1),
        EnvironmentName = Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT") ?? Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT") ?? Environments.Production,
        Logging = logging => logging.AddSimpleConsole().SetMinimumLevel(LogLevel.Warning),
    };

    private static string? Folder(string? text) => text is not null && string.IsNullOrWhiteSpace(text) ? throw new FormatException("--folder must be a folder; it is empty.") : text;

    // Where the portal is, without a path: callbacks and allowed addresses are made by adding to it.
    private static string Address(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address.PathAndQuery == "/" && address.Fragment.Length == 0
            ? text
            : throw new FormatException($"--portal-url must be an address such as http://localhost:5080; it is {(text.Length == 0 ? "empty" : text)}.");

    private static int? Number(IConfiguration settings, string key) => settings[key] switch
    {
        null => null,
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= 65535 => number,
        var text => throw new FormatException($"--{key} must be a whole number from 0 to 65535; it is {text}."),
    };
}
