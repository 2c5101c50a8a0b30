using AdminPortal.Data;
using AdminPortal.SignIn;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Invites;

/// <summary>Whether an invitation still waits for the decision somebody has made on a page that may be old.</summary>
public sealed class LeftInviteCheck(Inviters inviters, TimeProvider clock)
{
    /// <summary>The invitation with the reason why it waits, or what stands in the way.</summary>
    public async Task<(LeftInviteOutcome? WhyNot, Invite Invite, string WhyLeft, AbleInviters Able)> LookAsync(PortalDb db, LeftInviteRequest request, Person by, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(request);
        if (await db.Invites.SingleOrDefaultAsync(invite => invite.Id == request.Id && !invite.IsTest, cancellationToken) is not { } invite)
        {
            return Stop(new LeftInviteOutcome.NotFound());
        }

        if (WhyClosed(invite) is { } whyClosed)
        {
            return Stop(new LeftInviteOutcome.Closed(invite.Email, whyClosed));
        }

        if (invite.KeptAt is not null)
        {
            return Stop(new LeftInviteOutcome.AlreadyDecided(invite.Email, $"{invite.KeptByName} has kept it already."));
        }

        if (!string.Equals(invite.InvitedById, request.InviterId, StringComparison.Ordinal))
        {
            return Stop(new LeftInviteOutcome.AlreadyDecided(invite.Email, $"{await WhoReassignedAsync(db, invite, cancellationToken)} has reassigned it to {invite.InvitedByName} already."));
        }

        if (inviters.WhyNotKnown is { } whyNotKnown)
        {
            return Stop(new LeftInviteOutcome.NotKnown(whyNotKnown));
        }

        var able = await inviters.ReadAsync(db, by, cancellationToken);
        return able.WhyLeft(invite.InvitedById, invite.TeamId) is { } whyLeft
            ? (null, invite, whyLeft, able)
            : Stop(new LeftInviteOutcome.NotLeft(invite.Email, invite.InvitedByName));

        static (LeftInviteOutcome?, Invite, string, AbleInviters) Stop(LeftInviteOutcome whyNot) => (whyNot, null!, "", null!);
    }

    private string? WhyClosed(Invite invite) => invite.ShownStatus(clock.GetUtcNow()) switch
    {
        InviteStatus.Queued => null,
        InviteStatus.Sent => null,
        InviteStatus.Unconfirmed => null,
        InviteStatus.Revoking => "It is being revoked.",
        InviteStatus.Failed => "It was not sent, so it is open no more.",
        InviteStatus.Expired => "It has expired meanwhile.",
        InviteStatus.Accepted => "The password was set meanwhile.",
        InviteStatus.Revoked => "It was revoked meanwhile.",
    };

    private static async Task<string> WhoReassignedAsync(PortalDb db, Invite invite, CancellationToken cancellationToken)
    {
        var subject = invite.Id.ToString();
        return await db.AuditEntries.Where(entry => entry.Subject == subject && entry.Action == InviteAudit.Reassigned).OrderByDescending(entry => entry.Number).Select(entry => entry.ActorName).FirstOrDefaultAsync(cancellationToken)
            ?? "Somebody";
    }
}
