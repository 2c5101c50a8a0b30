namespace Auth0Emulator.Management;

/// <summary>The Management API, /api/v2.</summary>
public static class ManagementEndpoints
{
    /// <summary>Registers the operations.</summary>
    public static IServiceCollection AddManagementApi(this IServiceCollection services) => services;

    /// <summary>Maps the Management API.</summary>
    public static void MapManagementApi(this IEndpointRouteBuilder routes)
    {
    }
}
