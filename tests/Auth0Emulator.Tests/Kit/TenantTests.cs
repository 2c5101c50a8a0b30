using AdminPortal.Testing;

namespace Auth0Emulator.Tests.Kit;

/// <summary>A fresh tenant on a port of its own for every test, with time that stands still.</summary>
public abstract class TenantTests : IAsyncLifetime
{
    /// <summary>Time below the tenant's.</summary>
    protected ManualClock Clock { get; } = new();

    /// <summary>The tenant.</summary>
    protected LocalTenant Tenant { get; private set; } = null!;

    /// <summary>Real HTTP to it.</summary>
    protected TenantHttp Http { get; private set; } = null!;

    /// <summary>How this test wants its tenant.</summary>
    protected virtual LocalTenantOptions Options => new() { Clock = Clock, SigningKey = TenantKeys.Shared };

    public virtual async Task InitializeAsync()
    {
        Tenant = await LocalTenant.StartAsync(Options);
        Http = new TenantHttp(Tenant);
    }

    public virtual async Task DisposeAsync()
    {
        Http.Dispose();
        await Tenant.DisposeAsync();
    }
}
