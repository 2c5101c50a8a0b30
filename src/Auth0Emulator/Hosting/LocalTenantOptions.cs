using Auth0Emulator.Limits;
using Auth0Emulator.Tenant;

namespace Auth0Emulator;

/// <summary>How a local tenant is started.</summary>
public sealed record LocalTenantOptions
{
    /// <summary>Port on this machine; 0 takes any free one.</summary>
    public int Port { get; init; }

    /// <summary>Keeps the tenant over restarts when set; null keeps it in memory.</summary>
    public string? Folder { get; init; }

    /// <summary>The clock below <see cref="LocalTenant.Clock"/>.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>What the tenant holds when the folder is empty, and after a reset.</summary>
    public TenantSeed Seed { get; init; } = TenantSeed.Default;

    /// <summary>How long a change takes to reach GET /users; reads by id or address are not delayed.</summary>
    public TimeSpan SearchDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long an entry takes to show in GET /logs.</summary>
    public TimeSpan LogDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Auth0's limit on reset mails per caller and address, which no plan changes; null switches it off.</summary>
    public ResetMailLimit? ResetMailLimit { get; init; } = new(10, TimeSpan.FromMinutes(1));

    /// <summary>The plan it starts with, such as <see cref="RateLimitPlan.Free"/>; null has no limits and sends no x-ratelimit headers. See <see cref="LocalTenant.Plan"/>.</summary>
    public RateLimitPlan? RateLimits { get; init; }

    /// <summary>Whether POST and PATCH of users and tickets without the header auth0-custom-domain are answered 409, as in a tenant with several custom domains.</summary>
    public bool CustomDomainConflict { get; init; }

    /// <summary>Whether templates may have a resultUrl, as in an enterprise tenant or one made before 2026-05-05; see <see cref="TenantSwitches"/>.</summary>
    public bool ResultUrlAllowed { get; init; }

    /// <summary>Key of a fresh tenant; null makes a new one, which costs a moment that hundreds of tests would rather share.</summary>
    public KeptSigningKey? SigningKey { get; init; }

    /// <summary>Name of the environment; Production is refused.</summary>
    public string EnvironmentName { get; init; } = "Development";

    /// <summary>Whether Ctrl+C and SIGTERM stop it; false leaves that to whoever started it, so that a program beside it can finish its calls first.</summary>
    public bool StopsOnCtrlC { get; init; }

    /// <summary>Where the tenant reports what went wrong inside it; nowhere unless told.</summary>
    public Action<ILoggingBuilder>? Logging { get; init; }
}
