using AdminPortal.SignIn;
using AdminPortal.Teams;

namespace AdminPortal.Invites;

/// <summary>Which roles a person may give with an invitation: the one rule behind dialogs, use cases and requests.</summary>
public static class GrantableRoles
{
    /// <summary>The roles on offer that this right of theirs lets them give in a team, or without one: all to whoever reaches everything, to a lead those their team may grant.</summary>
    public static IReadOnlyList<RoleChoice> Of(Person by, Right right, Team? team, InviteOffer offer)
    {
        ArgumentNullException.ThrowIfNull(by);
        ArgumentNullException.ThrowIfNull(offer);
        if (!by.May(right, team?.Id))
        {
            return [];
        }

        return by.ReachOf(right) == Reach.Everything
            ? offer.Roles
            : [.. offer.Roles.Where(role => team!.GrantableRoles.Any(granted => granted.Id == role.Id))];
    }

    /// <summary>Why somebody may not send an invitation on that carries these roles, for that would give them anew; null when they may.</summary>
    public static string? WhyNotAgain(Person by, Right right, Team? team, InviteOffer offer, IReadOnlyList<GrantedRole> carried)
    {
        ArgumentNullException.ThrowIfNull(by);
        ArgumentNullException.ThrowIfNull(offer);
        ArgumentNullException.ThrowIfNull(carried);
        if (by.ReachOf(right) == Reach.Everything || carried.Count == 0)
        {
            return null;
        }

        if (offer.RolesReadAt is null)
        {
            return "The tenant's roles could not be read yet. Try again in a moment.";
        }

        var grantable = Of(by, right, team, offer);
        var beyond = carried.Where(role => grantable.All(each => each.Id != role.Id)).Select(role => role.Name).ToList();
        return beyond.Count == 0 ? null : $"It carries {InviteWords.Listed(beyond)}, which you may not give. Ask a company admin.";
    }
}
