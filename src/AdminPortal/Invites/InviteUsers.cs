using AdminPortal.Data;
using AdminPortal.Shell;
using AdminPortal.SignIn;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Invites;

/// <summary>Records invitations; the click is answered from the database, delivery follows.</summary>
public sealed partial class InviteUsers(
    CurrentPerson person,
    InviteChoices choices,
    AllowedDomains domains,
    DailyLimits limits,
    IDbContextFactory<PortalDb> contexts,
    InviteChanges changes,
    WakeUp delivery,
    TimeProvider clock,
    ILogger<InviteUsers> logger)
{
    /// <summary>Records every good address and says of the others why not.</summary>
    public async Task<InviteUsersOutcome> HandleAsync(InviteUsersRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (await person.FindAsync(cancellationToken) is not { } by || !by.May(Right.InvitePeople))
        {
            return new InviteUsersOutcome.NotAllowed();
        }

        var offer = choices.Read();
        var problems = (await new InviteUsersValidator(offer).ValidateAsync(request, cancellationToken)).Errors;
        if (problems.Count > 0)
        {
            return new InviteUsersOutcome.Invalid([.. problems.Select(problem => new InvalidField(problem.PropertyName, problem.ErrorMessage))]);
        }

        var roles = offer.Roles.Where(role => request.RoleIds.Contains(role.Id, StringComparer.Ordinal)).ToList();
        var administrative = roles.Where(role => role.Administrative).Select(role => role.Name).ToList();
        if (administrative.Count > 0 && !request.AdministrativeRolesConfirmed)
        {
            return new InviteUsersOutcome.ConfirmAdministrativeRoles(administrative);
        }

        var (wanted, refused) = Sort(request.Addresses);
        return await RecordAsync(wanted, refused, request, [.. roles.Select(role => new GrantedRole(role.Id, role.Name, role.Administrative))], by, cancellationToken);
    }

    private (List<Wanted> Wanted, List<NotInvited> Refused) Sort(IReadOnlyList<string> addresses)
    {
        var wanted = new Dictionary<string, Wanted>(StringComparer.Ordinal);
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
            else if (!wanted.TryAdd(entry.Address.Key, new Wanted(text, entry.Address, entry.Name)))
            {
                refused.Add(new NotInvited(text, NotInvitedReason.Repeated, null, $"{entry.Address.Display} stands in the list more than once; one invitation goes out."));
            }
        }

        return ([.. wanted.Values], refused);
    }

    private Task<InviteUsersOutcome> RecordAsync(
        List<Wanted> wanted, List<NotInvited> refused, InviteUsersRequest request, IReadOnlyList<GrantedRole> roles, Person by, CancellationToken cancellationToken)
    {
        // Somebody may record one of the addresses, or change a lapsed row, between our look and our save.
        return LostRace.LookAgainAsync(() => limits.InTurnAsync(() => TryRecordAsync(wanted, refused, request, roles, by, cancellationToken), cancellationToken));
    }

    private async Task<InviteUsersOutcome> TryRecordAsync(
        List<Wanted> wanted, List<NotInvited> refused, InviteUsersRequest request, IReadOnlyList<GrantedRole> roles, Person by, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);

        // One parameter, however many addresses: SQLite takes no more than 32,766 of them.
        var keys = wanted.Select(each => each.Address.Key).ToList();
        var open = await db.Invites
            .Where(invite => EF.Parameter(keys).Contains(invite.EmailKey) && (invite.Status == InviteStatus.Queued || invite.Status == InviteStatus.Sent || invite.Status == InviteStatus.Unconfirmed || invite.Status == InviteStatus.Revoking))
            .ToDictionaryAsync(invite => invite.EmailKey, StringComparer.Ordinal, cancellationToken);

        var invited = new List<Invite>();
        var notInvited = new List<NotInvited>(refused);
        var lapsed = new List<Invite>();
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

            var invite = Invite.Create(Guid.CreateVersion7(now), each.Address, each.Name, roles, request.Lifetime, InviteUsersValidator.Tidy(request.Message), new Inviter(by.Subject, by.Name), now, request.EndsBy, isBulk: wanted.Count > InvitesOptions.AddressLimit);
            db.Invites.Add(invite);
            db.AuditEntries.Add(InviteAudit.OfCreated(invite, InviteAudit.Actor(by), now));
            invited.Add(invite);
        }

        if (invited.Count > 0)
        {
            // A crash after this line loses nothing: the sweep finds the rows due. Before it, nobody was told that anything happened.
            await db.SaveChangesAsync(cancellationToken);
            changes.Publish(invited.Concat(lapsed).Select(invite => invite.Id));
            delivery.Ring();
            Log.Recorded(logger, invited.Count, by.Subject, notInvited.Count);
        }

        return new InviteUsersOutcome.Recorded([.. invited.Select(invite => new InvitedPerson(invite.Id, invite.Email))], notInvited);
    }

    private static string WhyAlreadyInvited(Invite earlier, DateTimeOffset now) => earlier.Status == InviteStatus.Revoking
        ? $"The earlier invitation for {earlier.Email} is being revoked; invite again when that is done."
        : $"{earlier.InvitedByName} invited {earlier.Email} {Ago.Text(now - earlier.CreatedAt)}; that invitation is still open. Resend it instead.";

    private static string WhyNoRoom(DailyRoom room, DateTimeOffset now) =>
        $"{(room.Whose == "your" ? "Your" : "The company's")} {room.Tighter.Limit} invitations of the last 24 hours are used up. The next one is free in {TimeWords.Span(room.Tighter.FreeAt - now)}.";

    private sealed record Wanted(string Entry, EmailAddress Address, string? Name);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "{Count} invitations recorded for {By}; {Refused} entries not taken")]
        public static partial void Recorded(ILogger logger, int count, string by, int refused);
    }
}
