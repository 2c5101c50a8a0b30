using AdminPortal.Auth0;
using AdminPortal.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AdminPortal.Invites;

/// <summary>One invitation, one pass: account, roles, mail. First try, retry after a crash, resend and bulk all end here; every step can be picked up by the next pass.</summary>
internal sealed partial class InviteDelivery(
    ManagementClient auth0,
    AuthenticationClient mails,
    TenantState tenant,
    InviteChoices choices,
    InviteClosing closing,
    RandomPassword passwords,
    Obstacles obstacles,
    IDbContextFactory<PortalDb> contexts,
    IOptions<InvitesOptions> options,
    TimeProvider clock,
    ILogger<InviteDelivery> logger)
{
    private static readonly TimeSpan WaitForEarlierAccount = TimeSpan.FromSeconds(5);

    /// <summary>Goes as far as Auth0 lets it, and leaves on the row what comes next.</summary>
    public async Task DeliverAsync(InviteClaim claim, CancellationToken cancellationToken)
    {
        if (claim.Invite.MailRequestedAt is not null)
        {
            // An earlier pass ended between asking for the mail and noting the answer. Asking again could send a second one.
            await UnconfirmAsync(claim, cancellationToken);
            return;
        }

        if (await EarlierAccountLivesAsync(claim.Invite, cancellationToken))
        {
            await SettleAsync(claim, new Obstacle.Later(clock.GetUtcNow() + WaitForEarlierAccount, WaitReason.EarlierAccount, "The account of an earlier invitation to this address is being removed.", []), cancellationToken);
            return;
        }

        if (claim.Invite.BlockedAt is not null && !await closing.RemoveAsync(claim, cancellationToken))
        {
            // Closing had begun before it was sent again; the half-removed account must go first, or the new link would lead to a blocked one.
            return;
        }

        var expiresAt = clock.GetUtcNow() + choices.Lifetime(claim.Invite);
        if (await EnsureAccountAsync(claim, expiresAt, cancellationToken)
            && await AssignRolesAsync(claim, cancellationToken))
        {
            await MailAsync(claim, expiresAt, cancellationToken);
        }
    }

    private async Task<bool> EarlierAccountLivesAsync(Invite invite, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Invites.AnyAsync(
            other => other.EmailKey == invite.EmailKey && other.Number != invite.Number && other.AccountMayExist
                && (other.Status == InviteStatus.Expired || other.Status == InviteStatus.Failed),
            cancellationToken);
    }

    private async Task<bool> EnsureAccountAsync(InviteClaim claim, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        if (claim.Invite.Auth0UserId is not null)
        {
            return await AdoptAsync(claim, await auth0.GetUserAsync(InviteAccount.UserId(claim.Invite), cancellationToken), expiresAt, cancellationToken);
        }

        // A crash after this line: the account may or may not be there. Its id is fixed, so the next pass finds out.
        if (!claim.Invite.AccountMayExist && !await claim.StepAsync((invite, _) => invite.ExpectAccount(), cancellationToken))
        {
            return false;
        }

        var invite = claim.Invite;
        var created = await auth0.CreateUserAsync(
            new NewUser
            {
                UserId = invite.AccountId,
                Email = invite.EmailKey,
                Name = invite.Name,
                Password = passwords.Next(),
                AppMetadata = InviteAccount.Metadata(invite, expiresAt),
            },
            cancellationToken);
        return created switch
        {
            Auth0Result<Auth0User>.Ok { Value: var account } => await NoteAccountAsync(claim, account, cancellationToken),
            Auth0Result<Auth0User>.AlreadyExists => await FindOutWhoseAsync(claim, expiresAt, cancellationToken),
            _ => await StopAsync(claim, created, InviteFailures.OfAccount, cancellationToken),
        };
    }

    // 409 says that the id or the address is taken. The id is ours alone, so what stands under it is ours.
    private async Task<bool> FindOutWhoseAsync(InviteClaim claim, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        var ours = await auth0.GetUserAsync(InviteAccount.UserId(claim.Invite), cancellationToken);
        if (ours is not Auth0Result<Auth0User>.NotFound)
        {
            return await AdoptAsync(claim, ours, expiresAt, cancellationToken);
        }

        var holders = await auth0.GetUsersByEmailAsync(claim.Invite.EmailKey, cancellationToken);
        if (holders is not Auth0Result<IReadOnlyList<Auth0User>>.Ok { Value: var accounts })
        {
            return await StopAsync(claim, holders, InviteFailures.OfAccount, cancellationToken);
        }

        // Somebody else's account is never touched: who signed up first would be handed our roles with their own password.
        // Addresses are unique within a connection; "auth0|" tells the database connection from social ones with the same address.
        var holder = accounts.FirstOrDefault(account => account.UserId.StartsWith("auth0|", StringComparison.Ordinal));
        var failure = holder switch
        {
            null => InviteFailures.HiddenAccount(claim.Invite),
            _ when InviteAccount.IsInUse(holder) => InviteFailures.AlreadyMember(claim.Invite),
            _ => InviteFailures.AccountExists(claim.Invite),
        };
        await FailAsync(claim, failure, accountIsGone: true, cancellationToken);
        return false;
    }

    // The account of an earlier pass or an earlier mail: still ours, perhaps used meanwhile, perhaps gone.
    private async Task<bool> AdoptAsync(InviteClaim claim, Auth0Result<Auth0User> answer, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        if (answer is not Auth0Result<Auth0User>.Ok { Value: var account })
        {
            return await StopAsync(claim, answer, InviteFailures.OfAccount, cancellationToken);
        }

        if (InviteAccount.IsUsed(claim.Invite, account))
        {
            await closing.AcceptAsync(claim, account, cancellationToken);
            return false;
        }

        if (!string.Equals(account.Email, claim.Invite.EmailKey, StringComparison.OrdinalIgnoreCase))
        {
            // The mail is asked for by address: it would go to whoever holds that address now.
            await FailAsync(claim, InviteFailures.AccountChanged(claim.Invite), accountIsGone: false, cancellationToken);
            return false;
        }

        var updated = await auth0.UpdateUserAsync(account.UserId, new UserChanges { AppMetadata = InviteAccount.Metadata(claim.Invite, expiresAt) }, cancellationToken);
        return updated is Auth0Result<Auth0User>.Ok
            ? await NoteAccountAsync(claim, account, cancellationToken)
            : await StopAsync(claim, updated, InviteFailures.OfAccount, cancellationToken);
    }

    // A crash after this save: the next pass reads the account by its id and goes on.
    private static Task<bool> NoteAccountAsync(InviteClaim claim, Auth0User account, CancellationToken cancellationToken) =>
        claim.StepAsync((invite, _) => invite.AccountFound(account.UserId), cancellationToken);

    private async Task<bool> AssignRolesAsync(InviteClaim claim, CancellationToken cancellationToken)
    {
        if (claim.Invite.Roles.Count == 0)
        {
            return true;
        }

        var userId = InviteAccount.UserId(claim.Invite);
        var assigned = await auth0.AssignRolesAsync(userId, [.. claim.Invite.Roles.Select(role => role.Id)], cancellationToken);
        if (assigned is Auth0Result<Done>.Ok)
        {
            return true;
        }

        // 404 is said of the account and of a role alike; the account can be asked for.
        if (assigned is Auth0Result<Done>.NotFound { Message: var message } && await auth0.GetUserAsync(userId, cancellationToken) is Auth0Result<Auth0User>.Ok)
        {
            await FailAsync(claim, InviteFailures.RoleMissing(message), accountIsGone: false, cancellationToken);
            return false;
        }

        return await StopAsync(claim, assigned, InviteFailures.OfRoles, cancellationToken);
    }

    private async Task MailAsync(InviteClaim claim, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        var linkLifetime = tenant.Facts.LinkLifetime;
        if (!await claim.StepAsync((invite, now) => invite.RequestMail(now, expiresAt, now + linkLifetime), cancellationToken))
        {
            return;
        }

        // A crash between here and the next save leaves MailRequestedAt behind: the next pass says Unconfirmed and never asks again by itself.
        var asked = await mails.ChangePasswordAsync(claim.Invite.EmailKey, cancellationToken);
        if (asked is Auth0Result<Done>.Ok)
        {
            if (await claim.FinishAsync((invite, now) => invite.Send(now), InviteAudit.OfMailTaken, cancellationToken))
            {
                Log.Sent(logger, claim.Invite.Id, claim.Invite.MailsSent);
            }

            return;
        }

        if (asked is Auth0Result<Done>.Unreachable { MayHaveActed: true })
        {
            await UnconfirmAsync(claim, cancellationToken);
            return;
        }

        // Every other answer says that no mail went out: it may be asked for again.
        if (await claim.StepAsync((invite, _) => invite.MailNotTaken(), cancellationToken))
        {
            await StopAsync(claim, asked, InviteFailures.OfMail, cancellationToken);
        }
    }

    private async Task UnconfirmAsync(InviteClaim claim, CancellationToken cancellationToken)
    {
        if (await claim.FinishAsync((invite, _) => invite.Unconfirm(), InviteAudit.OfUnconfirmed, cancellationToken))
        {
            Log.Unconfirmed(logger, claim.Invite.Id);
        }
    }

    // Always false: the pass ends here, with what comes next left on the row.
    private async Task<bool> StopAsync<T>(InviteClaim claim, Auth0Result<T> answer, Func<int, string?, string, InviteFailure> words, CancellationToken cancellationToken)
    {
        var obstacle = obstacles.Of(claim.Invite, answer, words);
        if (answer is Auth0Result<T>.Unreachable { MayHaveActed: true } fault && await AnswersOtherwiseAsync(claim.Invite, cancellationToken))
        {
            obstacle = claim.Invite.Faults + 1 >= options.Value.FaultsBeforeGivingUp
                ? new Obstacle.Final(InviteFailures.Fault(fault.Reason))
                : obstacles.Silence(claim.Invite, fault.Reason, WaitReason.Fault);
        }

        await SettleAsync(claim, obstacle!, cancellationToken);
        return false;
    }

    // A harmless question: when Auth0 answers it, the fault is about this invitation, and trying for ever would not end it.
    // While Auth0 answers nobody, no try counts against anybody.
    private async Task<bool> AnswersOtherwiseAsync(Invite invite, CancellationToken cancellationToken) =>
        await auth0.GetUserAsync(InviteAccount.UserId(invite), cancellationToken) is Auth0Result<Auth0User>.Ok or Auth0Result<Auth0User>.NotFound;

    private async Task SettleAsync(InviteClaim claim, Obstacle obstacle, CancellationToken cancellationToken)
    {
        switch (obstacle)
        {
            case Obstacle.Later later:
                await claim.WaitAsync(later, cancellationToken);
                Log.Waits(logger, claim.Invite.Id, later.Reason, later.Until);
                break;
            case Obstacle.Gone:
                // Deleted in Auth0 while we worked on it: the next pass makes another one, under a new id.
                await claim.FinishAsync(
                    (invite, now) =>
                    {
                        invite.AccountGone(now);
                        return invite.Wait(now + options.Value.FirstRetry, WaitReason.Fault, "The account was deleted in Auth0 meanwhile; another one is made.");
                    },
                    null,
                    cancellationToken);
                break;
            case Obstacle.Final final:
                await FailAsync(claim, final.Failure, accountIsGone: false, cancellationToken);
                break;
        }
    }

    private async Task FailAsync(InviteClaim claim, InviteFailure failure, bool accountIsGone, CancellationToken cancellationToken)
    {
        // A crash after this save: an account of ours that may be left is removed by the sweep.
        var failed = await claim.FinishAsync(
            (invite, now) =>
            {
                if (accountIsGone)
                {
                    invite.AccountGone(now);
                }

                return invite.Fail(now, failure);
            },
            InviteAudit.OfFailed,
            cancellationToken);
        if (failed)
        {
            Log.Failed(logger, claim.Invite.Id, failure.Code);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Invitation {Invite}: Auth0 took mail {Mail}")]
        public static partial void Sent(ILogger logger, Guid invite, int mail);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Invitation {Invite}: nobody knows whether Auth0 took the mail request; it is not repeated")]
        public static partial void Unconfirmed(ILogger logger, Guid invite);

        [LoggerMessage(Level = LogLevel.Information, Message = "Invitation {Invite} waits ({Reason}); next try {Until:u}")]
        public static partial void Waits(ILogger logger, Guid invite, WaitReason reason, DateTimeOffset until);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Invitation {Invite} failed: {Code}")]
        public static partial void Failed(ILogger logger, Guid invite, string code);
    }
}
