using AdminPortal.Auth0;

namespace AdminPortal.Invites;

/// <summary>Settles mail requests whose answer was lost, by evidence and never by asking again blindly.</summary>
internal sealed partial class LostMail(MailEvidence evidence, ManagementClient auth0, TenantState tenant, TimeProvider clock, ILogger<LostMail> logger)
{
    private static readonly TimeSpan NudgePause = TimeSpan.FromSeconds(30);

    /// <summary>The answer did not come; the call itself is over.</summary>
    public async Task LoseAsync(InviteClaim claim, CancellationToken cancellationToken)
    {
        // A crash before this save leaves the same to do: the row says that a mail was asked for.
        if (await claim.FinishAsync((invite, now) => invite.LoseMail(now, endedAt: now), InviteAudit.OfMailLost, cancellationToken))
        {
            Log.Lost(logger, claim.Invite.Id);
        }
    }

    /// <summary>A mail may have been asked for that the record knows nothing of. True when that is noted; the next pass looks at the evidence.</summary>
    public async Task<bool> DoubtAsync(InviteClaim claim, Auth0User account, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        var linkLifetime = tenant.Facts.LinkLifetime;
        var since = account.CreatedAt - tenant.ClockOffset ?? claim.Invite.CreatedAt;
        var noted = await claim.StepAsync(
            (invite, now) => invite.AccountFound(account.UserId) && invite.DoubtMail(now, since, expiresAt, since + linkLifetime), InviteAudit.OfMailDoubted, cancellationToken);
        if (noted)
        {
            Log.Doubted(logger, claim.Invite.Id);
        }

        return noted;
    }

    /// <summary>One look at the evidence for an invitation with an open mail request; true when it is certain that no mail went out, so that delivery may go on.</summary>
    public async Task<bool> SettleAsync(InviteClaim claim, CancellationToken cancellationToken)
    {
        if (claim.Invite.WaitReason != WaitReason.Evidence
            && !await claim.StepAsync((invite, now) => invite.LoseMail(now, endedAt: null), InviteAudit.OfMailLost, cancellationToken))
        {
            return false;
        }

        switch (evidence.Judge(claim.Invite))
        {
            case MailVerdict.Found found:
                await claim.FinishAsync((invite, now) => MailRefusal.AfterTaken(invite, found.At, InviteAudit.OfMailFound, tenant, now), cancellationToken);
                return false;
            case MailVerdict.Absent:
                return await claim.StepAsync((invite, now) => invite.MailAbsent(now), InviteAudit.OfMailAbsent, cancellationToken);
            case MailVerdict.Undecidable undecidable:
                if (await claim.FinishAsync((invite, _) => invite.Unconfirm(), (invite, now) => InviteAudit.OfUnconfirmed(invite, undecidable.Why, now), cancellationToken))
                {
                    Log.Unconfirmed(logger, claim.Invite.Id, undecidable.Why);
                }

                return false;
            case MailVerdict.TooEarly early:
                await WaitAsync(claim, early, cancellationToken);
                return false;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private async Task WaitAsync(InviteClaim claim, MailVerdict.TooEarly early, CancellationToken cancellationToken)
    {
        var lookAgainAt = early.LookAgainAt;
        if (early.LogIsQuiet)
        {
            // In a tenant where nothing happens no entry would ever show that time has passed. Writing the account as it is makes one.
            await auth0.UpdateUserAsync(InviteAccount.UserId(claim.Invite), new UserChanges { AppMetadata = InviteAccount.Metadata(claim.Invite, claim.Invite.ExpiresAt ?? clock.GetUtcNow()) }, cancellationToken);
            lookAgainAt = clock.GetUtcNow() + NudgePause;
        }

        await claim.WaitAsync(new Obstacle.Later(lookAgainAt, WaitReason.Evidence, claim.Invite.WaitingFor ?? "", []), cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Invitation {Invite}: the answer to the mail request is lost; Auth0's log is asked")]
        public static partial void Lost(ILogger logger, Guid invite);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Invitation {Invite}: Auth0 knows more of it than the database, which went back in time; Auth0's log is asked whether a mail went out")]
        public static partial void Doubted(ILogger logger, Guid invite);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Invitation {Invite}: nobody knows whether Auth0 took the mail request; it is not repeated. {Why}")]
        public static partial void Unconfirmed(ILogger logger, Guid invite, string why);
    }
}
