using AdminPortal.Auth0;

namespace AdminPortal.Invites;

/// <summary>Does what is due on one invitation, whatever its status asks for.</summary>
internal sealed class InviteWorker(InviteClaims claims, InviteDelivery delivery, InviteClosing closing)
{
    /// <summary>One pass; false when the invitation was not due or is in other hands.</summary>
    public async Task<bool> WorkAsync(long number, CancellationToken cancellationToken)
    {
        if (await claims.TakeAsync(number, cancellationToken) is not { } claim)
        {
            return false;
        }

        using var lane = LaneOf(claim.Invite).Enter();
        await (claim.Invite switch
        {
            { Status: InviteStatus.Queued } => delivery.DeliverAsync(claim, cancellationToken),
            { Status: InviteStatus.Accepted } => closing.TidyAsync(claim, cancellationToken),
            { IsClosing: true } => closing.CloseAsync(claim, cancellationToken),
            _ => Task.CompletedTask,
        });

        // Not in a finally: after an exception the lease is the pause before the next try.
        await claim.ReleaseAsync(cancellationToken);
        return true;
    }

    // Somebody who invites or withdraws one waits for it; nobody waits for what is tidied up behind them.
    private static CallLane LaneOf(Invite invite) => invite is { IsBulk: false, Status: InviteStatus.Queued or InviteStatus.Revoking } ? CallLane.Interactive : CallLane.Bulk;
}
