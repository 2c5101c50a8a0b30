using AdminPortal.Data;
using AdminPortal.Teams;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Tests.Invites;

/// <summary>Puts teams into a database past their own use cases.</summary>
internal static class TeamsInTests
{
    public static async Task<Guid> TeamAsync(
        this IServiceProvider services, string name, DateTimeOffset now, IEnumerable<(string Subject, string Name, string Email)> leads, IEnumerable<TeamRole> grantable, IEnumerable<TeamRole>? defaults = null)
    {
        var id = Guid.CreateVersion7(now);
        await using var db = await ContextAsync(services);
        db.Teams.Add(Team.Create(id, name, [.. defaults ?? []], [.. grantable], now));
        db.TeamLeads.AddRange(leads.Select(lead => TeamLead.Of(id, lead.Subject, lead.Name, lead.Email)));
        await db.SaveChangesAsync();
        return id;
    }

    public static async Task ArchiveTeamAsync(this IServiceProvider services, Guid id, DateTimeOffset now)
    {
        await using var db = await ContextAsync(services);
        Assert.Equal(1, await db.Teams.Where(team => team.Id == id).ExecuteUpdateAsync(team => team.SetProperty(each => each.ArchivedAt, now)));
    }

    public static async Task RenameTeamAsync(this IServiceProvider services, Guid id, string name)
    {
        await using var db = await ContextAsync(services);
        Assert.Equal(1, await db.Teams.Where(team => team.Id == id).ExecuteUpdateAsync(team => team.SetProperty(each => each.Name, name).SetProperty(each => each.NameKey, Team.KeyOf(name))));
    }

    private static Task<PortalDb> ContextAsync(IServiceProvider services) => services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync();
}
