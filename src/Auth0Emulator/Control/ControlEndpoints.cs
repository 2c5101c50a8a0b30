namespace Auth0Emulator.Control;

/// <summary>The control API, /emulator/api.</summary>
public static class ControlEndpoints
{
    /// <summary>Registers what the control API needs.</summary>
    public static IServiceCollection AddControl(this IServiceCollection services) => services;

    /// <summary>Maps the control API.</summary>
    public static void MapControl(this IEndpointRouteBuilder routes)
    {
    }
}
