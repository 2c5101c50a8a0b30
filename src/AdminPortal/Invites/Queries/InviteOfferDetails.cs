using AdminPortal.Data;
using AdminPortal.SignIn;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Invites;

/// <summary>What the invite dialog offers to the person who is here: their teams and roles, and what is left of the day's invitations; answers from the database alone.</summary>
public sealed class InviteOfferDetails(CurrentPerson person, InviteChoices choices, DailyLimits limits, IDbContextFactory<PortalDb> contexts)
{
    /// <summary>The offer of this moment; whoever does not have the right gets one without teams, roles and number.</summary>
    /// <param name="right">What the offer is for: inviting, asking for it, changing an invitation.</param>
    /// <param name="lookAgain">An open dialog asks by itself: then what it may no longer offer is nobody's attempt.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<InviteOffer> HandleAsync(Right right = Right.InvitePeople, bool lookAgain = false, CancellationToken cancellationToken = default)
    {
        var offer = choices.Read();
        if (await person.WhoSeesAsync(right, "", lookAgain, cancellationToken) is not { } by)
        {
            return offer with { Roles = [] };
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var teams = (await db.Teams.AsNoTracking().Where(team => team.ArchivedAt == null).OrderBy(team => team.NameKey).ToListAsync(cancellationToken))
            .Where(team => by.May(right, team.Id))
            .Select(team =>
            {
                var grantable = GrantableRoles.Of(by, right, team, offer).Select(role => role.Id).ToList();
                return new TeamChoice(team.Id, team.Name, [.. team.DefaultRoles.Select(role => role.Id).Where(grantable.Contains)], grantable);
            })
            .ToList();
        var teamRequired = by.ReachOf(right) == Reach.LedTeams;
        return offer with
        {
            Roles = teamRequired ? [.. offer.Roles.Where(role => teams.Exists(team => team.GrantableRoleIds.Contains(role.Id)))] : offer.Roles,
            Teams = teams,
            TeamRequired = teamRequired,
            Room = await limits.ReadAsync(db, by.Subject, cancellationToken),
        };
    }
}
