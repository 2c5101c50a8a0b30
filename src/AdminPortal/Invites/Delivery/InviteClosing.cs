using AdminPortal.Auth0;

namespace AdminPortal.Invites;

/// <summary>Takes back in Auth0 what a withdrawn, expired or failed invitation left there, and tidies up after an accepted one. Every step can be picked up by the next pass.</summary>
internal sealed partial class InviteClosing(ManagementClient auth0, Obstacles obstacles, ILogger<InviteClosing> logger)
{
    // Auth0 may take a while to forget a link; a ticket that nobody sees replaces it and dies soon.
    private static readonly TimeSpan ThrowAwayTicket = TimeSpan.FromMinutes(1);

    /// <summary>Blocks the account, voids its link, looks once more whether it was used, and removes it.</summary>
    public async Task CloseAsync(InviteClaim claim, CancellationToken cancellationToken)
    {
        switch (await TakeBackAsync(claim, cancellationToken))
        {
            case TakenBack.Gone:
                var wasRevoking = claim.Invite.Status == InviteStatus.Revoking;
                if (await claim.FinishAsync((invite, now) => invite.Closed(now), (invite, now) => wasRevoking ? InviteAudit.OfRevoked(invite, now) : InviteAudit.OfAccountRemoved(invite, now), cancellationToken))
                {
                    Log.Closed(logger, claim.Invite.Id, claim.Invite.Status);
                }

                break;
            case TakenBack.Used used:
                await AcceptAsync(claim, used.Account, cancellationToken);
                break;
            case TakenBack.Stuck stuck:
                await claim.WaitAsync(stuck.Why, cancellationToken);
                Log.Waits(logger, claim.Invite.Id, stuck.Why.Reason, stuck.Why.Until);
                break;
        }
    }

    /// <summary>Removes the account so that a fresh one can be made; false when that has to wait or it was used, which is then on the row.</summary>
    public async Task<bool> RemoveAsync(InviteClaim claim, CancellationToken cancellationToken)
    {
        switch (await TakeBackAsync(claim, cancellationToken))
        {
            case TakenBack.Used used:
                await AcceptAsync(claim, used.Account, cancellationToken);
                return false;
            case TakenBack.Stuck stuck:
                await claim.WaitAsync(stuck.Why, cancellationToken);
                return false;
            case TakenBack.MovedOn:
                return false;
            default:
                return await claim.StepAsync(
                    (invite, now) =>
                    {
                        invite.AccountGone(now);
                        return true;
                    },
                    InviteAudit.OfAccountRemoved,
                    cancellationToken);
        }
    }

    /// <summary>The password was set: that is what counts, whatever else was under way.</summary>
    public async Task AcceptAsync(InviteClaim claim, Auth0User account, CancellationToken cancellationToken)
    {
        // A crash after this save: the row stays due until the account is tidied up.
        if (await claim.StepAsync((invite, now) => invite.Accept(account.LastPasswordReset ?? now, now), InviteAudit.OfAccepted, cancellationToken))
        {
            Log.Accepted(logger, claim.Invite.Id);
            await TidyAsync(claim, cancellationToken);
        }
    }

    /// <summary>Makes an accepted account an ordinary one: no invitation in its metadata, address verified, not blocked by us.</summary>
    public async Task TidyAsync(InviteClaim claim, CancellationToken cancellationToken)
    {
        if (claim.Invite.IsTest)
        {
            await EndTestAsync(claim, cancellationToken);
            return;
        }

        var userId = InviteAccount.UserId(claim.Invite);
        var read = await auth0.GetUserAsync(userId, cancellationToken);
        if (read is Auth0Result<Auth0User>.Ok { Value: var account })
        {
            // The link went to that mailbox and came back used: the address is theirs, whether Auth0 noted it or not.
            var changed = await auth0.UpdateUserAsync(
                userId,
                new UserChanges
                {
                    AppMetadata = InviteAccount.NoMetadata(),
                    EmailVerified = account.EmailVerified ? null : true,
                    Blocked = claim.Invite.BlockedAt is not null && account.Blocked ? false : null,
                },
                cancellationToken);
            if (Stuck(claim.Invite, changed) is { } notChanged)
            {
                await claim.WaitAsync(notChanged, cancellationToken);
                return;
            }
        }
        else if (Stuck(claim.Invite, read) is { } notRead)
        {
            await claim.WaitAsync(notRead, cancellationToken);
            return;
        }

        await claim.FinishAsync((invite, _) => invite.Tidied(), null, cancellationToken);
    }

    // Its account is ours like every invitation's, and nobody is meant to keep it.
    private async Task EndTestAsync(InviteClaim claim, CancellationToken cancellationToken)
    {
        if (claim.Invite.NextAttemptAt is not { } due || due > claim.Now)
        {
            return;
        }

        var deleted = await auth0.DeleteUserAsync(InviteAccount.UserId(claim.Invite), cancellationToken);
        if (Stuck(claim.Invite, deleted) is { } notDeleted)
        {
            await claim.WaitAsync(notDeleted, cancellationToken);
            return;
        }

        await claim.FinishAsync((invite, now) => invite.EndTest(now), InviteAudit.OfAccountRemoved, cancellationToken);
    }

    private async Task<TakenBack> TakeBackAsync(InviteClaim claim, CancellationToken cancellationToken)
    {
        var userId = InviteAccount.UserId(claim.Invite);
        var found = await auth0.GetUserAsync(userId, cancellationToken);
        if (found is not Auth0Result<Auth0User>.Ok { Value: var before })
        {
            return Judge(claim.Invite, found);
        }

        if (InviteAccount.IsUsed(claim.Invite, before))
        {
            return new TakenBack.Used(before);
        }

        // Noted before the call: only an account that we may have blocked is ever unblocked by us.
        if (claim.Invite.BlockedAt is null && !await claim.StepAsync((invite, now) => invite.BlockAccount(now), cancellationToken))
        {
            return new TakenBack.MovedOn();
        }

        var blocked = await auth0.UpdateUserAsync(userId, new UserChanges { Blocked = true }, cancellationToken);
        if (blocked is not Auth0Result<Auth0User>.Ok)
        {
            return Judge(claim.Invite, blocked);
        }

        // Blocking does not stop a link: the password could still be set. A new ticket makes every earlier link void.
        var voided = await auth0.CreatePasswordChangeTicketAsync(userId, ThrowAwayTicket, cancellationToken);
        if (voided is not (Auth0Result<Done>.Ok or Auth0Result<Done>.Refused))
        {
            return Judge(claim.Invite, voided);
        }

        // From here on nobody can set the password any more; whoever did before is in. A ticket that Auth0 refuses to make for this
        // account is no reason to keep the account: then the link works until the removal, two calls from here.
        var after = await auth0.GetUserAsync(userId, cancellationToken);
        if (after is not Auth0Result<Auth0User>.Ok { Value: var last })
        {
            return Judge(claim.Invite, after);
        }

        if (InviteAccount.IsUsed(claim.Invite, last))
        {
            return new TakenBack.Used(last);
        }

        var deleted = await auth0.DeleteUserAsync(userId, cancellationToken);
        return deleted is Auth0Result<Done>.Ok ? new TakenBack.Gone() : Judge(claim.Invite, deleted);
    }

    private TakenBack Judge<T>(Invite invite, Auth0Result<T> answer) => Stuck(invite, answer) is { } why ? new TakenBack.Stuck(why) : new TakenBack.Gone();

    // Taking back never gives up: an account that can't be removed today is tried again, with growing pauses.
    private Obstacle.Later? Stuck<T>(Invite invite, Auth0Result<T> answer) => obstacles.Of(invite, answer, InviteFailures.OfAccount) switch
    {
        Obstacle.Later later => later,
        Obstacle.Final final => obstacles.Silence(invite, final.Failure.Why, WaitReason.Fault),
        _ => null,
    };

    private abstract record TakenBack
    {
        public sealed record Gone : TakenBack;

        public sealed record Used(Auth0User Account) : TakenBack;

        public sealed record Stuck(Obstacle.Later Why) : TakenBack;

        // A person changed the invitation meanwhile, or the lease was lost: the next pass sees what is to be done.
        public sealed record MovedOn : TakenBack;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Invitation {Invite} is {Status}; its account is gone")]
        public static partial void Closed(ILogger logger, Guid invite, InviteStatus status);

        [LoggerMessage(Level = LogLevel.Information, Message = "Invitation {Invite} is accepted")]
        public static partial void Accepted(ILogger logger, Guid invite);

        [LoggerMessage(Level = LogLevel.Information, Message = "Invitation {Invite}: closing waits ({Reason}); next try {Until:u}")]
        public static partial void Waits(ILogger logger, Guid invite, WaitReason reason, DateTimeOffset until);
    }
}
