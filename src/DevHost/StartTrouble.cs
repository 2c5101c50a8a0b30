using System.Text.Json;
using AdminPortal;
using Auth0Emulator;
using Auth0Emulator.Tenant;
using Microsoft.AspNetCore.Connections;

namespace DevHost;

/// <summary>Turns what keeps portal or tenant from starting into lines that name this program's own options.</summary>
public static class StartTrouble
{
    private const int LargestPort = 65535;

    /// <summary>The lines to print, or null when the failure is a bug.</summary>
    public static string? Explain(Exception failure, DevHostOptions? options) => failure switch
    {
        FormatException => failure.Message,
        PortInUseException taken => PortInUse(taken.Port, "--tenant-port"),
        FolderInUseException taken => $"The data in {taken.Folder} is in use by another program like this one. Stop that one, or choose another folder with --data.",
        _ when StartFailure.Explain(failure) is { } lines && failure is not IOException => string.Join('\n', lines),
        IOException { InnerException: AddressInUseException } when options is not null => PortInUse(options.PortalPort, "--portal-port"),
        InvalidDataException { InnerException: null or JsonException or FormatException or ArgumentException or System.Security.Cryptography.CryptographicException } => $"{failure.Message} --fresh starts over.",
        InvalidDataException or UnauthorizedAccessException or IOException => $"{failure.Message} Choose another folder with --data.",
        _ => null,
    };

    /// <summary>What to say of a port another program has, with one that may be free.</summary>
    public static string PortInUse(int port, string option) =>
        $"Port {port} is in use by another program: stop that one, or choose another port with {option} {(port + 100 <= LargestPort ? port + 100 : port - 100)}.";
}
