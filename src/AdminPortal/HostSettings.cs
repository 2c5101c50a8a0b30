using System.Globalization;
using Microsoft.Extensions.Options;

namespace AdminPortal;

/// <summary>The settings the framework reads by itself and, when they make no sense, answers with a stack trace.</summary>
internal static class HostSettings
{
    /// <summary>Stops the start with an <see cref="OptionsValidationException"/> that names every one of them that can't be used.</summary>
    public static void Demand(IConfiguration configuration)
    {
        string[] failures = [.. Levels(configuration), .. Addresses(configuration), .. Ports(configuration)];
        if (failures.Length > 0)
        {
            throw new OptionsValidationException(nameof(HostSettings), typeof(HostSettings), failures);
        }
    }

    private static IEnumerable<string> Levels(IConfiguration configuration) =>
        from section in configuration.GetSection("Logging").GetChildren()
        from levels in section.Key == "LogLevel" ? [section] : section.GetChildren().Where(child => child.Key == "LogLevel")
        from level in levels.GetChildren()
        where !string.IsNullOrEmpty(level.Value) && !Enum.TryParse<LogLevel>(level.Value, ignoreCase: true, out _)
        select $"{level.Path} must be one of {string.Join(", ", Enum.GetNames<LogLevel>())}; it is \"{level.Value}\".";

    private static IEnumerable<string> Addresses(IConfiguration configuration) =>
        from setting in configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => endpoint.GetSection("Url")).Prepend(configuration.GetSection("urls"))
        from address in (setting.Value ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        where !IsAddress(address)
        select $"{setting.Path} must be an address to listen on, such as http://localhost:5090; it is \"{address}\".";

    private static IEnumerable<string> Ports(IConfiguration configuration) =>
        from setting in new[] { configuration.GetSection("http_ports"), configuration.GetSection("https_ports") }
        from port in (setting.Value ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        where !int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number > ushort.MaxValue
        select $"{setting.Path} must be a port from 0 to {ushort.MaxValue}; it is \"{port}\".";

    private static bool IsAddress(string text)
    {
        try
        {
            var address = BindingAddress.Parse(text);
            return address.Scheme is "http" or "https"
                && (address.IsUnixPipe || address.IsNamedPipe || (IsHost(address.Host) && address.PathBase.Length == 0 && address.Port is >= 0 and <= ushort.MaxValue));
        }
        catch (Exception malformed) when (malformed is FormatException or ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }

    // A port that is no number stays with the host; an IPv6 address stands in brackets.
    private static bool IsHost(string host) => host.Length > 0 && (host.StartsWith('[') || !host.Contains(':', StringComparison.Ordinal));
}
