using AdminPortal.Auth0;
using AdminPortal.Data;
using AdminPortal.SignIn;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Invites;

/// <summary>One look at those who have open invitations: whether their account still works, and whether somebody who had lost the right has it again.</summary>
public sealed partial class InviterWatch(
    ManagementClient auth0,
    PortalRoleMembers members,
    UnusableAccounts unusable,
    Inviters inviters,
    IDbContextFactory<PortalDb> contexts,
    WriterTurns turns,
    ILogger<InviterWatch> logger)
{
    // A look must not eat the limit that invitations need.
    private const int MostAccounts = 20;

    private string _lastAsked = "";

    /// <summary>Reads accounts in turn, on a budget; nobody waits for it.</summary>
    public async Task LookAtAccountsAsync(CancellationToken cancellationToken)
    {
        using var lane = CallLane.Background.Enter();
        var (blocked, usable) = (new List<string>(), new List<string>());
        foreach (var subject in InTurn(await HoldersWithOpenInvitesAsync(cancellationToken)))
        {
            var account = await auth0.GetUserAsync(subject, cancellationToken);
            if (account is Auth0Result<Auth0User>.Busy)
            {
                break;
            }

            // An answer that says nothing about the account proves nothing about it.
            _lastAsked = subject;
            if (account is Auth0Result<Auth0User>.NotFound or Auth0Result<Auth0User>.Ok { Value.Blocked: true })
            {
                blocked.Add(subject);
                Log.Unusable(logger, subject);
            }
            else if (account is Auth0Result<Auth0User>.Ok)
            {
                usable.Add(subject);
            }
        }

        unusable.Learn(blocked, usable);
    }

    /// <summary>
    /// Forgets what was decided about the invitations of people who may invite again: when they lose the right a second time, somebody decides anew.
    /// </summary>
    public async Task ForgetDecisionsOfReturnedAsync(CancellationToken cancellationToken)
    {
        if (inviters.WhyNotKnown is not null)
        {
            return;
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var kept = await db.Invites.Where(invite => invite.KeptAt != null && (invite.Status == InviteStatus.Queued || invite.Status == InviteStatus.Sent || invite.Status == InviteStatus.Unconfirmed))
            .Select(invite => new { invite.Number, invite.InvitedById, invite.TeamId })
            .ToListAsync(cancellationToken);
        if (kept.Count == 0)
        {
            return;
        }

        var able = await inviters.ReadAsync(db, asking: null, cancellationToken);
        var returned = kept.Where(invite => able.WhyLeft(invite.InvitedById, invite.TeamId) is null).Select(invite => invite.Number).ToList();
        if (returned.Count == 0)
        {
            return;
        }

        // Saving takes its turn by itself; this statement goes past it.
        using var turn = await turns.EnterAsync(cancellationToken);
        await db.Invites.Where(invite => EF.Parameter(returned).Contains(invite.Number))
            .ExecuteUpdateAsync(change => change.SetProperty(invite => invite.KeptAt, (DateTimeOffset?)null).SetProperty(invite => invite.KeptByName, (string?)null), cancellationToken);
        Log.Returned(logger, returned.Count);
    }

    private async Task<IReadOnlyList<string>> HoldersWithOpenInvitesAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var open = await db.Invites.Where(invite => invite.Status == InviteStatus.Queued || invite.Status == InviteStatus.Sent || invite.Status == InviteStatus.Unconfirmed)
            .Select(invite => invite.InvitedById)
            .Distinct()
            .ToListAsync(cancellationToken);
        return [.. open.Where(subject => members.Holds(PortalRole.Admin, subject) || members.Holds(PortalRole.TeamLead, subject))];
    }

    private List<string> InTurn(IEnumerable<string> subjects)
    {
        var turn = subjects.Order(StringComparer.Ordinal).ToLookup(subject => string.CompareOrdinal(subject, _lastAsked) > 0);
        return [.. turn[true].Concat(turn[false]).Take(MostAccounts)];
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "{Subject} has open invitations and is blocked or removed in Auth0")]
        public static partial void Unusable(ILogger logger, string subject);

        [LoggerMessage(Level = LogLevel.Information, Message = "The inviters of {Count} kept invitations may invite again")]
        public static partial void Returned(ILogger logger, int count);
    }
}
