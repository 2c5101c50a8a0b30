using AdminPortal.Auth0;
using AdminPortal.ManagementToken;
using AdminPortal.Testing;
using Auth0Emulator;
using Auth0Emulator.Control;

namespace AdminPortal.Tests.Auth0;

public sealed class TenantStateTests
{
    [Fact]
    public async Task One_pass_reads_roles_and_how_long_links_live()
    {
        await using var portal = await Portal();

        Assert.True(await portal.Get<TenantStateReader>().ReadAsync(default));

        var facts = portal.Get<TenantState>().Facts;
        Assert.Equal(["Billing", "Deploy", "Member", "Portal Admin", "Portal Support", "Portal Team Lead"], facts.Roles.Select(role => role.Name));
        Assert.Equal(TimeSpan.FromDays(7), facts.LinkLifetime);
        Assert.NotNull(facts.RolesReadAt);
        Assert.NotNull(facts.LinkLifetimeReadAt);
    }

    [Fact]
    public async Task A_tenant_whose_template_was_never_changed_has_links_that_live_five_days()
    {
        await using var portal = await Portal();
        portal.Tenant.State.Change(tenant => tenant.EmailTemplates.Clear());

        Assert.True(await portal.Get<TenantStateReader>().ReadAsync(default));

        Assert.Equal(TimeSpan.FromDays(5), portal.Get<TenantState>().Facts.LinkLifetime);
    }

    [Fact]
    public async Task What_can_not_be_read_stays_as_it_was_and_the_missing_scope_is_named()
    {
        await using var portal = await Portal();
        await portal.Get<TenantStateReader>().ReadAsync(default);
        var before = portal.Get<TenantState>().Facts;
        portal.Tenant.Grants.Deny(TenantSeed.ManagementClientId, "read:email_templates", "read:roles");
        await portal.Get<ManagementTokenCache>().RenewAsync(default);

        Assert.False(await portal.Get<TenantStateReader>().ReadAsync(default));

        Assert.Equal(before, portal.Get<TenantState>().Facts);
        Assert.Equal(["read:email_templates", "read:roles"], portal.Get<TenantState>().MissingScopes);
    }

    [Fact]
    public async Task Silence_is_told_after_three_calls_from_its_beginning_and_ends_with_the_first_answer()
    {
        var clock = new ManualClock();
        await using var portal = await Portal(clock);
        var state = portal.Get<TenantState>();
        await portal.Get<TenantStateReader>().ReadAsync(default);
        var changes = 0;
        state.Changed += () => changes++;
        var silentAt = clock.Now;
        portal.Tenant.Faults.Add(Fault.Drop("GET /api/v2/roles"));

        await portal.Get<ManagementClient>().GetRolesAsync(null, default);
        Assert.False(state.Answers);
        clock.Advance(TimeSpan.FromSeconds(40));
        await portal.Get<ManagementClient>().GetRolesAsync(null, default);
        Assert.Null(state.SilentSince);
        await portal.Get<ManagementClient>().GetRolesAsync(null, default);

        Assert.Equal(silentAt, state.SilentSince);
        Assert.Equal(1, changes);
        portal.Tenant.Faults.Clear();
        clock.Advance(TimeSpan.FromSeconds(5));
        await portal.Get<ManagementClient>().GetRolesAsync(null, default);
        Assert.True(state.Answers);
        Assert.Equal(2, changes);
    }

    [Fact]
    public async Task A_rotated_secret_is_known_as_refused_credentials_until_a_call_has_a_token_again()
    {
        var clock = new ManualClock();
        await using var portal = await Portal(clock);
        var state = portal.Get<TenantState>();
        var management = portal.Tenant.State.Read(tenant => tenant.Client(TenantSeed.ManagementClientId)!);
        Rotate(management with { ClientSecret = "another-one" });
        var refusedAt = clock.Now;

        await portal.Get<ManagementClient>().GetRolesAsync(null, default);
        clock.Advance(TimeSpan.FromMinutes(5));
        await portal.Get<ManagementClient>().GetRolesAsync(null, default);

        Assert.True(state.Answers);
        Assert.Equal(refusedAt, state.Credentials?.Since);
        Assert.Contains("id or secret", state.Credentials?.Message, StringComparison.Ordinal);

        // The door that needs no token says nothing about them.
        await portal.Get<AuthenticationClient>().ChangePasswordAsync("nobody@example.com", default);
        Assert.NotNull(state.Credentials);

        Rotate(management);
        clock.Advance(TimeSpan.FromMinutes(5));
        await portal.Get<ManagementClient>().GetRolesAsync(null, default);
        Assert.Null(state.Credentials);

        void Rotate(Auth0Emulator.Tenant.TenantClient client) =>
            portal.Tenant.State.Change(tenant => tenant.Clients[tenant.Clients.FindIndex(each => each.ClientId == client.ClientId)] = client);
    }

    [Fact]
    public async Task In_the_background_the_snapshot_fills_by_itself_and_a_scope_that_comes_back_is_no_longer_missing()
    {
        await using var tenant = await LocalTenant.StartAsync(new LocalTenantOptions { Seed = PortalHostOptions.AnyPort });
        tenant.Grants.Deny(TenantSeed.ManagementClientId, "read:email_templates");
        await using var portal = await PortalHost.StartAsync(new PortalHostOptions { Tenant = tenant });
        var state = portal.Get<TenantState>();

        await UntilAsync(state, () => state.MissingScopes.Count == 1 && state.Facts.RolesReadAt is not null);
        tenant.Grants.Allow(TenantSeed.ManagementClientId, "read:email_templates");
        await portal.Get<ManagementTokenCache>().RenewAsync(default);
        await UntilAsync(state, () => state.MissingScopes.Count == 0);
    }

    private static Task<PortalHost> Portal(ManualClock? clock = null) =>
        PortalHost.StartAsync(new PortalHostOptions { Background = false, Clock = clock ?? new ManualClock() });

    private static async Task UntilAsync(TenantState state, Func<bool> condition)
    {
        using var changed = new SemaphoreSlim(1);
        state.Changed += Tell;
        try
        {
            while (!condition())
            {
                Assert.True(await changed.WaitAsync(TimeSpan.FromSeconds(30)), "The snapshot did not change.");
            }
        }
        finally
        {
            state.Changed -= Tell;
        }

        void Tell() => changed.Release();
    }
}
