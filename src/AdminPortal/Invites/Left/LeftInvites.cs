using System.Linq.Expressions;
using AdminPortal.Data;
using AdminPortal.SignIn;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Invites;

/// <summary>Open invitations of people who may no longer invite and that nobody has decided about. Worked out when asked, from the roles as last read.</summary>
public sealed class LeftInvites(CurrentPerson person, IDbContextFactory<PortalDb> contexts, Inviters inviters, InviteRows rows, TimeProvider clock)
{
    /// <summary>Invitations shown of one inviter; the decisions about all of them reach the others too.</summary>
    public const int ShownPerInviter = 50;

    /// <summary>The inviters with their invitations.</summary>
    /// <param name="lookAgain">A page that shows them looks again by itself: then that they are out of reach now is nobody's attempt.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<LeftInvitesOutcome> HandleAsync(bool lookAgain = false, CancellationToken cancellationToken = default)
    {
        if (await person.WhoSeesAsync(Right.DecideLeftInvites, "", lookAgain, cancellationToken) is not { } by)
        {
            return new LeftInvitesOutcome.NotAllowed();
        }

        if (inviters.WhyNotKnown is { } whyNotKnown)
        {
            return new LeftInvitesOutcome.NotKnown(whyNotKnown);
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var left = new List<LeftInviter>();
        foreach (var inviter in (await ReadAsync(db, by, cancellationToken)).GroupBy(group => group.InviterId))
        {
            left.Add(await ShowAsync(db, by, [.. inviter], cancellationToken));
        }

        return new LeftInvitesOutcome.Found([.. left.OrderBy(inviter => inviter.Name, StringComparer.OrdinalIgnoreCase).ThenBy(inviter => inviter.Id, StringComparer.Ordinal)]);
    }

    /// <summary>How many there are, for whoever may decide about them; none for everybody else and while it can't be told.</summary>
    public async Task<int> CountAsync(CancellationToken cancellationToken = default)
    {
        if (await person.FindAsync(cancellationToken) is not { } by || !by.May(Right.DecideLeftInvites) || inviters.WhyNotKnown is not null)
        {
            return 0;
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return (await ReadAsync(db, by, cancellationToken)).Sum(group => group.Count);
    }

    /// <summary>The invitations of one inviter that wait for a decision, oldest first.</summary>
    internal async Task<IReadOnlyList<Guid>> IdsOfAsync(string inviterId, Person by, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var groups = (await ReadAsync(db, by, cancellationToken)).Where(group => group.InviterId == inviterId).ToList();
        return groups.Count == 0 ? [] : await Undecided(db).Where(Of(groups)).OrderBy(invite => invite.Number).Select(invite => invite.Id).ToListAsync(cancellationToken);
    }

    // The index over open invitations by inviter answers this without a look at any row.
    private async Task<List<Group>> ReadAsync(PortalDb db, Person by, CancellationToken cancellationToken)
    {
        var open = await Undecided(db)
            .GroupBy(invite => new { invite.InvitedById, invite.TeamId })
            .Select(group => new { group.Key.InvitedById, group.Key.TeamId, Count = group.Count() })
            .ToListAsync(cancellationToken);
        var able = await inviters.ReadAsync(db, by, cancellationToken);
        return [.. open.Select(group => new Group(group.InvitedById, group.TeamId, group.Count, able.WhyLeft(group.InvitedById, group.TeamId) ?? "")).Where(group => group.Why.Length > 0)];
    }

    private IQueryable<Invite> Undecided(PortalDb db)
    {
        var now = clock.GetUtcNow();
        return db.Invites.AsNoTracking()
            .Where(invite => invite.Status == InviteStatus.Queued || invite.Status == InviteStatus.Sent || invite.Status == InviteStatus.Unconfirmed)
            .Where(invite => invite.KeptAt == null && !invite.IsTest && (invite.Status == InviteStatus.Queued || invite.ExpiresAt > now));
    }

    private static Expression<Func<Invite, bool>> Of(List<Group> groups)
    {
        var inviterId = groups[0].InviterId;
        var teams = groups.Select(group => group.TeamId).OfType<Guid>().ToList();
        var withoutTeam = groups.Exists(group => group.TeamId is null);
        return invite => invite.InvitedById == inviterId && ((invite.TeamId == null && withoutTeam) || (invite.TeamId != null && teams.Contains(invite.TeamId.Value)));
    }

    private async Task<LeftInviter> ShowAsync(PortalDb db, Person by, List<Group> groups, CancellationToken cancellationToken)
    {
        var invites = await Undecided(db).Where(Of(groups)).OrderByDescending(invite => invite.Number).Take(ShownPerInviter).ToListAsync(cancellationToken);
        var teams = groups.Select(group => group.TeamId).OfType<Guid>().ToList();
        var names = await db.Teams.Where(team => teams.Contains(team.Id)).ToDictionaryAsync(team => team.Id, team => team.Name, cancellationToken);
        var shown = await rows.OfAsync(db, invites, by, cancellationToken);
        return new LeftInviter
        {
            Id = groups[0].InviterId,
            Name = invites.Count > 0 ? invites[0].InvitedByName : groups[0].InviterId,
            Why = groups[0].Why,
            Count = groups.Sum(group => group.Count),
            Invites = [.. invites.Zip(shown, (invite, row) => new LeftInvite(row, invite.TeamId is { } team ? names.GetValueOrDefault(team) : null))],
        };
    }

    private sealed record Group(string InviterId, Guid? TeamId, int Count, string Why);
}
