using AdminPortal.Data;
using AdminPortal.SignIn;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Invites;

/// <summary>The teams by which this person can narrow the list of invitations; archived ones too, for their invitations stay.</summary>
public sealed class InviteTeamList(CurrentPerson person, IDbContextFactory<PortalDb> contexts)
{
    /// <summary>The teams by name, those in use first; none for whoever may not see invitations, whom the list itself refuses.</summary>
    public async Task<InviteTeams> HandleAsync(CancellationToken cancellationToken = default)
    {
        if (await person.FindAsync(cancellationToken) is not { } by || !by.May(Right.SeeInvites))
        {
            return new InviteTeams([], SeesThoseWithout: false);
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var teams = await db.Teams.AsNoTracking().OrderBy(team => team.ArchivedAt != null).ThenBy(team => team.NameKey).Select(team => new { team.Id, team.Name, team.ArchivedAt }).ToListAsync(cancellationToken);
        return new InviteTeams(
            [.. teams.Where(team => by.May(Right.SeeInvites, team.Id)).Select(team => new InviteTeam(team.Id, team.Name, team.ArchivedAt is not null))],
            by.May(Right.SeeInvites, team: null));
    }
}

/// <summary>What the list can be narrowed to.</summary>
/// <param name="Teams">The teams.</param>
/// <param name="SeesThoseWithout">Whether the person sees invitations of no team.</param>
public sealed record InviteTeams(IReadOnlyList<InviteTeam> Teams, bool SeesThoseWithout);

/// <summary>A team as invitations show it, by its present name.</summary>
public sealed record InviteTeam(Guid Id, string Name, bool IsArchived);
