using AdminPortal.Data;
using AdminPortal.Invites;
using AdminPortal.SignIn;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Requests;

/// <summary>Records that a lead asks for people to be invited; an admin answers.</summary>
public sealed partial class AskForInvites(
    CurrentPerson person,
    InviteTerms terms,
    InviteRecording recording,
    AskRecording asking,
    DailyLimits limits,
    IDbContextFactory<PortalDb> contexts,
    RequestChanges changes,
    ILogger<AskForInvites> logger)
{
    /// <summary>Records every good address and says of the others why not.</summary>
    public async Task<AskOutcome> HandleAsync(AskForInvitesRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (await person.WhoMayAsync(Right.AskForInvites, cancellationToken: cancellationToken) is not { } by)
        {
            return new AskOutcome.NotAllowed();
        }

        if (WhyNot(request) is { Count: > 0 } problems)
        {
            return new AskOutcome.Invalid(problems);
        }

        // Nobody shall be able to ask for what they could not be allowed to give.
        return await (await terms.CheckAsync(AsInvite(request), by, Right.AskForInvites, cancellationToken)).Match(
            agreed => RecordAsync(request, agreed.Roles, by, cancellationToken),
            it => Task.FromResult<AskOutcome>(new AskOutcome.Invalid(it.Problems)),
            it => Task.FromResult<AskOutcome>(new AskOutcome.ConfirmAdministrativeRoles(it.RoleNames)));
    }

    private static List<InvalidField> WhyNot(AskForInvitesRequest request)
    {
        var problems = new List<InvalidField>();
        if (request.TeamId is null)
        {
            problems.Add(new InvalidField(nameof(request.TeamId), "Choose the team they are to join."));
        }

        if (Remark.WhyNot(request.Reason, "reason") is { } whyNotReason)
        {
            problems.Add(new InvalidField(nameof(request.Reason), whyNotReason));
        }

        return problems;
    }

    private Task<AskOutcome> RecordAsync(AskForInvitesRequest request, IReadOnlyList<GrantedRole> roles, Person by, CancellationToken cancellationToken)
    {
        var (wanted, refused) = recording.Sort(request.Addresses);
        var invite = new RequestedInvite(request.TeamId!.Value, [.. roles.Select(role => new RequestedRole(role.Id, role.Name))], request.Lifetime, request.EndsBy, InviteUsersValidator.Tidy(request.Message), Remark.Tidy(request.Reason));

        // Somebody may ask for one of the addresses between our look and our save.
        return LostRace.LookAgainAsync(() => limits.InTurnAsync(() => TryRecordAsync(wanted, [.. refused.Select(AskRecording.Of)], invite, by, cancellationToken), cancellationToken));
    }

    private async Task<AskOutcome> TryRecordAsync(IReadOnlyList<WantedPerson> wanted, IReadOnlyList<NotAsked> refused, RequestedInvite invite, Person by, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var (asked, kept) = await asking.AddAsync(db, wanted, invite, by, cancellationToken);
        IReadOnlyList<NotAsked> notAsked = [.. refused, .. kept];
        if (asked.Count > 0)
        {
            await db.SaveChangesAsync(cancellationToken);
            changes.Publish(asked.Select(request => request.Id));
            Log.Asked(logger, asked.Count, by.Subject, notAsked.Count);
        }

        return new AskOutcome.Recorded([.. asked.Select(request => new AskedPerson(request.Id, request.Email))], notAsked);
    }

    private static InviteUsersRequest AsInvite(AskForInvitesRequest request) => new()
    {
        Addresses = request.Addresses,
        TeamId = request.TeamId,
        RoleIds = request.RoleIds,
        Lifetime = request.Lifetime,
        EndsBy = request.EndsBy,
        Message = request.Message,
        AdministrativeRolesConfirmed = request.AdministrativeRolesConfirmed,
    };

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "{Count} invitations asked for by {By}; {Refused} entries not taken")]
        public static partial void Asked(ILogger logger, int count, string by, int refused);
    }
}
