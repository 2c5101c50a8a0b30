using AdminPortal.Data;
using AdminPortal.Invites;
using AdminPortal.Shell;
using AdminPortal.SignIn;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AdminPortal.Requests;

/// <summary>Puts requests on record; the one place where a request begins.</summary>
public sealed class AskRecording(IOptions<InvitesOptions> options, TimeProvider clock)
{
    /// <summary>Adds the requests and their audit rows to the context; the caller saves, within <see cref="DailyLimits.InTurnAsync"/>.</summary>
    public async Task<(IReadOnlyList<InviteRequest> Asked, IReadOnlyList<NotAsked> NotAsked)> AddAsync(PortalDb db, IReadOnlyList<WantedPerson> wanted, RequestedInvite invite, Person by, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(wanted);
        ArgumentNullException.ThrowIfNull(by);
        var now = clock.GetUtcNow();
        var keys = wanted.Select(each => each.Address.Key).ToList();
        var invited = await Meanwhile.ReadAsync(db, keys, now, cancellationToken);
        var waiting = await db.InviteRequests.AsNoTracking()
            .Where(request => request.Status == RequestStatus.Waiting && EF.Parameter(keys).Contains(request.EmailKey))
            .ToDictionaryAsync(request => request.EmailKey, StringComparer.Ordinal, cancellationToken);
        var room = await RoomAsync(db, by.Subject, now, cancellationToken);

        var asked = new List<InviteRequest>();
        var notAsked = new List<NotAsked>();
        foreach (var each in wanted)
        {
            if (invited.GetValueOrDefault(each.Address.Key) is { } invitation)
            {
                notAsked.Add(OfInvited(each, invitation, by, now));
            }
            else if (waiting.GetValueOrDefault(each.Address.Key) is { } earlier)
            {
                notAsked.Add(new NotAsked(each.Entry, NotAskedReason.AlreadyAsked, null, WhyAlreadyAsked(earlier, by, now)));
            }
            else if (asked.Count >= room.Left)
            {
                notAsked.Add(new NotAsked(each.Entry, NotAskedReason.DailyLimit, null, $"Your {room.Limit} requests of the last 24 hours are used up. The next one is free in {TimeWords.Span(room.FreeAt - now)}."));
            }
            else
            {
                var request = InviteRequest.Create(Guid.CreateVersion7(now), each, invite, new Inviter(by.Subject, by.Name), now);
                db.InviteRequests.Add(request);
                db.AuditEntries.Add(RequestAudit.OfAsked(request, by, now));
                asked.Add(request);
            }
        }

        return (asked, notAsked);
    }

    /// <summary>An entry that could not be invited either, whoever asks.</summary>
    public static NotAsked Of(NotInvited refused)
    {
        ArgumentNullException.ThrowIfNull(refused);
        return refused.Reason switch
        {
            NotInvitedReason.NotAnAddress => new NotAsked(refused.Address, NotAskedReason.NotAnAddress, null, refused.Why),
            NotInvitedReason.DomainNotAllowed => new NotAsked(refused.Address, NotAskedReason.DomainNotAllowed, null, refused.Why),
            NotInvitedReason.Repeated => new NotAsked(refused.Address, NotAskedReason.Repeated, null, $"{InviteEntry.Read(refused.Address).Address?.Display ?? refused.Address} stands in the list more than once; it is asked for once."),
            NotInvitedReason.AlreadyInvited => new NotAsked(refused.Address, NotAskedReason.AlreadyInvited, refused.ExistingInvite, refused.Why),
            NotInvitedReason.DailyLimit => new NotAsked(refused.Address, NotAskedReason.DailyLimit, null, refused.Why),
        };
    }

    // As many requests as invitations in any 24 hours, whatever became of them: taking them back and asking anew shall flood nobody either.
    private async Task<Allowance> RoomAsync(PortalDb db, string subject, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (limit, since) = (options.Value.DailyPerInviter, now - DailyLimits.Day);
        var recent = db.InviteRequests.AsNoTracking().Where(request => request.AskedById == subject && request.AskedAt > since);
        var used = await recent.CountAsync(cancellationToken);
        var oldest = await recent.OrderBy(request => request.AskedAt).Skip(Math.Max(0, used - limit)).Select(request => (DateTimeOffset?)request.AskedAt).FirstOrDefaultAsync(cancellationToken);
        return new Allowance(limit, Math.Max(0, limit - used), (oldest ?? now) + DailyLimits.Day);
    }

    // Who invited whom is told only where the asker may see that invitation.
    private static NotAsked OfInvited(WantedPerson wanted, Invite invitation, Person by, DateTimeOffset now)
    {
        var maySee = by.May(Right.SeeInvites, invitation.TeamId);
        return invitation.Status == InviteStatus.Accepted
            ? new NotAsked(wanted.Entry, NotAskedReason.AlreadyMember, maySee ? invitation.Id : null, $"{invitation.Email} has accepted an invitation and is in already. If that account is gone, tell a company admin.")
            : new NotAsked(wanted.Entry, NotAskedReason.AlreadyInvited, maySee ? invitation.Id : null, maySee ? Meanwhile.Told(invitation, now) : $"{invitation.Email} is invited already; nothing needs to be asked.");
    }

    private static string WhyAlreadyAsked(InviteRequest earlier, Person by, DateTimeOffset now) => earlier.AskedById == by.Subject
        ? $"You asked for {earlier.Email} {Ago.Text(now - earlier.AskedAt)}; an admin has not answered yet."
        : $"{earlier.AskedByName} has asked for {earlier.Email} already, {Ago.Text(now - earlier.AskedAt)}; an admin has not answered yet.";
}
