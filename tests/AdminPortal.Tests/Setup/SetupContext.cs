using AdminPortal.Auth0;
using AdminPortal.Data;
using AdminPortal.ManagementToken;
using AdminPortal.Setup;
using AdminPortal.SignIn;
using AdminPortal.Testing;
using AdminPortal.Tests.Shell;
using Auth0Emulator;
using Auth0Emulator.Tenant;
using Bunit;
using DevHost;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Radzen;

namespace AdminPortal.Tests.Setup;

/// <summary>What a component of Setup finds around it: its real use cases, and a local tenant that they ask. Ada, who holds the admin role there, is signed in.</summary>
public abstract class SetupContext : PageContext
{
    // An answer of the tenant comes in milliseconds; a machine that is busy with other things may take its time over it.
    static SetupContext() => DefaultWaitTimeout = TimeSpan.FromSeconds(30);

    /// <summary>The tenant.</summary>
    protected LocalTenant Tenant { get; private set; } = null!;

    /// <inheritdoc/>
    public override async Task InitializeAsync()
    {
        Tenant = await LocalTenant.StartAsync(new LocalTenantOptions { Clock = Clock, SigningKey = TenantKeys.Shared, SearchDelay = TimeSpan.Zero, LogDelay = TimeSpan.Zero });
        var ada = Tenant.State.Read(tenant => tenant.UserByEmail(SetupWorld.Admin, TenantSeed.ConnectionName)!);
        Who = new SignedInIdentity(ada.UserId, ada.Name, ada.Email, ada.EmailVerified, null);
        Services.AddSingleton<IHostApplicationLifetime, ApplicationLifetime>();
        Services.AddSingleton<PortalRoleReader>();
        Services.AddSingleton<OpenPages>();
        Services.AddSingleton<SignInWatch>();
        Services.AddSingleton(System.Security.Cryptography.RandomNumberGenerator.Create());
        Services.AddDataProtection();
        AddTheUseCases();
        await base.InitializeAsync();
        GiveAdaTheRoleBack();
    }

    /// <summary>Ada holds the role again.</summary>
    protected void GiveAdaTheRoleBack() =>
        Services.GetRequiredService<PortalRoleMembers>().Learn(PortalRole.Admin, new Auth0Result<IReadOnlyList<AdminPortal.Auth0.RoleMember>>.Ok([new(Who!.Subject, Who.Email, Who.Name)]));

    /// <summary>Ada holds no role, but is the first admin of the settings while nobody's role can be read: she may look and not change.</summary>
    protected void OnlyLook()
    {
        Services.GetRequiredService<Microsoft.Extensions.Options.IOptions<SignInOptions>>().Value.FirstAdmin = SetupWorld.Admin;
        Clock.Advance(PortalRoleMembers.LastAnswerHolds + TimeSpan.FromSeconds(1));
    }

    /// <summary>Presses the question's button that goes on.</summary>
    protected Task SayYesAsync<TPage>(IRenderedComponent<TPage> page)
        where TPage : Microsoft.AspNetCore.Components.IComponent => page.InvokeAsync(() => Services.GetRequiredService<DialogService>().Close(true));

    /// <summary>From now on the database takes nothing of Setup's: no audit, no draft, no version.</summary>
    protected async Task BreakSetupAsync()
    {
        await using var db = await Services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync();
        await db.Database.ExecuteSqlRawAsync("""
            CREATE TRIGGER NoAudit BEFORE INSERT ON AuditEntries BEGIN SELECT RAISE(ABORT, 'disk full'); END;
            CREATE TRIGGER NoDraft BEFORE UPDATE ON SettingDrafts BEGIN SELECT RAISE(ABORT, 'disk full'); END
            """);
    }

    /// <inheritdoc/>
    protected override async ValueTask DisposeAsyncCore()
    {
        await base.DisposeAsyncCore();
        await Tenant.DisposeAsync();
    }

    // As the portal itself registers them, without the loops in the background.
    private void AddTheUseCases()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { EnvironmentName = "Development" });
        builder.Configuration.AddInMemoryCollection(LocalPortal.Settings(Tenant, Path.GetTempPath(), "http://localhost:5080"));
        builder.Configuration.AddInMemoryCollection([new("Auth0:Limits:Plan", "off")]);
        builder.Services.AddSingleton<TimeProvider>(Clock);
        builder.AddManagementToken();
        builder.AddAuth0();
        builder.AddSetup();
        foreach (var service in builder.Services.Where(service => service.ServiceType != typeof(IHostedService)))
        {
            Services.Add(service);
        }
    }
}
