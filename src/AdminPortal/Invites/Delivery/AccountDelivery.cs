using AdminPortal.Auth0;

namespace AdminPortal.Invites;

/// <summary>Sees to it that an invitation has its own account in Auth0, ready for the mail. Only the account whose id is this invitation's is ever adopted.</summary>
internal sealed class AccountDelivery(ManagementClient auth0, InviteClosing closing, DeliveryEnds ends, LostMail lostMail, TenantState tenant, RandomPassword passwords)
{
    /// <summary>Makes or adopts the account; false when the pass ended, with what comes next left on the row.</summary>
    public async Task<bool> EnsureAsync(InviteClaim claim, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        if (claim.Invite.Auth0UserId is not null)
        {
            return await AdoptAsync(claim, await auth0.GetUserAsync(InviteAccount.UserId(claim.Invite), cancellationToken), expiresAt, isExpected: true, cancellationToken);
        }

        // A crash after this save: the account may or may not be there. Its id is fixed, so the next pass finds out.
        var isExpected = claim.Invite.AccountMayExist;
        if (!isExpected && !await claim.StepAsync((invite, _) => invite.ExpectAccount(), cancellationToken))
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
            Auth0Result<Auth0User>.Ok { Value: var account } => await NoteAsync(claim, account, cancellationToken),
            Auth0Result<Auth0User>.AlreadyExists => await FindOutWhoseAsync(claim, expiresAt, isExpected, cancellationToken),
            _ => await ends.StopAsync(claim, created.NamingNothing(), InviteFailures.OfAccount, cancellationToken),
        };
    }

    // 409 says that the id or the address is taken. The id is ours alone, so what stands under it is ours.
    private async Task<bool> FindOutWhoseAsync(InviteClaim claim, DateTimeOffset expiresAt, bool isExpected, CancellationToken cancellationToken)
    {
        var ours = await auth0.GetUserAsync(InviteAccount.UserId(claim.Invite), cancellationToken);
        if (ours is not Auth0Result<Auth0User>.NotFound)
        {
            return await AdoptAsync(claim, ours, expiresAt, isExpected, cancellationToken);
        }

        var holders = await auth0.GetUsersByEmailAsync(claim.Invite.EmailKey, cancellationToken);
        if (holders is not Auth0Result<IReadOnlyList<Auth0User>>.Ok { Value: var accounts })
        {
            return await ends.StopAsync(claim, holders.NamingNothing(), InviteFailures.OfAccount, cancellationToken);
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
        await ends.FailAsync(claim, failure, cancellationToken, accountIsGone: true);
        return false;
    }

    // The account of an earlier pass or an earlier mail: still ours, perhaps used meanwhile, perhaps gone.
    private async Task<bool> AdoptAsync(InviteClaim claim, Auth0Result<Auth0User> answer, DateTimeOffset expiresAt, bool isExpected, CancellationToken cancellationToken)
    {
        if (answer is not Auth0Result<Auth0User>.Ok { Value: var account })
        {
            return await ends.StopAsync(claim, answer, InviteFailures.OfAccount, cancellationToken);
        }

        if (!isExpected || TellsOfUnknownMail(claim.Invite, account))
        {
            // The record went back in time: this account, and perhaps its mail, was asked for in what it has lost.
            if (await lostMail.DoubtAsync(claim, account, expiresAt, cancellationToken) && InviteAccount.IsUsed(claim.Invite, account))
            {
                await closing.AcceptAsync(claim, account, cancellationToken);
            }

            return false;
        }

        if (InviteAccount.IsUsed(claim.Invite, account))
        {
            await closing.AcceptAsync(claim, account, cancellationToken);
            return false;
        }

        if (!string.Equals(account.Email, claim.Invite.EmailKey, StringComparison.OrdinalIgnoreCase))
        {
            // The mail is asked for by address: it would go to whoever holds that address now.
            await ends.FailAsync(claim, InviteFailures.AccountChanged(claim.Invite), cancellationToken);
            return false;
        }

        var updated = await auth0.UpdateUserAsync(account.UserId, new UserChanges { AppMetadata = InviteAccount.Metadata(claim.Invite, expiresAt) }, cancellationToken);
        return updated is Auth0Result<Auth0User>.Ok
            ? await NoteAsync(claim, account, cancellationToken)
            : await ends.StopAsync(claim, updated, InviteFailures.OfAccount, cancellationToken);
    }

    // A mail that is older than the account was somebody else's with this address.
    private bool TellsOfUnknownMail(Invite invite, Auth0User account) =>
        invite is { MailRequestedAt: null, MailsRequested: 0, MailSeenAt: { } seenAt } && seenAt >= (account.CreatedAt - tenant.ClockOffset ?? invite.CreatedAt) - MailEvidence.ClockTolerance;

    // A crash after this save: the next pass reads the account by its id and goes on.
    private static Task<bool> NoteAsync(InviteClaim claim, Auth0User account, CancellationToken cancellationToken) =>
        claim.StepAsync((invite, _) => invite.AccountFound(account.UserId) && invite.ExpectRoles(), InviteAudit.OfAccountMade, cancellationToken);
}
