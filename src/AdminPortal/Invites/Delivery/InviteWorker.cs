using AdminPortal.Auth0;

namespace AdminPortal.Invites;

/// <summary>Does what is due on one invitation, whatever its status asks for.</summary>
internal sealed class InviteWorker(InviteClaims claims, InviteDelivery delivery, RoleDelivery roles, InviteClosing closing)
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
            { Status: InviteStatus.Sent or InviteStatus.Unconfirmed, RolesDue: true } => roles.DeliverAsync(claim, cancellationToken),
            { Status: InviteStatus.Accepted } => AfterAcceptanceAsync(claim, cancellationToken),
            { IsClosing: true } => closing.CloseAsync(claim, cancellationToken),
            _ => Task.CompletedTask,
        });

        // Not in a finally: after an exception the lease is the pause before the next try.
        await claim.ReleaseAsync(cancellationToken);
        return true;
    }

    // Roles first: the person may be signing in at this moment. Tidying up does not wait for roles that have to wait.
    private async Task AfterAcceptanceAsync(InviteClaim claim, CancellationToken cancellationToken)
    {
        if (claim.Invite.RolesDue)
        {
            await roles.DeliverAsync(claim, cancellationToken);
        }

        await closing.TidyAsync(claim, cancellationToken);
    }

    // Somebody who invites, changes roles or withdraws waits for it; nobody waits for what is tidied up behind them.
    private static CallLane LaneOf(Invite invite) => invite is { IsBulk: false } and ({ Status: InviteStatus.Queued or InviteStatus.Revoking } or { RolesDue: true }) ? CallLane.Interactive : CallLane.Bulk;
}
