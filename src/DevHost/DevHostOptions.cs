using System.Globalization;

namespace DevHost;

/// <summary>What somebody asked of the local portal on the command line.</summary>
public sealed record DevHostOptions
{
    /// <summary>How to ask.</summary>
    public const string Usage = """
        dotnet run --project src/DevHost -- [--portal-port 5080] [--tenant-port 5081] [--data FOLDER] [--fresh] [--Key:Of:Setting=value …]
          --fresh    forgets everything from earlier runs
          settings   any setting of appsettings.json, such as --Invites:Lifetime=3.00:00:00
        """;

    /// <summary>Where the portal listens on this machine.</summary>
    public int PortalPort { get; init; } = 5080;

    /// <summary>Where the tenant listens on this machine.</summary>
    public int TenantPort { get; init; } = 5081;

    /// <summary>Holds the portal's database and the tenant's state between runs.</summary>
    public string Folder { get; init; } = Path.Combine(ProjectFolder(), "data");

    /// <summary>Whether to forget everything from earlier runs.</summary>
    public bool Fresh { get; init; }

    /// <summary>Settings passed on to the portal.</summary>
    public IReadOnlyList<string> PortalSettings { get; init; } = [];

    /// <summary>Reads the command line; ports may also stand in DEVHOST_PORTAL_PORT and DEVHOST_TENANT_PORT.</summary>
    /// <exception cref="FormatException">Something in it can't be understood.</exception>
    public static DevHostOptions Read(IReadOnlyList<string> args, Func<string, string?> environment)
    {
        ArgumentNullException.ThrowIfNull(args);
        ArgumentNullException.ThrowIfNull(environment);
        var options = new DevHostOptions();
        options = environment("DEVHOST_PORTAL_PORT") is { Length: > 0 } portal ? options with { PortalPort = Port("DEVHOST_PORTAL_PORT", portal) } : options;
        options = environment("DEVHOST_TENANT_PORT") is { Length: > 0 } tenant ? options with { TenantPort = Port("DEVHOST_TENANT_PORT", tenant) } : options;

        var words = new Queue<string>(args.SelectMany(Split));
        while (words.TryDequeue(out var word))
        {
            options = word switch
            {
                "--portal-port" => options with { PortalPort = Port(word, Value(word, words)) },
                "--tenant-port" => options with { TenantPort = Port(word, Value(word, words)) },
                "--data" => options with { Folder = FolderNamed(Value(word, words)) },
                "--fresh" => options with { Fresh = true },
                _ when word.StartsWith("--", StringComparison.Ordinal) && word.Contains(':', StringComparison.Ordinal)
                    => options with { PortalSettings = [.. options.PortalSettings, $"{word}={Value(word, words)}"] },
                _ => throw new FormatException($"\"{word}\" is not understood.\n{Usage}"),
            };
        }

        return options.PortalPort == options.TenantPort
            ? throw new FormatException($"Portal and tenant can't both listen on port {options.PortalPort}: choose another with --portal-port or --tenant-port.")
            : options;
    }

    private static string[] Split(string arg) =>
        arg.StartsWith("--", StringComparison.Ordinal) ? arg.Split('=', 2) : [arg];

    private static string Value(string name, Queue<string> words) =>
        words.TryDequeue(out var value) ? value : throw new FormatException($"{name} needs a value.\n{Usage}");

    private static string FolderNamed(string text) =>
        string.IsNullOrWhiteSpace(text) ? throw new FormatException("--data must be a folder; it is empty.") : Path.GetFullPath(text);

    private static int Port(string name, string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= 65535
            ? port
            : throw new FormatException($"{name} must be a port from 1 to 65535; it is \"{text}\".");

    // The folder of the project when it runs out of its build output, so that data lies where .gitignore expects it.
    private static string ProjectFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "DevHost.csproj")))
            {
                return folder.FullName;
            }
        }

        return AppContext.BaseDirectory;
    }
}
