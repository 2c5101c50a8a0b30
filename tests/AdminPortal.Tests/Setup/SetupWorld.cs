using AdminPortal.Audit;
using AdminPortal.Data;
using AdminPortal.Setup;
using AdminPortal.Testing;
using Auth0Emulator;
using Auth0Emulator.Tenant;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Tests.Setup;

/// <summary>A portal and a tenant in which one thing is broken at a time, and looks that run when the test says so.</summary>
internal sealed class SetupWorld(PortalHost portal, ManualClock clock) : IAsyncDisposable
{
    public const string Admin = "admin@example.com";

    public PortalHost Portal => portal;

    public LocalTenant Tenant => portal.Tenant;

    public ManualClock Clock => clock;

    public static async Task<SetupWorld> StartAsync(PortalHostOptions? options = null)
    {
        var clock = new ManualClock();
        return new SetupWorld(await PortalHost.StartAsync((options ?? new()) with { Clock = clock, Background = false }), clock);
    }

    /// <summary>Looks at everything, as a person who waits for it.</summary>
    public Task<SetupReport> LookAsync() => portal.Get<SetupChecks>().LookAfreshAsync(CancellationToken.None);

    /// <summary>Looks at everything and answers what one check came to.</summary>
    public async Task<CheckResult> LookAsync(string check) => ResultOf(await LookAsync(), check);

    /// <summary>Demands that this check fails and every other one, apart from those that wait for it, is as it was; answers its result.</summary>
    public async Task<CheckResult.Fails> OnlyFailsAsync(string check)
    {
        var report = await LookAsync();
        Assert.Equal([check], report.Rows.Where(row => row.Result is CheckResult.Fails).Select(row => row.Id));
        return Assert.IsType<CheckResult.Fails>(ResultOf(report, check));
    }

    /// <summary>The same for a limit.</summary>
    public async Task<CheckResult.Limited> IsLimitedAsync(string check) => Assert.IsType<CheckResult.Limited>(await LookAsync(check));

    /// <summary>Presses the button of a check, and demands that it worked and that the check is green.</summary>
    public async Task FixAsync(string check)
    {
        var outcome = await TryFixAsync(check);
        Assert.True(outcome is FixTenantOutcome.Done, outcome.ToString());
        Assert.IsType<CheckResult.Works>(ResultOf(portal.Get<SetupChecks>().Report, check));
        Assert.Contains(await AuditAsync(), entry => entry.Action == FixTenant.Fixed && entry.Subject == $"setup {check}" && entry.ActorName == "Ada Admin");
    }

    /// <summary>Presses the button of a check.</summary>
    public async Task<FixTenantOutcome> TryFixAsync(string check, string by = Admin)
    {
        await using var person = portal.SignedInAs(by);
        return await person.Get<FixTenant>().HandleAsync(check);
    }

    public void Change(Action<TenantData> change) => Tenant.State.Change(change);

    /// <summary>Changes the connection people are invited into.</summary>
    public void ChangeConnection(Func<TenantConnection, TenantConnection> change) => Change(tenant =>
    {
        var at = tenant.Connections.FindIndex(connection => connection.Name == TenantSeed.ConnectionName);
        tenant.Connections[at] = change(tenant.Connections[at]);
    });

    /// <summary>Changes an application.</summary>
    public void ChangeClient(string clientId, Func<TenantClient, TenantClient> change) => Change(tenant =>
    {
        var at = tenant.Clients.FindIndex(client => client.ClientId == clientId);
        tenant.Clients[at] = change(tenant.Clients[at]);
    });

    /// <summary>Changes the template of the invitation mail.</summary>
    public void ChangeTemplate(Func<EmailTemplate, EmailTemplate> change) => Change(tenant => tenant.EmailTemplates["reset_email"] = change(tenant.EmailTemplates["reset_email"]));

    public async Task<List<AuditEntry>> AuditAsync()
    {
        await using var db = await portal.Get<IDbContextFactory<PortalDb>>().CreateDbContextAsync();
        return await db.AuditEntries.AsNoTracking().OrderBy(entry => entry.Number).ToListAsync();
    }

    public ValueTask DisposeAsync() => portal.DisposeAsync();

    public static CheckResult ResultOf(SetupReport report, string check) => report.Rows.Single(row => row.Id == check).Result ?? throw new InvalidOperationException($"{check} was not asked.");
}
