using AdminPortal.Data;
using AdminPortal.Invites;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Requests;

/// <summary>What the record of invitations says about addresses that somebody asks for: invited already, or in already.</summary>
internal static class Meanwhile
{
    /// <summary>The invitations that make another one needless, by address; one for each. One that is being revoked is none of them: whoever asks means what comes after it.</summary>
    public static async Task<IReadOnlyDictionary<string, Invite>> ReadAsync(PortalDb db, List<string> keys, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // One parameter, however many addresses: SQLite takes no more than 32,766 of them.
        var found = await db.Invites.AsNoTracking()
            .Where(invite => EF.Parameter(keys).Contains(invite.EmailKey) && !invite.IsTest
                && (invite.Status == InviteStatus.Queued || invite.Status == InviteStatus.Sent || invite.Status == InviteStatus.Unconfirmed || invite.Status == InviteStatus.Accepted))
            .OrderBy(invite => invite.Number)
            .ToListAsync(cancellationToken);

        // The open one says more than an earlier one that was accepted; of several of those, the last.
        return found
            .Where(invite => !invite.IsLapsed(now))
            .GroupBy(invite => invite.EmailKey, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.OrderBy(invite => invite.Status == InviteStatus.Accepted).ThenByDescending(invite => invite.Number).First(), StringComparer.Ordinal);
    }

    /// <summary>The same in a sentence for an admin.</summary>
    public static string Told(Invite invite, DateTimeOffset now) => invite.Status == InviteStatus.Accepted
        ? $"{invite.Email} accepted an invitation by {invite.InvitedByName} {Ago.Text(now - (invite.AcceptedAt ?? invite.CreatedAt))} and is in already."
        : $"{invite.Email} was invited by {invite.InvitedByName} {Ago.Text(now - invite.CreatedAt)}; that invitation is {RequestWords.Standing(invite.ShownStatus(now))}.";
}
