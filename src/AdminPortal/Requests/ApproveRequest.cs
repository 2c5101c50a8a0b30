using AdminPortal.Data;
using AdminPortal.Invites;
using AdminPortal.SignIn;
using AdminPortal.Teams;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Requests;

/// <summary>Says yes to a request: the request's end and the invitation's beginning are one save, so that there is never one without the other, nor two.</summary>
public sealed partial class ApproveRequest(
    CurrentPerson person,
    InviteTerms terms,
    InviteChoices choices,
    InviteRecording recording,
    DailyLimits limits,
    IDbContextFactory<PortalDb> contexts,
    RequestChanges changes,
    InviteChanges inviteChanges,
    WakeUp delivery,
    TimeProvider clock,
    ILogger<ApproveRequest> logger)
{
    /// <summary>Records the invitation as asked, or as put right; what it does not allow, it says in a sentence.</summary>
    public async Task<ApproveOutcome> HandleAsync(Approval approval, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(approval);
        if (await person.WhoMayAsync(Right.DecideRequests, approval.Id.ToString(), cancellationToken) is not { } by)
        {
            return new ApproveOutcome.NotAllowed();
        }

        // Another admin may answer it, or somebody invite the address, between our look and our save.
        return await LostRace.LookAgainAsync(() => limits.InTurnAsync(() => TryAsync(approval, by, cancellationToken), cancellationToken));
    }

    private async Task<ApproveOutcome> TryAsync(Approval approval, Person by, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await person.ReachAsync(db, by, approval.Id, cancellationToken) is not { } request)
        {
            return new ApproveOutcome.NotFound();
        }

        var outcome = await DecideAsync(db, request, approval, by, now, cancellationToken);
        if (outcome is not (ApproveOutcome.InvitedMeanwhile or ApproveOutcome.NotNow))
        {
            return outcome;
        }

        // The invitation in the way may be the one another process made of this very request since we read it: both were one save, so the request says so now.
        await db.Entry(request).ReloadAsync(cancellationToken);
        return request.Status == RequestStatus.Waiting ? outcome : new ApproveOutcome.Answered(request.Email, RequestWords.WhyAnswered(request, now));
    }

    private async Task<ApproveOutcome> DecideAsync(PortalDb db, InviteRequest request, Approval approval, Person by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (request.Status != RequestStatus.Waiting)
        {
            return new ApproveOutcome.Answered(request.Email, RequestWords.WhyAnswered(request, now));
        }

        if ((await Meanwhile.ReadAsync(db, [request.EmailKey], now, cancellationToken)).GetValueOrDefault(request.EmailKey) is { } invited)
        {
            return new ApproveOutcome.InvitedMeanwhile(request.Email, invited.Id, Meanwhile.Told(invited, now));
        }

        var invite = AsInvite(request, approval);
        if (WhyNotEnd(invite, now) is { } whyNotEnd)
        {
            return new ApproveOutcome.Invalid([new InvalidField(nameof(ApprovedTerms.Lifetime), whyNotEnd)]);
        }

        // Held against the approver's own right, and not only against the asker's: what was asked may have been changed since, or put right beyond it.
        return await (await terms.CheckAsync(invite, by, Right.DecideRequests, cancellationToken)).Match(
            agreed => RecordAsync(db, request, invite, agreed.Roles, by, now, cancellationToken),
            it => Task.FromResult<ApproveOutcome>(new ApproveOutcome.Invalid(it.Problems)),
            it => Task.FromResult<ApproveOutcome>(new ApproveOutcome.ConfirmAdministrativeRoles(it.RoleNames)));
    }

    private async Task<ApproveOutcome> RecordAsync(PortalDb db, InviteRequest request, InviteUsersRequest invite, IReadOnlyList<GrantedRole> roles, Person by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (wanted, refused) = recording.Sort(invite.Addresses);
        var recorded = await recording.AddAsync(db, wanted, invite, roles, by, cancellationToken);
        if (recorded.Invited is not [var invitation])
        {
            // The domain may have been closed since, the day's invitations used up, or a test be under way.
            return new ApproveOutcome.NotNow(refused.Concat(recorded.NotInvited).First().Why);
        }

        var correction = Corrections.Between(request, invitation, await TeamNamesAsync(db, request, invitation, cancellationToken));
        if (!request.Approve(invitation.Id, correction, new Inviter(by.Subject, by.Name), now))
        {
            return new ApproveOutcome.Answered(request.Email, RequestWords.WhyAnswered(request, now));
        }

        // A crash before this line leaves the request waiting and no invitation; after it, the sweep finds the invitation due.
        db.AuditEntries.Add(RequestAudit.OfApproved(request, by, now));
        await db.SaveChangesAsync(cancellationToken);
        changes.Publish(request.Id);
        inviteChanges.Publish(recorded.Lapsed.Select(lapsed => lapsed.Id).Append(invitation.Id));
        delivery.Ring();
        Log.Approved(logger, request.Id, by.Subject, invitation.Id);
        return new ApproveOutcome.Approved(request.Email, invitation.Id, correction);
    }

    private static InviteUsersRequest AsInvite(InviteRequest request, Approval approval)
    {
        var given = approval.Instead ?? new ApprovedTerms(request.TeamId, [.. request.Roles.Select(role => role.Id)], request.Lifetime, request.EndsBy);
        return new InviteUsersRequest
        {
            Addresses = [request.Name is null ? request.Email : $"{request.Name} <{request.Email}>"],
            TeamId = given.TeamId,
            RoleIds = given.RoleIds,
            Lifetime = given.Lifetime,
            EndsBy = given.EndsBy,
            Message = request.Message,
            AskedByName = request.AskedByName,
            AdministrativeRolesConfirmed = approval.AdministrativeRolesConfirmed,
        };
    }

    // The day that was chosen when it was asked may have passed while it waited.
    private string? WhyNotEnd(InviteUsersRequest invite, DateTimeOffset now) => invite.EndsBy is { } endsBy && endsBy - now < choices.Read().ShortestLifetime
        ? "The last day that was asked for is over, or nearly. Choose another expiry."
        : null;

    private static async Task<IReadOnlyDictionary<Guid, string>> TeamNamesAsync(PortalDb db, InviteRequest request, Invite invitation, CancellationToken cancellationToken)
    {
        var (asked, given) = (request.TeamId, invitation.TeamId);
        return asked == given
            ? new Dictionary<Guid, string>()
            : await db.Teams.Where(team => team.Id == asked || team.Id == given).ToDictionaryAsync(team => team.Id, team => team.Name, cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Request {Request} is approved by {By}: invitation {Invite}")]
        public static partial void Approved(ILogger logger, Guid request, string by, Guid invite);
    }
}
