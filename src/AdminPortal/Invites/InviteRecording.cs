using AdminPortal.Data;
using AdminPortal.Shell;
using AdminPortal.SignIn;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Invites;

/// <summary>Puts invitations on record in somebody else's transaction; the one place where an invitation begins.</summary>
public sealed class InviteRecording(AllowedDomains domains, DailyLimits limits, TimeProvider clock)
{
    /// <summary>Parts addresses that can be invited from those that can't whatever the record holds.</summary>
    public (IReadOnlyList<WantedPerson> Wanted, IReadOnlyList<NotInvited> Refused) Sort(IReadOnlyList<string> addresses)
    {
        ArgumentNullException.ThrowIfNull(addresses);
        var wanted = new Dictionary<string, WantedPerson>(StringComparer.Ordinal);
        var refused = new List<NotInvited>();
        foreach (var text in addresses)
        {
            var entry = InviteEntry.Read(text);
            if (entry.Address is null)
            {
                refused.Add(new NotInvited(text, NotInvitedReason.NotAnAddress, null, entry.Why!));
            }
            else if (domains.WhyNot(entry.Address) is { } whyNot)
            {
                refused.Add(new NotInvited(text, NotInvitedReason.DomainNotAllowed, null, whyNot));
            }
            else if (!wanted.TryAdd(entry.Address.Key, new WantedPerson(text, entry.Address, entry.Name)))
            {
                refused.Add(new NotInvited(text, NotInvitedReason.Repeated, null, $"{entry.Address.Display} stands in the list more than once; one invitation goes out."));
            }
        }

        return ([.. wanted.Values], refused);
    }

    /// <summary>Adds the invitations and their audit rows to the context; the caller saves, within <see cref="DailyLimits.InTurnAsync"/>.</summary>
    public async Task<RecordedInvites> AddAsync(PortalDb db, IReadOnlyList<WantedPerson> wanted, InviteUsersRequest request, IReadOnlyList<GrantedRole> roles, Person by, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(wanted);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(by);
        var now = clock.GetUtcNow();
        // One parameter, however many addresses: SQLite takes no more than 32,766 of them.
        var keys = wanted.Select(each => each.Address.Key).ToList();
        var open = await db.Invites
            .Where(invite => EF.Parameter(keys).Contains(invite.EmailKey) && (invite.Status == InviteStatus.Queued || invite.Status == InviteStatus.Sent || invite.Status == InviteStatus.Unconfirmed || invite.Status == InviteStatus.Revoking))
            .ToDictionaryAsync(invite => invite.EmailKey, StringComparer.Ordinal, cancellationToken);

        var invited = new List<Invite>();
        var notInvited = new List<NotInvited>();
        var lapsed = new List<Invite>();
        var team = await db.Teams.Where(each => each.Id == request.TeamId).Select(each => each.Name).SingleOrDefaultAsync(cancellationToken);
        var room = await limits.ReadAsync(db, by.Subject, cancellationToken);
        foreach (var each in wanted)
        {
            if (open.TryGetValue(each.Address.Key, out var earlier) && !earlier.IsLapsed(now))
            {
                notInvited.Add(new NotInvited(each.Entry, NotInvitedReason.AlreadyInvited, earlier.Id, WhyAlreadyInvited(earlier, now)));
                continue;
            }

            if (invited.Count >= room.Left)
            {
                notInvited.Add(new NotInvited(each.Entry, NotInvitedReason.DailyLimit, null, WhyNoRoom(room, now)));
                continue;
            }

            if (earlier is not null && earlier.Expire(now))
            {
                lapsed.Add(earlier);
                db.AuditEntries.Add(InviteAudit.OfExpired(earlier, now));
            }

            var invite = Invite.Create(Guid.CreateVersion7(now), each.Address, each.Name, roles, request.Lifetime, InviteUsersValidator.Tidy(request.Message), new Inviter(by.Subject, by.Name), now, request.EndsBy, isBulk: wanted.Count > InvitesOptions.AddressLimit, teamId: request.TeamId);
            db.Invites.Add(invite);
            db.AuditEntries.Add(InviteAudit.OfCreated(invite, by.AsActor(), now, team, request.AskedByName));
            invited.Add(invite);
        }

        return new RecordedInvites(invited, lapsed, notInvited);
    }

    private static string WhyAlreadyInvited(Invite earlier, DateTimeOffset now) => earlier.IsTest
        ? $"A test invitation to {earlier.Email} is under way. Clean it up under Setup › Test invite, then invite again."
        : earlier.Status == InviteStatus.Revoking
        ? $"The earlier invitation for {earlier.Email} is being revoked; invite again when that is done."
        : $"{earlier.InvitedByName} invited {earlier.Email} {Ago.Text(now - earlier.CreatedAt)}; that invitation is still open. Resend it instead.";

    private static string WhyNoRoom(DailyRoom room, DateTimeOffset now) =>
        $"{(room.Whose == "your" ? "Your" : "The company's")} {room.Tighter.Limit} invitations of the last 24 hours are used up. The next one is free in {TimeWords.Span(room.Tighter.FreeAt - now)}.";
}

/// <summary>Somebody to invite: the entry as it was typed, and what it was read as.</summary>
public sealed record WantedPerson(string Entry, EmailAddress Address, string? Name);

/// <summary>What was put on record.</summary>
/// <param name="Invited">New invitations, not saved yet.</param>
/// <param name="Lapsed">Earlier ones to the same addresses that were turned to Expired on the way.</param>
/// <param name="NotInvited">Whom the record or a limit kept out.</param>
public sealed record RecordedInvites(IReadOnlyList<Invite> Invited, IReadOnlyList<Invite> Lapsed, IReadOnlyList<NotInvited> NotInvited);
