using AdminPortal.Auth0;
using AdminPortal.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AdminPortal.Invites;

/// <summary>One invitation, one pass: account, roles, mail. First try, retry after a crash, resend and bulk all end here; every step can be picked up by the next pass.</summary>
internal sealed partial class InviteDelivery(
    AuthenticationClient mails,
    TenantState tenant,
    InviteChoices choices,
    AllowedDomains domains,
    AccountDelivery accounts,
    AccountRoles roles,
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

        if (domains.WhyNot(claim.Invite) is { } whyNot)
        {
            // The rule has become stricter since it was recorded.
            await ends.FailAsync(claim, InviteFailures.DomainNotAllowed(whyNot), cancellationToken);
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

        var planned = claim.Invite;
        var expiresAt = choices.ExpiryIfSentAt(clock.GetUtcNow(), planned);
        if (await accounts.EnsureAsync(claim, expiresAt, cancellationToken)
            && await BringRolesAsync(claim, cancellationToken) is { } roles)
        {
            await MailAsync(claim, new MailPlan(expiresAt, planned.Lifetime, planned.EndsBy, roles), cancellationToken);
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

    // The roles the account now has; null when the pass ended, with what comes next left on the row.
    private async Task<IReadOnlyList<GrantedRole>?> BringRolesAsync(InviteClaim claim, CancellationToken cancellationToken)
    {
        switch (await roles.BringAsync(claim.Invite, cancellationToken))
        {
            case RolesAnswer.Brought brought:
                return brought.Roles;
            case RolesAnswer.Missing missing:
                await ends.FailAsync(claim, InviteFailures.RoleMissing(missing.Message), cancellationToken);
                return null;
            case RolesAnswer.Stopped stopped:
                await ends.StopAsync(claim, stopped.Answer, InviteFailures.OfRoles, cancellationToken);
                return null;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private async Task MailAsync(InviteClaim claim, MailPlan plan, CancellationToken cancellationToken)
    {
        var linkLifetime = tenant.Facts.LinkLifetime;
        var lease = options.Value.Lease;
        var rolesWereDue = claim.Invite.RolesDue;

        // Extended, or given other roles, since the account was made ready: the row is due as before, and the next pass starts from what it says now.
        if (!await claim.StepAsync(
            (invite, now) => plan.StillHolds(invite) && invite.ApplyRoles(plan.Roles) && invite.RequestMail(now, plan.ExpiresAt, now + linkLifetime, endsBy: now + lease),
            (invite, now) => rolesWereDue ? InviteAudit.OfRolesApplied(invite, now) : null,
            cancellationToken))
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

    // What the account was made ready for.
    private sealed record MailPlan(DateTimeOffset ExpiresAt, TimeSpan Lifetime, DateTimeOffset? EndsBy, IReadOnlyList<GrantedRole> Roles)
    {
        public bool StillHolds(Invite invite) => invite.Lifetime == Lifetime && invite.EndsBy == EndsBy && invite.Roles.SameAs(Roles);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Invitation {Invite}: Auth0 took mail {Mail}")]
        public static partial void Sent(ILogger logger, Guid invite, int mail);
    }
}
