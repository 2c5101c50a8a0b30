using AdminPortal.Invites;
using AdminPortal.Teams;

namespace AdminPortal.Requests;

/// <summary>A team and roles within it, as somebody is choosing them: another team brings its own roles, and takes away what can't be given there.</summary>
public sealed class TeamAndRoles
{
    private readonly HashSet<string> _roleIds = new(StringComparer.Ordinal);
    private bool _chosenByHand;

    /// <summary>What there is to choose from.</summary>
    public required InviteOffer Offer { get; set; }

    /// <summary>The team; null while none is chosen.</summary>
    public TeamChoice? Team { get; private set; }

    /// <summary>The roles that can be given in the team.</summary>
    public IReadOnlyList<RoleChoice> Roles => Team is { } team ? [.. Offer.Roles.Where(role => team.GrantableRoleIds.Contains(role.Id, StringComparer.Ordinal))] : [];

    /// <summary>Ids of the roles chosen.</summary>
    public IReadOnlyCollection<string> RoleIds => _roleIds;

    /// <summary>Names of the administrative ones among them.</summary>
    public IReadOnlyList<string> Administrative => [.. Roles.Where(role => role.Administrative && _roleIds.Contains(role.Id)).Select(role => role.Name)];

    /// <summary>Whether a role is chosen.</summary>
    public bool Has(RoleChoice role) => _roleIds.Contains(role.Id);

    /// <summary>Takes a team as the list gives its id; nothing when it gives none.</summary>
    public void ChooseTeam(string? id)
    {
        Team = Guid.TryParse(id, out var teamId) ? Offer.Teams.FirstOrDefault(team => team.Id == teamId) : null;
        if (!_chosenByHand)
        {
            _roleIds.Clear();
            _roleIds.UnionWith(Team?.DefaultRoleIds ?? []);
        }

        _roleIds.IntersectWith(Roles.Select(role => role.Id));
    }

    /// <summary>Begins with what was asked.</summary>
    public void Begin(Guid teamId, IEnumerable<string> roleIds)
    {
        _chosenByHand = true;
        _roleIds.UnionWith(roleIds);
        Team = Offer.Teams.FirstOrDefault(team => team.Id == teamId);
        if (Team is not null)
        {
            _roleIds.IntersectWith(Roles.Select(role => role.Id));
        }
    }

    /// <summary>Takes a role, or leaves it.</summary>
    public void Choose(RoleChoice role, bool chosen)
    {
        _chosenByHand = true;
        if (chosen)
        {
            _roleIds.Add(role.Id);
        }
        else
        {
            _roleIds.Remove(role.Id);
        }
    }
}
