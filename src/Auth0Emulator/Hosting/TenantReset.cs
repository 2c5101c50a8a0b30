using Auth0Emulator.Control;
using Auth0Emulator.Limits;
using Auth0Emulator.Pages.Acme;
using Auth0Emulator.Tenant;

namespace Auth0Emulator.Hosting;

/// <summary>Fills the tenant: from its folder, or from the seed.</summary>
public sealed class TenantReset(
    LocalTenantOptions options, TenantState state, TenantStore store, TenantAddress address, TenantClock clock, TenantKey key, FaultPlan faults, GatePlan gates, Journal journal,
    TenantLimits limits, CustomDomains domains, TenantSwitches switches, AcmeVisitors acme)
{
    /// <summary>Back to the seed; the signing key stays.</summary>
    public async Task RunAsync()
    {
        clock.Restore();
        faults.Clear();

        // A call that was held belongs to the old tenant: let through, it would act on the fresh one.
        gates.Abandon();
        journal.Clear();
        limits.Reset();
        switches.Reset();
        acme.Clear();
        var kept = key.Current.Keep();
        var fresh = options.Seed.Plant(address, clock.GetUtcNow());
        fresh.SigningKey = kept;
        domains.Start(fresh);
        state.Replace(fresh);
        await store.SaveAsync(address.Root);
    }

    internal async Task LoadAsync()
    {
        var tenant = store.Load(address.Root) ?? options.Seed.Plant(address, clock.GetUtcNow());
        domains.Start(tenant);
        clock.Continue(tenant.ClockOffset, offset => state.Change(data => data.ClockOffset = offset));
        tenant.SigningKey ??= options.SigningKey;
        key.Use(tenant.SigningKey is { } kept ? store.Restore(kept) : SigningKey.Create(clock.GetUtcNow()));
        tenant.SigningKey ??= key.Current.Keep();
        state.Replace(tenant);
        await store.SaveFirstAsync(address.Root);
    }
}
