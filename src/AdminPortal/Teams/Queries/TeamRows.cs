using AdminPortal.SignIn;

namespace AdminPortal.Teams;

/// <summary>Makes of a team what is shown of it.</summary>
public sealed class TeamRows(PortalRoleMembers portalRoles, OfferedRoles offered, ITeamInvites invites)
{
    /// <summary>The rows of these teams, in their order.</summary>
    public async Task<IReadOnlyList<TeamRow>> OfAsync(IReadOnlyList<Team> teams, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(teams);
        var counts = await invites.CountAsync([.. teams.Select(team => team.Id)], cancellationToken);
        return [.. teams.Select(team => new TeamRow
        {
            Id = team.Id,
            Name = team.Name,
            ArchivedAt = team.ArchivedAt,
            Leads = [.. team.Leads
                .OrderBy(lead => lead.Name, StringComparer.OrdinalIgnoreCase)
                .ThenBy(lead => lead.Subject, StringComparer.Ordinal)
                .Select(lead => new LeadRow(lead.Subject, lead.Name, lead.Email, portalRoles.MissingLeadRole(lead.Subject)))],
            Invites = counts.GetValueOrDefault(team.Id, TeamInviteCounts.None),
        })];
    }

    /// <summary>A team's list of roles, with what is known of each today.</summary>
    public IReadOnlyList<TeamRoleRow> Of(IReadOnlyList<TeamRole> roles)
    {
        var offer = offered.Read();
        return [.. roles.Select(role => offer.Roles.FirstOrDefault(each => each.Id == role.Id) is { } today
            ? new TeamRoleRow(today.Id, today.Name, today.Administrative, IsOffered: true)
            : new TeamRoleRow(role.Id, role.Name, offered.IsAdministrative(role.Name), IsOffered: false))];
    }
}
