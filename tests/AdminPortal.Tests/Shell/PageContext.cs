using System.Security.Claims;
using AdminPortal.Audit;
using AdminPortal.Auth0;
using AdminPortal.Data;
using AdminPortal.Invites;
using AdminPortal.Requests;
using AdminPortal.Shell;
using AdminPortal.SignIn;
using AdminPortal.Teams;
using AdminPortal.Testing;
using Bunit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Radzen;

namespace AdminPortal.Tests.Shell;

/// <summary>What a component finds around it in a live page: the real use cases over a database of its own, a clock that stands still.</summary>
public abstract class PageContext : BunitContext, IAsyncLifetime
{
    /// <summary>Sunday, 22 November 2026, 09:12 UTC.</summary>
    public static readonly DateTimeOffset Start = new(2026, 11, 22, 9, 12, 0, TimeSpan.Zero);

    private static readonly SignedInIdentity Mira = new("auth0|mira", "Mira Kovač", "mira@example.com", true, null);

    private readonly TemporaryFolder _folder = new();

    protected PageContext()
    {
        Clock = new ManualClock(Start);
        JSInterop.Mode = JSRuntimeMode.Loose;
        JSInterop.SetupModule().Mode = JSRuntimeMode.Loose;

        Services.AddLogging();
        Services.AddRadzenComponents();
        Services.AddSingleton<TimeProvider>(Clock);
        Services.AddHttpContextAccessor();
        Services.AddOptions<PortalOptions>();
        Services.AddOptions<ShellParts>();
        Services.AddScoped<ViewerZone>();
        Services.AddScoped<Heartbeat>();
        Services.AddScoped<Notices>();
        Services.AddScoped<Dialogs>();

        Services.AddSingleton<WriterTurns>();
        Services.AddPooledDbContextFactory<PortalDb>(options => options.UseSqlite($"Data Source={Path.Combine(_folder.Path, "portal.db")};Pooling=False"));

        Services.AddOptions<SignInOptions>();
        Services.AddSingleton<TenantState>();
        Services.AddSingleton<PortalRoleMembers>();
        Services.AddSingleton<RightsOf>();
        Services.AddSingleton<Refusals>();
        Services.AddSingleton<SessionKeeper>();
        Services.AddSingleton<ILedTeams, LedTeams>();
        Services.AddOptions<LeadsOptions>();
        Services.AddScoped<CurrentPerson>();
        Services.AddScoped<AuthenticationStateProvider>(_ => new SignedIn(Who));

        Services.AddOptions<InvitesOptions>();
        Services.AddOptions<RolesOptions>().Configure(roles => roles.Administrative.Add("Deploy"));
        AddTheUseCases();
        AddTheAudit();
    }

    /// <summary>The time in the page.</summary>
    protected ManualClock Clock { get; }

    /// <summary>Who is signed in; a company admin unless a test says otherwise.</summary>
    protected SignedInIdentity? Who { get; set; } = Mira;

    /// <inheritdoc/>
    public virtual async Task InitializeAsync()
    {
        SetRendererInfo(new RendererInfo("Server", true));
        await using var db = await Services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync();
        await db.Database.MigrateAsync();

        GiveTheRoleBack();
        Services.GetRequiredService<TenantState>().Learn(facts => facts with
        {
            Roles = [new("rol_member", "Member", "Works here"), new("rol_billing", "Billing", null), new("rol_deploy", "Deploy", null)],
            RolesReadAt = Start,
            LinkLifetime = TimeSpan.FromDays(7),
            LinkLifetimeReadAt = Start,
        });
        Services.GetRequiredService<ViewerZone>().Id = "Europe/Zagreb";
    }

    /// <inheritdoc/>
    async Task IAsyncLifetime.DisposeAsync()
    {
        await DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>Takes the right to anything away from whoever is signed in.</summary>
    protected void TakeTheRoleAway() =>
        Services.GetRequiredService<PortalRoleMembers>().Learn(PortalRole.Admin, new Auth0Result<IReadOnlyList<RoleMember>>.Ok([new RoleMember("auth0|other", "other@example.com", "Other")]));

    /// <summary>Whoever is signed in by default holds the role again.</summary>
    protected void GiveTheRoleBack() =>
        Services.GetRequiredService<PortalRoleMembers>().Learn(PortalRole.Admin, new Auth0Result<IReadOnlyList<RoleMember>>.Ok([new RoleMember(Mira.Subject, Mira.Email, Mira.Name)]));

    /// <summary>From now on the database takes no change to an invitation, as when its disk is full.</summary>
    protected Task BreakAsync() => ExecuteAsync("""
        CREATE TRIGGER NoInsert BEFORE INSERT ON Invites BEGIN SELECT RAISE(ABORT, 'disk full'); END;
        CREATE TRIGGER NoUpdate BEFORE UPDATE ON Invites BEGIN SELECT RAISE(ABORT, 'disk full'); END
        """);

    /// <summary>It takes them again.</summary>
    protected Task MendAsync() => ExecuteAsync("DROP TRIGGER NoInsert; DROP TRIGGER NoUpdate");

    /// <summary>A row of the list, pending with five of seven days left unless a test says otherwise.</summary>
    protected static InviteRow Row(Func<InviteRow, InviteRow>? change = null)
    {
        var row = new InviteRow
        {
            Id = Guid.CreateVersion7(Start),
            Email = "ana.horvat@example.com",
            Name = "Ana Horvat",
            Roles = [new RoleName("Member", false)],
            Status = InviteStatus.Sent,
            InvitedByName = "Mira Kovač",
            CreatedAt = Start.AddDays(-2),
            SentAt = Start.AddDays(-2),
            ExpiresAt = Start.AddDays(5),
            Lifetime = TimeSpan.FromDays(7),
            ExpiresIfSentNow = Start.AddDays(7),
        };
        return change?.Invoke(row) ?? row;
    }

    /// <summary>An invitation of ana.horvat@example.com in the database, brought to a status past its own arrows.</summary>
    protected async Task<Guid> RecordedAsync(InviteStatus status)
    {
        var outcome = await Services.GetRequiredService<InviteUsers>().HandleAsync(new InviteUsersRequest { Addresses = ["ana.horvat@example.com"], Lifetime = TimeSpan.FromDays(3) });
        var id = ((InviteUsersOutcome.Recorded)outcome).Invited.Single().Id;
        await using var db = await Services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync();
        var changed = await db.Database.ExecuteSqlAsync($"UPDATE Invites SET Status = {status.ToString()}, SentAt = {Start.UtcTicks}, FirstSentAt = {Start.UtcTicks}, ExpiresAt = {Start.AddDays(3).UtcTicks}, NextAttemptAt = NULL WHERE Id = {id}");
        return changed == 1 ? id : throw new InvalidOperationException("The invitation could not be brought to that status.");
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var db = await Services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync();
        await db.Database.ExecuteSqlRawAsync(sql);
    }

    // As the portal itself registers them, without the loops in the background: a test here looks at one page.
    private void AddTheUseCases()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.AddTeams();
        builder.AddInvites();
        builder.AddRequests();
        string?[] rooms = [typeof(InviteUsers).Namespace, typeof(Team).Namespace, typeof(InviteRequest).Namespace];
        foreach (var service in builder.Services.Where(service => rooms.Contains(service.ServiceType.Namespace)))
        {
            Services.Add(service);
        }
    }

    private void AddTheAudit()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.AddAudit();
        foreach (var service in builder.Services.Where(service => service.ServiceType.Namespace == typeof(AuditEntry).Namespace && service.ServiceType != typeof(AuditFolder)))
        {
            Services.Add(service);
        }

        Services.AddSingleton(new AuditFolder(Path.Combine(_folder.Path, "portal.db.audit")));
        Services.AddOptions<AuditOptions>();
    }

    private sealed class SignedIn(SignedInIdentity? who) : AuthenticationStateProvider
    {
        public override Task<AuthenticationState> GetAuthenticationStateAsync() =>
            Task.FromResult(new AuthenticationState(who is null ? new ClaimsPrincipal(new ClaimsIdentity()) : PersonClaims.Principal(who, "test")));
    }
}
