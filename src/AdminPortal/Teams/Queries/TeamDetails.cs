using AdminPortal.Data;
using AdminPortal.SignIn;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Teams;

/// <summary>One team with its leads, roles and open invitations.</summary>
public sealed class TeamDetails(CurrentPerson person, IDbContextFactory<PortalDb> contexts, TeamRows rows, ITeamInvites invites)
{
    /// <summary>How many open invitations are listed; the list of invitations has them all.</summary>
    public const int MostInvites = 50;

    /// <summary>The team; whoever leads others only is told that there is none, and the refusal is written down, whether there is one or not.</summary>
    /// <param name="id">Which team.</param>
    /// <param name="lookAgain">A page that shows it looks again by itself: then that it is out of reach now is nobody's attempt.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<TeamDetailsOutcome> HandleAsync(Guid id, bool lookAgain = false, CancellationToken cancellationToken = default)
    {
        if (await person.WhoSeesAsync(Right.SeeTeams, id.ToString(), lookAgain, cancellationToken) is not { } by)
        {
            return new TeamDetailsOutcome.NotAllowed();
        }

        if (!by.May(Right.SeeTeams, id))
        {
            if (!lookAgain)
            {
                await person.RefusedAsync(by, Right.SeeTeams, id.ToString());
            }

            return new TeamDetailsOutcome.NotFound();
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await db.Teams.AsNoTracking().Include(team => team.Leads).SingleOrDefaultAsync(team => team.Id == id, cancellationToken) is not { } team)
        {
            return new TeamDetailsOutcome.NotFound();
        }

        return new TeamDetailsOutcome.Found(new TeamFacts
        {
            Row = (await rows.OfAsync([team], cancellationToken))[0],
            CreatedAt = team.CreatedAt,
            DefaultRoles = rows.Of(team.DefaultRoles),
            GrantableRoles = rows.Of(team.GrantableRoles),
            OpenInvites = await invites.OpenAsync(id, MostInvites, cancellationToken),
            MayManage = by.May(Right.ManageTeams),
        });
    }
}

/// <summary>What a team's page shows.</summary>
public sealed record TeamFacts
{
    /// <summary>What the list shows of it, too.</summary>
    public required TeamRow Row { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The roles its invitations begin with.</summary>
    public required IReadOnlyList<TeamRoleRow> DefaultRoles { get; init; }

    /// <summary>The roles its leads may grant.</summary>
    public required IReadOnlyList<TeamRoleRow> GrantableRoles { get; init; }

    /// <summary>Its open invitations, newest first, at most <see cref="TeamDetails.MostInvites"/>.</summary>
    public required IReadOnlyList<TeamInvite> OpenInvites { get; init; }

    /// <summary>Whether the person who asked may change it.</summary>
    public required bool MayManage { get; init; }
}

/// <summary>What came of asking for a team.</summary>
public abstract record TeamDetailsOutcome
{
    private TeamDetailsOutcome()
    {
    }

    /// <summary>This is it.</summary>
    public sealed record Found(TeamFacts Facts) : TeamDetailsOutcome;

    /// <summary>Nobody is signed in, or the person may not see teams at all; the refusal is in the audit.</summary>
    public sealed record NotAllowed : TeamDetailsOutcome;

    /// <summary>There is no such team for this person.</summary>
    public sealed record NotFound : TeamDetailsOutcome;

    /// <summary>Answers for each case.</summary>
    public T Match<T>(Func<Found, T> found, Func<NotAllowed, T> notAllowed, Func<NotFound, T> notFound) => this switch
    {
        Found it => found(it),
        NotAllowed it => notAllowed(it),
        NotFound it => notFound(it),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
