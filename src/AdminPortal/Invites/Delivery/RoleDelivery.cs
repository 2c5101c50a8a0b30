using AdminPortal.Auth0;

namespace AdminPortal.Invites;

/// <summary>Takes roles that were changed after the mail to the account. It never gives up and never ends an invitation over a role.</summary>
internal sealed partial class RoleDelivery(AccountRoles accounts, Obstacles obstacles, ILogger<RoleDelivery> logger)
{
    /// <summary>One pass; what comes next is left on the row, and the claim stays held.</summary>
    public async Task DeliverAsync(InviteClaim claim, CancellationToken cancellationToken)
    {
        // A crash anywhere below: the row still says that roles are due and which ones the account may have; the next pass asks it and goes on.
        if (!await claim.StepAsync((invite, _) => invite.RolesDue && invite.ExpectRoles(), cancellationToken))
        {
            return;
        }

        var asked = claim.Invite.Roles;
        switch (await accounts.BringAsync(claim.Invite, cancellationToken))
        {
            case RolesAnswer.Brought brought:
                await claim.StepAsync((invite, _) => invite.ApplyRoles(brought.Roles), (invite, now) => invite.RolesDue ? null : InviteAudit.OfRolesApplied(invite, now), cancellationToken);
                break;
            case RolesAnswer.Missing missing:
                await claim.StepAsync((invite, _) => invite.KeepRoles(asked, missing.Before), (invite, now) => InviteAudit.OfRolesRefused(invite, missing.Message, now), cancellationToken);
                break;
            case RolesAnswer.Stopped stopped:
                await StopAsync(claim, stopped.Answer, cancellationToken);
                break;
        }
    }

    private async Task StopAsync(InviteClaim claim, Auth0Result<Done> answer, CancellationToken cancellationToken)
    {
        switch (obstacles.Of(claim.Invite, answer, InviteFailures.OfRoles))
        {
            case Obstacle.Later later:
                await WaitAsync(claim, later, cancellationToken);
                break;
            case Obstacle.Final final:
                await WaitAsync(claim, obstacles.Silence(claim.Invite, final.Failure.Why, WaitReason.Fault), cancellationToken);
                break;
            case Obstacle.Gone when claim.Invite.Status == InviteStatus.Accepted:
                await claim.StepAsync((invite, _) => invite.DropRoles(), cancellationToken);
                break;
            default:
                // Deleted in Auth0, and the link with it.
                await claim.StepAsync(
                    (invite, now) =>
                    {
                        invite.AccountGone(now);
                        return invite.Fail(now, InviteFailures.AccountDeleted(invite));
                    },
                    InviteAudit.OfFailed,
                    cancellationToken);
                break;
        }
    }

    private async Task WaitAsync(InviteClaim claim, Obstacle.Later later, CancellationToken cancellationToken)
    {
        if (await claim.WaitOnAsync(later, cancellationToken))
        {
            Log.Waits(logger, claim.Invite.Id, later.Reason, later.Until);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Invitation {Invite}: its changed roles wait ({Reason}); next try {Until:u}")]
        public static partial void Waits(ILogger logger, Guid invite, WaitReason reason, DateTimeOffset until);
    }
}
