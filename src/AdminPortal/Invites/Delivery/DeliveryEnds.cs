using AdminPortal.Auth0;
using Microsoft.Extensions.Options;

namespace AdminPortal.Invites;

/// <summary>How a pass of delivery ends when Auth0 does not go along: later, never, or with another account.</summary>
internal sealed partial class DeliveryEnds(ManagementClient auth0, Obstacles obstacles, IOptions<InvitesOptions> options, ILogger<DeliveryEnds> logger)
{
    /// <summary>Leaves on the row what the answer asks for. Always false: the pass ends here.</summary>
    public async Task<bool> StopAsync<T>(InviteClaim claim, Auth0Result<T> answer, Func<int, string?, string, InviteFailure> words, CancellationToken cancellationToken)
    {
        var obstacle = obstacles.Of(claim.Invite, answer, words) ?? throw new ArgumentException("Nothing stands in the way of an Ok.", nameof(answer));
        if (answer is Auth0Result<T>.Unreachable { MayHaveActed: true } fault && await AnswersOtherwiseAsync(claim.Invite, cancellationToken))
        {
            obstacle = claim.Invite.Faults + 1 >= options.Value.FaultsBeforeGivingUp
                ? new Obstacle.Final(InviteFailures.Fault(fault.Reason))
                : obstacles.Silence(claim.Invite, fault.Reason, WaitReason.Fault);
        }

        switch (obstacle)
        {
            case Obstacle.Later later:
                await WaitAsync(claim, later, cancellationToken);
                break;
            case Obstacle.Gone:
                await StartAfreshAsync(claim, cancellationToken);
                break;
            case Obstacle.Final final:
                await FailAsync(claim, final.Failure, cancellationToken);
                break;
        }

        return false;
    }

    /// <summary>Leaves it for later.</summary>
    public async Task WaitAsync(InviteClaim claim, Obstacle.Later later, CancellationToken cancellationToken)
    {
        if (await claim.WaitAsync(later, cancellationToken))
        {
            Log.Waits(logger, claim.Invite.Id, later.Reason, later.Until);
        }
    }

    /// <summary>Ends it for good; <paramref name="accountIsGone"/> says that Auth0 has none of ours for it.</summary>
    public async Task FailAsync(InviteClaim claim, InviteFailure failure, CancellationToken cancellationToken, bool accountIsGone = false)
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

    // Deleted in Auth0 while we worked on it: the next pass makes another one, under a new id.
    private Task<bool> StartAfreshAsync(InviteClaim claim, CancellationToken cancellationToken) => claim.FinishAsync(
        (invite, now) =>
        {
            invite.AccountGone(now);
            return invite.Status == InviteStatus.Queued && invite.Wait(now + options.Value.FirstRetry, WaitReason.Fault, "The account was deleted in Auth0 meanwhile; another one is made.");
        },
        InviteAudit.OfAccountMissing,
        cancellationToken);

    // A harmless question: when Auth0 answers it, the fault is about this invitation, and trying for ever would not end it.
    // While Auth0 answers nobody, no try counts against anybody.
    private async Task<bool> AnswersOtherwiseAsync(Invite invite, CancellationToken cancellationToken) =>
        await auth0.GetUserAsync(InviteAccount.UserId(invite), cancellationToken) is Auth0Result<Auth0User>.Ok or Auth0Result<Auth0User>.NotFound;

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Invitation {Invite} waits ({Reason}); next try {Until:u}")]
        public static partial void Waits(ILogger logger, Guid invite, WaitReason reason, DateTimeOffset until);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Invitation {Invite} failed: {Code}")]
        public static partial void Failed(ILogger logger, Guid invite, string code);
    }
}
