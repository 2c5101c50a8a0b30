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
    AccountDelivery accounts,
    InviteClosing closing,
    DeliveryEnds ends,
    LostMail lostMail,
    MailPilot pilot,
    IOptions<InvitesOptions> options,
    IDbContextFactory<PortalDb> contexts,
    TimeProvider clock,
    ILogger<InviteDelivery> logger)
{
    private static readonly TimeSpan WaitForEarlierAccount = TimeSpan.FromSeconds(5);

    /// <summary>Goes as far as Auth0 lets it, and leaves on the row what comes next.</summary>
    public async Task DeliverAsync(InviteClaim claim, CancellationToken cancellationToken)
    {
        // An earlier pass ended between asking for the mail and noting the answer. Asking again blindly could send a second one.
        if (claim.Invite.MailRequestedAt is not null && !await lostMail.SettleAsync(claim, cancellationToken))
        {
            return;
        }

        if (pilot.HoldsBack(claim.Invite))
        {
            await ends.WaitAsync(claim, ProviderWait(), cancellationToken);
            return;
        }

        if (await EarlierAccountAsync(claim.Invite, cancellationToken) is { } whatItWaitsFor)
        {
            await ends.WaitAsync(claim, new Obstacle.Later(clock.GetUtcNow() + WaitForEarlierAccount, WaitReason.EarlierAccount, whatItWaitsFor, []), cancellationToken);
            return;
        }

        if (claim.Invite.BlockedAt is not null && !await closing.RemoveAsync(claim, cancellationToken))
        {
            // Closing had begun before it was sent again; the half-removed account must go first, or the new link would lead to a blocked one.
            return;
        }

        var expiresAt = choices.ExpiryIfSentAt(clock.GetUtcNow(), claim.Invite);
        if (await accounts.EnsureAsync(claim, expiresAt, cancellationToken)
            && await AssignRolesAsync(claim, cancellationToken))
        {
            await MailAsync(claim, expiresAt, cancellationToken);
        }
    }

    // Null when no earlier account stands in the way; otherwise the sentence, with what its removal waits for in turn.
    private async Task<string?> EarlierAccountAsync(Invite invite, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var earlier = await db.Invites.AsNoTracking().FirstOrDefaultAsync(
            other => other.EmailKey == invite.EmailKey && other.Number != invite.Number && other.AccountMayExist
                && (other.Status == InviteStatus.Expired || other.Status == InviteStatus.Failed),
            cancellationToken);
        return earlier is null ? null : $"The account of an earlier invitation to this address is being removed. {earlier.WaitingFor}".TrimEnd();
    }

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

        if (assigned is not Auth0Result<Done>.NotFound { Message: var message })
        {
            return await ends.StopAsync(claim, assigned, InviteFailures.OfRoles, cancellationToken);
        }

        // 404 is said of the account and of a role alike; the account can be asked for, and only its own answer says that it is gone.
        var account = await auth0.GetUserAsync(userId, cancellationToken);
        if (account is not Auth0Result<Auth0User>.Ok)
        {
            return await ends.StopAsync(claim, account, InviteFailures.OfAccount, cancellationToken);
        }

        await ends.FailAsync(claim, InviteFailures.RoleMissing(message), cancellationToken);
        return false;
    }

    private async Task MailAsync(InviteClaim claim, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        var linkLifetime = tenant.Facts.LinkLifetime;
        var lease = options.Value.Lease;
        if (!await claim.StepAsync((invite, now) => invite.RequestMail(now, expiresAt, now + linkLifetime, endsBy: now + lease), cancellationToken))
        {
            return;
        }

        if (!claim.IsHeldFor(options.Value.Lease / 2))
        {
            // This process slept between the save and here: the lease may end before the call does, and then nobody could say when it was over.
            await claim.FinishAsync((invite, now) => invite.MailNotTaken() && invite.Wait(now, WaitReason.None, ""), null, cancellationToken);
            return;
        }

        // A crash between here and the next save leaves MailRequestedAt behind: the next pass looks for evidence and never asks again blindly.
        var asked = await mails.ChangePasswordAsync(claim.Invite.EmailKey, cancellationToken);
        if (asked is Auth0Result<Done>.Ok)
        {
            await TakenAsync(claim, cancellationToken);
            return;
        }

        if (asked is Auth0Result<Done>.Unreachable { MayHaveActed: true })
        {
            await lostMail.LoseAsync(claim, cancellationToken);
            return;
        }

        // Every other answer says that no mail went out: it may be asked for again.
        if (await claim.StepAsync((invite, _) => invite.MailNotTaken(), cancellationToken))
        {
            await ends.StopAsync(claim, asked.NamingNothing(), InviteFailures.OfMail, cancellationToken);
        }
    }

    private async Task TakenAsync(InviteClaim claim, CancellationToken cancellationToken)
    {
        // False when somebody revoked it while the mail was on its way; closing voids the link.
        if (await claim.FinishAsync((invite, now) => MailRefusal.AfterTaken(invite, now, InviteAudit.OfMailTaken, tenant, now), cancellationToken))
        {
            Log.Sent(logger, claim.Invite.Id, claim.Invite.MailsSent);
        }
    }

    private Obstacle.Later ProviderWait() =>
        new(clock.GetUtcNow() + MailPilot.LongestWait, WaitReason.Provider, "The tenant's mail provider takes no emails at this moment. It goes out by itself when the provider does.", []);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Invitation {Invite}: Auth0 took mail {Mail}")]
        public static partial void Sent(ILogger logger, Guid invite, int mail);
    }
}
