using AdminPortal.Data;
using AdminPortal.Invites;
using AdminPortal.Teams;
using AdminPortal.Testing;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.BrowserTests;

/// <summary>The team Field sales, led by lead@example.com, whose members may be Member or Deploy.</summary>
internal static class TeamOfALead
{
    public const string Lead = "lead@example.com";

    public static async Task AddAsync(PortalHost portal)
    {
        portal.LearnFromTenant();
        var roles = portal.Get<InviteChoices>().Read().Roles.Where(role => role.Name is "Member" or "Deploy").Select(role => new TeamRole(role.Id, role.Name)).ToList();
        var now = portal.Clock.GetUtcNow();
        var team = Team.Create(Guid.CreateVersion7(now), "Field sales", [.. roles.Where(role => role.Name == "Deploy")], roles, now);
        await using var lead = portal.SignedInAs(Lead);
        team.Leads.Add(TeamLead.Of(team.Id, lead.Who!.Subject, lead.Who.Name, lead.Who.Email));
        await using var db = await portal.Get<IDbContextFactory<PortalDb>>().CreateDbContextAsync();
        db.Teams.Add(team);
        await db.SaveChangesAsync();
    }
}
