using AdminPortal.Audit;
using AdminPortal.Data;
using AdminPortal.Invites;
using AdminPortal.SignIn;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AdminPortal.LookUp;

/// <summary>Uncovers one invitation for somebody who helps. That they opened it is written down before anything is shown.</summary>
public sealed partial class OpenLookedUpInvite(
    CurrentPerson person,
    IDbContextFactory<PortalDb> contexts,
    PortalRoleMembers members,
    IOptions<LeadsOptions> leads,
    TimeProvider clock,
    ILogger<OpenLookedUpInvite> logger)
{
    // A page that is loaded anew, or opened twice by a double click, is the same opening.
    private static readonly TimeSpan SameOpening = TimeSpan.FromMinutes(1);

    private const int LongestTimeline = 200;

    /// <summary>What became of the invitation, newest first.</summary>
    public async Task<LookedUpOutcome> HandleAsync(Guid id, CancellationToken cancellationToken = default)
    {
        if (await person.WhoMayAsync(Right.LookUpInvites, id.ToString(), cancellationToken) is not { } by)
        {
            return new LookedUpOutcome.NotAllowed();
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await db.Invites.AsNoTracking().SingleOrDefaultAsync(invite => invite.Id == id && !invite.IsTest, cancellationToken) is not { } invite)
        {
            return new LookedUpOutcome.NotFound();
        }

        if (!await IsNotedAsync(db, invite, by, cancellationToken))
        {
            return new LookedUpOutcome.NotNoted();
        }

        return new LookedUpOutcome.Opened(await ShowAsync(db, invite, cancellationToken));
    }

    private async Task<bool> IsNotedAsync(PortalDb db, Invite invite, Person by, CancellationToken cancellationToken)
    {
        var (now, subject) = (clock.GetUtcNow(), invite.Id.ToString());
        var since = now - SameOpening;
        if (await db.AuditEntries.AnyAsync(entry => entry.Subject == subject && entry.Action == InviteAudit.LookedUp && entry.ActorId == by.Subject && entry.At > since, cancellationToken))
        {
            return true;
        }

        try
        {
            db.AuditEntries.Add(InviteAudit.OfLookedUp(invite, by.AsActor(), now));
            await db.SaveChangesAsync(cancellationToken);
            Log.Opened(logger, invite.Id, by.Subject);
            return true;
        }
        catch (Exception exception) when (exception.IsStorageTrouble())
        {
            Log.NotNoted(logger, exception, invite.Id);
            return false;
        }
    }

    private async Task<LookedUpInvite> ShowAsync(PortalDb db, Invite invite, CancellationToken cancellationToken)
    {
        var subject = invite.Id.ToString();
        var entries = await db.AuditEntries.AsNoTracking()
            .Where(entry => entry.Subject == subject && entry.Action != InviteAudit.LookedUp)
            .OrderByDescending(entry => entry.Number)
            .Take(LongestTimeline)
            .ToListAsync(cancellationToken);
        return new LookedUpInvite
        {
            Email = invite.Email,
            Name = invite.Name,
            Status = invite.ShownStatus(clock.GetUtcNow()),
            Team = await TeamAsync(db, invite, cancellationToken),
            LeadsMayInvite = leads.Value.LeadsMayInvite,
            InvitedByName = invite.InvitedByName,
            CreatedAt = invite.CreatedAt,
            MailsSent = invite.MailsSent,
            SentAt = invite.SentAt,
            ExpiresAt = invite.ExpiresAt,
            WaitReason = invite.WaitReason,
            Failure = invite.Failure is { } failure ? new FailureText(failure.Code, failure.Why, failure.Cure) : null,
            AcceptedAt = invite.AcceptedAt,
            FirstSignInAt = invite.FirstSignInAt,
            RevokedAt = invite.RevokedAt,
            RevokedByName = invite.RevokedByName,
            Timeline = [.. entries.Select(InviteTimeline.EntryOf).OfType<TimelineEntry>()],
        };
    }

    // Whoever leads the team in the record counts only while Auth0's role is theirs; what Auth0 has not said is not held against them.
    private async Task<LookedUpTeam?> TeamAsync(PortalDb db, Invite invite, CancellationToken cancellationToken)
    {
        if (invite.TeamId is not { } id || await db.Teams.AsNoTracking().Include(team => team.Leads).SingleOrDefaultAsync(team => team.Id == id, cancellationToken) is not { } team)
        {
            return null;
        }

        var isKnown = members.IsKnown(PortalRole.TeamLead);
        return new LookedUpTeam(team.Name, team.ArchivedAt is not null, team.Leads.Any(lead => !isKnown || members.Holds(PortalRole.TeamLead, lead.Subject)));
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Invitation {Invite} was looked up by {By}")]
        public static partial void Opened(ILogger logger, Guid invite, string by);

        [LoggerMessage(Level = LogLevel.Error, Message = "Invitation {Invite} stays covered: that it was opened could not be written into the audit")]
        public static partial void NotNoted(ILogger logger, Exception exception, Guid invite);
    }
}
