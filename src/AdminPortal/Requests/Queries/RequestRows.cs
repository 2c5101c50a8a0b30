using AdminPortal.Data;
using AdminPortal.Invites;
using AdminPortal.SignIn;
using AdminPortal.Teams;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Requests;

/// <summary>Makes the rows that lists show; the one place where a request is put into a row.</summary>
public sealed class RequestRows(TimeProvider clock)
{
    /// <summary>The requests as they look to this person at this moment.</summary>
    public async Task<IReadOnlyList<RequestRow>> OfAsync(PortalDb db, IReadOnlyList<InviteRequest> requests, Person by, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(requests);
        ArgumentNullException.ThrowIfNull(by);
        if (requests.Count == 0)
        {
            return [];
        }

        var now = clock.GetUtcNow();
        var teamIds = requests.Select(request => request.TeamId).Distinct().ToList();
        var teams = await db.Teams.AsNoTracking().Include(team => team.Leads).Where(team => EF.Parameter(teamIds).Contains(team.Id)).ToDictionaryAsync(team => team.Id, cancellationToken);
        var inviteIds = requests.Select(request => request.InviteId).OfType<Guid>().ToList();
        var invites = await db.Invites.AsNoTracking().Where(invite => EF.Parameter(inviteIds).Contains(invite.Id)).ToDictionaryAsync(invite => invite.Id, cancellationToken);
        var waiting = requests.Where(request => request.Status == RequestStatus.Waiting).Select(request => request.EmailKey).ToList();
        var meanwhile = waiting.Count == 0 || by.ReachOf(Right.SeeRequests) != Reach.Everything
            ? new Dictionary<string, Invite>(StringComparer.Ordinal)
            : await Meanwhile.ReadAsync(db, waiting, now, cancellationToken);

        return [.. requests.Select(request => Of(
            request,
            teams.GetValueOrDefault(request.TeamId),
            request.InviteId is { } id ? invites.GetValueOrDefault(id) : null,
            request.Status == RequestStatus.Waiting ? meanwhile.GetValueOrDefault(request.EmailKey) : null,
            by,
            now))];
    }

    private static RequestRow Of(InviteRequest request, Team? team, Invite? invite, Invite? meanwhile, Person by, DateTimeOffset now) => new()
    {
        Id = request.Id,
        Email = request.Email,
        Name = request.Name,
        TeamId = request.TeamId,
        TeamName = team?.Name ?? "a team that is gone",
        TeamIsArchived = team?.ArchivedAt is not null,
        Roles = request.Roles,
        Lifetime = request.Lifetime,
        EndsBy = request.EndsBy,
        Message = request.Message,
        Reason = request.Reason,
        AskedByName = request.AskedByName,
        AskerLeads = team?.Leads.Any(lead => lead.Subject == request.AskedById) is true,
        IsOwn = request.AskedById == by.Subject,
        AskedAt = request.AskedAt,
        Status = request.Status,
        AnsweredByName = request.AnsweredByName,
        AnsweredAt = request.AnsweredAt,
        Note = request.Note,
        Correction = request.Correction,
        InviteStatus = invite?.ShownStatus(now),
        InviteId = invite is not null && by.May(Right.SeeInvites, invite.TeamId) ? invite.Id : null,
        Meanwhile = meanwhile is null ? null : Meanwhile.Told(meanwhile, now),
    };
}
