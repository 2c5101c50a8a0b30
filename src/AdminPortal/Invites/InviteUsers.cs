using AdminPortal.Data;
using AdminPortal.SignIn;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Invites;

/// <summary>Records invitations; the click is answered from the database, delivery follows.</summary>
public sealed partial class InviteUsers(
    CurrentPerson person,
    InviteTerms terms,
    InviteRecording recording,
    DailyLimits limits,
    IDbContextFactory<PortalDb> contexts,
    InviteChanges changes,
    WakeUp delivery,
    ILogger<InviteUsers> logger)
{
    /// <summary>Records every good address and says of the others why not.</summary>
    public async Task<InviteUsersOutcome> HandleAsync(InviteUsersRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (await person.WhoMayAsync(Right.InvitePeople, request.TeamId?.ToString() ?? "", cancellationToken) is not { } by)
        {
            return new InviteUsersOutcome.NotAllowed();
        }

        return await (await terms.CheckAsync(request, by, Right.InvitePeople, cancellationToken)).Match(
            agreed => RecordAsync(request, agreed.Roles, by, cancellationToken),
            it => Task.FromResult<InviteUsersOutcome>(new InviteUsersOutcome.Invalid(it.Problems)),
            it => Task.FromResult<InviteUsersOutcome>(new InviteUsersOutcome.ConfirmAdministrativeRoles(it.RoleNames)));
    }

    private Task<InviteUsersOutcome> RecordAsync(InviteUsersRequest request, IReadOnlyList<GrantedRole> roles, Person by, CancellationToken cancellationToken)
    {
        var (wanted, refused) = recording.Sort(request.Addresses);

        // Somebody may record one of the addresses, or change a lapsed row, between our look and our save.
        return LostRace.LookAgainAsync(() => limits.InTurnAsync(() => TryRecordAsync(wanted, refused, request, roles, by, cancellationToken), cancellationToken));
    }

    private async Task<InviteUsersOutcome> TryRecordAsync(
        IReadOnlyList<WantedPerson> wanted, IReadOnlyList<NotInvited> refused, InviteUsersRequest request, IReadOnlyList<GrantedRole> roles, Person by, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var (invited, lapsed, kept) = await recording.AddAsync(db, wanted, request, roles, by, cancellationToken);
        IReadOnlyList<NotInvited> notInvited = [.. refused, .. kept];
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

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "{Count} invitations recorded for {By}; {Refused} entries not taken")]
        public static partial void Recorded(ILogger logger, int count, string by, int refused);
    }
}
