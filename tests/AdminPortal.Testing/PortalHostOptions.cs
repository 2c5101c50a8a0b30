using Auth0Emulator;
using Auth0Emulator.Limits;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Testing;

/// <summary>How a portal under test is started; the defaults suit most tests.</summary>
public sealed record PortalHostOptions
{
    /// <summary>The settings of the local tenant's people, roles and clients; any loopback port may be the portal's.</summary>
    public static TenantSeed AnyPort { get; } = TenantSeed.Default with { PortalUrl = null };

    /// <summary>The one clock below tenant and portal.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>A clock for the portal alone, to let it disagree with the tenant; null gives it the tenant's.</summary>
    public TimeProvider? PortalClock { get; init; }

    /// <summary>Whether the portal's background services run; a test without them calls the classes that do one pass.</summary>
    public bool Background { get; init; } = true;

    /// <summary>Whether the portal listens on a real loopback port, which browsers need.</summary>
    public bool RealPort { get; init; }

    /// <summary>What the tenant holds at the start.</summary>
    public TenantSeed Seed { get; init; } = AnyPort;

    /// <summary>How late the tenant's search and log are; none unless a test asks for it.</summary>
    public TimeSpan TenantDelay { get; init; }

    /// <summary>The plan whose limits the tenant keeps; none unless a test asks for them.</summary>
    public RateLimitPlan? RateLimits { get; init; }

    /// <summary>A tenant that is already running and outlives the portal; null starts one.</summary>
    public LocalTenant? Tenant { get; init; }

    /// <summary>A folder that outlives the portal, for restarts; null makes one and removes it at the end.</summary>
    public string? Folder { get; init; }

    /// <summary>Settings beside those that lead to the tenant, such as <c>["SignIn:FirstAdmin"] = "…"</c>.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>(StringComparer.Ordinal);

    /// <summary>Name of the environment.</summary>
    public string Environment { get; init; } = "Development";

    /// <summary>Changes the portal's services after it has registered all of its own.</summary>
    public Action<IServiceCollection>? Services { get; init; }

    /// <summary>Everything the portal logs at this level or above is kept in <see cref="PortalHost.Log"/>.</summary>
    public Microsoft.Extensions.Logging.LogLevel LogLevel { get; init; } = Microsoft.Extensions.Logging.LogLevel.Information;
}
