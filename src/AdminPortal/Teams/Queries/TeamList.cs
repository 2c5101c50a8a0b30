using AdminPortal.Data;
using AdminPortal.SignIn;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Teams;

/// <summary>The teams somebody may see: all of them, or those they lead.</summary>
public sealed class TeamList(CurrentPerson person, IDbContextFactory<PortalDb> contexts, TeamRows rows)
{
    /// <summary>The teams in use, or the archived ones, by name.</summary>
    /// <param name="archived">Which of the two.</param>
    /// <param name="lookAgain">A page that shows them looks again by itself: then that they are out of reach now is nobody's attempt.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<TeamListOutcome> HandleAsync(bool archived, bool lookAgain = false, CancellationToken cancellationToken = default)
    {
        if (await person.WhoSeesAsync(Right.SeeTeams, "", lookAgain, cancellationToken) is not { } by)
        {
            return new TeamListOutcome.NotAllowed();
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var visible = db.Teams.AsNoTracking();
        if (by.ReachOf(Right.SeeTeams) != Reach.Everything)
        {
            var led = by.LedTeams.ToList();
            visible = visible.Where(team => led.Contains(team.Id));
        }

        var all = await visible.CountAsync(cancellationToken);
        var inUse = await visible.CountAsync(team => team.ArchivedAt == null, cancellationToken);
        var teams = await visible.Where(team => (team.ArchivedAt != null) == archived).Include(team => team.Leads).OrderBy(team => team.NameKey).ThenBy(team => team.Id).ToListAsync(cancellationToken);
        return new TeamListOutcome.Shown(await rows.OfAsync(teams, cancellationToken), inUse, all - inUse, by.May(Right.ManageTeams));
    }
}

/// <summary>What came of asking for the teams.</summary>
public abstract record TeamListOutcome
{
    private TeamListOutcome()
    {
    }

    /// <summary>These, with how many there are of either kind, and whether the person may change them.</summary>
    public sealed record Shown(IReadOnlyList<TeamRow> Teams, int InUse, int Archived, bool MayManage) : TeamListOutcome;

    /// <summary>Nobody is signed in, or the person may not see teams; the refusal is in the audit.</summary>
    public sealed record NotAllowed : TeamListOutcome;

    /// <summary>Answers for each case.</summary>
    public T Match<T>(Func<Shown, T> shown, Func<NotAllowed, T> notAllowed) => this switch
    {
        Shown it => shown(it),
        NotAllowed it => notAllowed(it),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
