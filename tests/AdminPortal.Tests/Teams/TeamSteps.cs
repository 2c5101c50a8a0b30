using System.Text.Json;
using AdminPortal.Audit;
using AdminPortal.Teams;
using AdminPortal.Tests.Invites;
using Auth0Emulator.Tenant;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Tests.Teams;

/// <summary>What tests do with teams in a world of portal and tenant.</summary>
internal static class TeamSteps
{
    public const string Lead = "lead@example.com";
    public const string Support = "support@example.com";

    public const string Member = "rol_Member0000000000";
    public const string Billing = "rol_Billing000000000";
    public const string PortalAdmin = "rol_PortalAdmin00000";

    /// <summary>Lets somebody use one use case.</summary>
    public static async Task<T> AsAsync<TUseCase, T>(this InviteWorld world, Func<TUseCase, Task<T>> act, string by = InviteWorld.Admin)
        where TUseCase : notnull
    {
        await using var scope = world.Portal.SignedInAs(by);
        return await act(scope.Get<TUseCase>());
    }

    public static Task<TeamOutcome> CreateAsync(this InviteWorld world, string name, string by = InviteWorld.Admin) => world.AsAsync((CreateTeam create) => create.HandleAsync(name), by);

    public static Task<TeamOutcome> RenameAsync(this InviteWorld world, Guid id, string name, string by = InviteWorld.Admin) => world.AsAsync((RenameTeam rename) => rename.HandleAsync(id, name), by);

    public static Task<TeamOutcome> ArchiveAsync(this InviteWorld world, Guid id, string by = InviteWorld.Admin) => world.AsAsync((ArchiveTeam archive) => archive.HandleAsync(id), by);

    public static Task<TeamOutcome> RestoreAsync(this InviteWorld world, Guid id, string by = InviteWorld.Admin) => world.AsAsync((RestoreTeam restore) => restore.HandleAsync(id), by);

    public static Task<AddLeadOutcome> AddLeadAsync(this InviteWorld world, Guid id, string email, string by = InviteWorld.Admin) => world.AsAsync((AddLead add) => add.HandleAsync(id, world.Person(email)), by);

    public static Task<TeamOutcome> RemoveLeadAsync(this InviteWorld world, Guid id, string subject, string by = InviteWorld.Admin) => world.AsAsync((RemoveLead remove) => remove.HandleAsync(id, subject), by);

    public static Task<TeamDetailsOutcome> TeamDetailsAsync(this InviteWorld world, Guid id, string by = InviteWorld.Admin) => world.AsAsync((TeamDetails details) => details.HandleAsync(id), by);

    public static Task<TeamListOutcome> TeamListAsync(this InviteWorld world, bool archived = false, string by = InviteWorld.Admin) => world.AsAsync((TeamList list) => list.HandleAsync(archived), by);

    public static Task<ChangeTeamRolesOutcome> ChangeTeamRolesAsync(this InviteWorld world, Guid id, string[] defaults, string[] grantable, bool confirmed = false, string by = InviteWorld.Admin) =>
        world.AsAsync((ChangeTeamRoles change) => change.HandleAsync(new ChangeTeamRolesRequest { Id = id, DefaultRoleIds = defaults, GrantableRoleIds = grantable, AdministrativeRolesConfirmed = confirmed }), by);

    /// <summary>A team that an admin made.</summary>
    public static async Task<Guid> TeamMadeAsync(this InviteWorld world, string name) => Assert.IsType<TeamOutcome.Done>(await world.CreateAsync(name)).Id;

    /// <summary>A team that somebody leads.</summary>
    public static async Task<Guid> TeamLedAsync(this InviteWorld world, string name, string by)
    {
        var id = await world.TeamMadeAsync(name);
        Assert.IsType<AddLeadOutcome.Added>(await world.AddLeadAsync(id, by));
        return id;
    }

    /// <summary>Somebody of the tenant as a search finds them.</summary>
    public static FoundPerson Person(this InviteWorld world, string email) => world.Account(email) is { } user
        ? new FoundPerson(user.UserId, user.Name, user.Email, user.Blocked is true)
        : throw new InvalidOperationException($"The tenant knows nobody with the address {email}.");

    /// <summary>An account of the tenant.</summary>
    public static void Know(this InviteWorld world, string email, string name, bool blocked = false) => world.Tenant.State.Change(tenant => tenant.PutUser(
        NewUsers.Shape(email, Auth0Emulator.TenantSeed.ConnectionName, PasswordHash.Of("Their-own-0ne!"), world.Now) with { Name = name, EmailVerified = true, Blocked = blocked ? true : null }, world.Now));

    public static async Task<Team> StoredTeamAsync(this InviteWorld world, Guid id)
    {
        await using var db = await world.ContextAsync();
        return await db.Teams.AsNoTracking().Include(team => team.Leads).SingleAsync(team => team.Id == id);
    }

    /// <summary>What the audit says about something, oldest first.</summary>
    public static async Task<IReadOnlyList<AuditEntry>> AuditAsync(this InviteWorld world, Guid about)
    {
        await using var db = await world.ContextAsync();
        var subject = about.ToString();
        return await db.AuditEntries.AsNoTracking().Where(entry => entry.Subject == subject).OrderBy(entry => entry.Number).ToListAsync();
    }

    public static TeamAuditDetails Told(this AuditEntry entry) => JsonSerializer.Deserialize<TeamAuditDetails>(entry.Details, JsonSerializerOptions.Web)!;

    /// <summary>Puts an invitation into a team past all rules.</summary>
    public static async Task PutIntoAsync(this InviteWorld world, Guid invite, Guid team)
    {
        await using var db = await world.ContextAsync();
        Assert.Equal(1, await db.Database.ExecuteSqlAsync($"UPDATE Invites SET TeamId = {team} WHERE Id = {invite}"));
    }
}
