using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Tests.Invites;

/// <summary>Teams, leads and roles as tests of invitations need them around an <see cref="InviteWorld"/>.</summary>
internal static class TeamScenes
{
    public const string Lead = "lead@example.com";
    public const string Support = "support@example.com";
    public const string Outsider = "outsider@example.com";

    /// <summary>The ids of the seeded people's accounts.</summary>
    public static string SubjectOf(this InviteWorld world, string email) => world.Account(email)!.UserId;

    /// <summary>Puts an invitation into a team, past the use cases.</summary>
    public static Task PutIntoAsync(this InviteWorld world, Guid invite, Guid team) =>
        world.DemandAsync(db => db.ExecuteSqlAsync($"UPDATE Invites SET TeamId = {team} WHERE Id = {invite}"));

    /// <summary>Archives a team, past the use cases.</summary>
    public static Task ArchiveAsync(this InviteWorld world, Guid team) =>
        world.DemandAsync(db => db.ExecuteSqlAsync($"UPDATE Teams SET ArchivedAt = {world.Now.UtcTicks} WHERE Id = {team}"));

    /// <summary>Gives a role of the tenant to somebody; the portal has read it.</summary>
    public static void Give(this InviteWorld world, string email, string role) => world.ChangeRoles(email, role, (members, member) => members.Add(member));

    /// <summary>Takes it away; the portal has read it.</summary>
    public static void Take(this InviteWorld world, string email, string role) => world.ChangeRoles(email, role, (members, member) => Assert.Equal(1, members.RemoveAll(member.Equals)));

    private static void ChangeRoles(this InviteWorld world, string email, string role, Action<List<Auth0Emulator.Tenant.RoleMember>, Auth0Emulator.Tenant.RoleMember> change)
    {
        var subject = world.SubjectOf(email);
        world.Tenant.State.Change(tenant => change(tenant.RoleMembers, new Auth0Emulator.Tenant.RoleMember(tenant.Roles.Single(each => each.Name == role).Id, subject)));
        world.Portal.LearnFromTenant();
    }

    private static async Task DemandAsync(this InviteWorld world, Func<Microsoft.EntityFrameworkCore.Infrastructure.DatabaseFacade, Task<int>> change)
    {
        await using var db = await world.ContextAsync();
        Assert.Equal(1, await change(db.Database));
    }
}
