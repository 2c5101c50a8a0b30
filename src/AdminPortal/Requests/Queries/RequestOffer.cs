using AdminPortal.Data;
using AdminPortal.Invites;
using AdminPortal.SignIn;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Requests;

/// <summary>What the dialogs that ask and that approve offer to the person who is here: teams, their roles, expiries; answers from the database alone.</summary>
public sealed class RequestOffer(CurrentPerson person, InviteChoices choices, IDbContextFactory<PortalDb> contexts)
{
    /// <summary>The offer of this moment to whoever acts by this right; without teams where they may not.</summary>
    public async Task<InviteOffer> HandleAsync(Right right, CancellationToken cancellationToken = default)
    {
        var offer = choices.Read() with { TeamRequired = true };
        if (await person.FindAsync(cancellationToken) is not { } by || !by.May(right))
        {
            return offer;
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var teams = await db.Teams.AsNoTracking().Where(team => team.ArchivedAt == null).OrderBy(team => team.NameKey).ToListAsync(cancellationToken);
        return offer with
        {
            Teams = [.. teams.Where(team => by.May(right, team.Id)).Select(team =>
            {
                var grantable = GrantableRoles.Of(by, right, team, offer).Select(role => role.Id).ToList();
                return new TeamChoice(team.Id, team.Name, [.. team.DefaultRoles.Select(role => role.Id).Where(grantable.Contains)], grantable);
            })],
        };
    }
}
