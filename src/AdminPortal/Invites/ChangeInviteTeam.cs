using AdminPortal.Data;
using AdminPortal.SignIn;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Invites;

/// <summary>Moves an open invitation to another team; nothing of it reaches Auth0 or the person invited.</summary>
public sealed partial class ChangeInviteTeam(
    CurrentPerson person,
    IDbContextFactory<PortalDb> contexts,
    InviteChanges changes,
    TimeProvider clock,
    ILogger<ChangeInviteTeam> logger)
{
    /// <summary>Moves it; what it does not allow, it says in a sentence.</summary>
    public async Task<ChangeTeamOutcome> HandleAsync(ChangeInviteTeamRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (await person.WhoMayAsync(Right.ChangeInviteTeam, request.Id.ToString(), cancellationToken) is not { } by)
        {
            return new ChangeTeamOutcome.NotAllowed();
        }

        return await LostRace.LookAgainAsync(() => TryAsync(request, by, cancellationToken));
    }

    private async Task<ChangeTeamOutcome> TryAsync(ChangeInviteTeamRequest request, Person by, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await person.ReachAsync(db.Invites, by, Right.ChangeInviteTeam, request.Id, cancellationToken) is not { } invite)
        {
            return new ChangeTeamOutcome.NotFound();
        }

        if (invite.WhyNoChangeTeam(now) is { } why)
        {
            return new ChangeTeamOutcome.NotPossible(why);
        }

        var teams = await db.Teams.AsNoTracking().Where(team => team.Id == request.TeamId || team.Id == invite.TeamId).ToDictionaryAsync(team => team.Id, cancellationToken);
        var (from, to) = (invite.TeamId is { } left ? teams.GetValueOrDefault(left) : null, request.TeamId is { } entered ? teams.GetValueOrDefault(entered) : null);
        if (invite.TeamId == request.TeamId)
        {
            // Pressed twice, or by two people: there is nothing to tell, and an archived team keeps what it has.
            return new ChangeTeamOutcome.Changed(invite.Email, to?.Name);
        }

        if (InviteTerms.WhyNotInto(request.TeamId, to) is { } whyNotInto)
        {
            return new ChangeTeamOutcome.Invalid(whyNotInto);
        }

        if (!invite.ChangeTeam(request.TeamId))
        {
            return new ChangeTeamOutcome.NotPossible("It changed meanwhile.");
        }

        db.AuditEntries.Add(InviteAudit.OfTeamChanged(invite, from?.Name, to?.Name, by.AsActor(), now));
        await db.SaveChangesAsync(cancellationToken);
        changes.Publish(invite.Id);
        Log.Changed(logger, invite.Id, request.TeamId, by.Subject);
        return new ChangeTeamOutcome.Changed(invite.Email, to?.Name);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Invitation {Invite} is moved to team {Team} by {By}")]
        public static partial void Changed(ILogger logger, Guid invite, Guid? team, string by);
    }
}
