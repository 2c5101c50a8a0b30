namespace Auth0Emulator;

/// <summary>The tenant was asked to run in Production.</summary>
public sealed class ProductionRefusedException() : InvalidOperationException(
    "The local Auth0 tenant refuses to run in Production: it is for development and tests. Set DOTNET_ENVIRONMENT=Development.");

/// <summary>Another program listens on the port.</summary>
public sealed class PortInUseException(int port, Exception inner) : IOException(
    $"Port {port} is in use by another program. Stop it, or choose another port for the local tenant with --port.", inner)
{
    /// <summary>The port.</summary>
    public int Port { get; } = port;
}
