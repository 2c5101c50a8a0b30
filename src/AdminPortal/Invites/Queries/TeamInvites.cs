using System.Linq.Expressions;
using AdminPortal.Data;
using AdminPortal.Teams;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Invites;

/// <summary>What the pages of the teams show of invitations; tests of the way out are not among them.</summary>
public sealed class TeamInvites(IDbContextFactory<PortalDb> contexts, InviteChanges changes, TimeProvider clock) : ITeamInvites
{
    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<Guid, TeamInviteCounts>> CountAsync(IReadOnlyCollection<Guid> teams, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(teams);
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var pending = await CountAsync(db, teams, InviteShown.Matches(InviteStatusFilter.Pending, now), cancellationToken);
        var accepted = await CountAsync(db, teams, InviteShown.Matches(InviteStatusFilter.Accepted, now), cancellationToken);
        var open = await CountAsync(db, teams, IsOpen(now), cancellationToken);
        return pending.Keys.Union(accepted.Keys).Union(open.Keys).ToDictionary(
            team => team,
            team => new TeamInviteCounts(pending.GetValueOrDefault(team), accepted.GetValueOrDefault(team), open.GetValueOrDefault(team)));
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<TeamInvite>> OpenAsync(Guid team, int most, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var open = await db.Invites
            .Where(invite => invite.TeamId == team && !invite.IsTest)
            .Where(IsOpen(now))
            .OrderByDescending(invite => invite.Number)
            .Take(most)
            .Select(invite => new { invite.Id, invite.Email, invite.Status, invite.ExpiresAt })
            .ToListAsync(cancellationToken);
        return [.. open.Select(invite => new TeamInvite(invite.Id, invite.Email, Chip(StatusFace.Of(invite.Status, invite.ExpiresAt, now)), invite.ExpiresAt))];
    }

    /// <inheritdoc/>
    public IDisposable Subscribe(Func<Task> whenChanged) => changes.Subscribe(_ => whenChanged());

    private static (string Word, string Icon, string Tone) Chip(StatusFace face) => (face.Word, face.Icon, face.Tone);

    // As shown, not as stored: what has lapsed is not open, whether a sweep has been there or not.
    private static Expression<Func<Invite, bool>> IsOpen(DateTimeOffset now) => invite =>
        invite.Status == InviteStatus.Queued
        || invite.Status == InviteStatus.Revoking
        || ((invite.Status == InviteStatus.Sent || invite.Status == InviteStatus.Unconfirmed) && (invite.ExpiresAt == null || invite.ExpiresAt > now));

    private static Task<Dictionary<Guid, int>> CountAsync(PortalDb db, IReadOnlyCollection<Guid> teams, Expression<Func<Invite, bool>> which, CancellationToken cancellationToken) => db.Invites
        .Where(invite => invite.TeamId != null && teams.Contains(invite.TeamId.Value) && !invite.IsTest)
        .Where(which)
        .GroupBy(invite => invite.TeamId!.Value)
        .Select(group => new { Team = group.Key, Count = group.Count() })
        .ToDictionaryAsync(each => each.Team, each => each.Count, cancellationToken);
}
