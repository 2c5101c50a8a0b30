using AdminPortal.SignIn;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Invites;

/// <summary>Whose invitations are whose: what a person reaches with a right, and nothing that tells an invitation out of reach from one that never was.</summary>
internal static class InviteReach
{
    /// <summary>The invitations that this right of theirs reaches.</summary>
    public static IQueryable<Invite> ReachedBy(this IQueryable<Invite> invites, Person by, Right right)
    {
        var led = by.LedTeams.ToList();
        return by.ReachOf(right) switch
        {
            Reach.None => invites.Where(_ => false),
            Reach.LedTeams => invites.Where(invite => invite.TeamId != null && EF.Parameter(led).Contains(invite.TeamId.Value)),
            Reach.Everything => invites,
        };
    }

    /// <summary>The invitation with this id; null when there is none within reach, which is noted of whoever may not reach every one.</summary>
    public static async Task<Invite?> ReachAsync(this CurrentPerson current, IQueryable<Invite> invites, Person by, Right right, Guid id, CancellationToken cancellationToken, bool lookAgain = false)
    {
        if (await invites.SingleOrDefaultAsync(invite => invite.Id == id, cancellationToken) is { } found && by.May(right, found.TeamId))
        {
            return found;
        }

        if (!lookAgain && by.ReachOf(right) != Reach.Everything)
        {
            await current.RefusedAsync(by, right, id.ToString());
        }

        return null;
    }
}
