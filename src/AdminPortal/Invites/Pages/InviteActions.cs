using AdminPortal.Data;
using AdminPortal.Shell;

namespace AdminPortal.Invites;

/// <summary>Resend and revoke as buttons do them: ask where it matters, act, tell what came of it.</summary>
public sealed class InviteActions(Dialogs dialogs, Notices notices, ResendInvite resend, RevokeInvite revoke, ViewerZone zone)
{
    private const string NothingChanged = "The database did not answer. Nothing was changed; try again.";

    /// <summary>Sends an invitation again; asks first when that kills a link that may be in use. True when it is on its way.</summary>
    public async Task<bool> ResendAsync(InviteRow invite, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(invite);
        if (invite.Status is InviteStatus.Sent or InviteStatus.Unconfirmed && !await dialogs.AskAsync(InviteWords.AskResend(invite, zone)))
        {
            return false;
        }

        try
        {
            var outcome = await resend.HandleAsync(invite.Id, cancellationToken);
            Tell(InviteWords.Resent(outcome, invite.Email, zone));
            return outcome is ResendOutcome.Resending;
        }
        catch (Exception exception) when (exception.IsStorageTrouble())
        {
            notices.Failed($"The invitation for {invite.Email} was not sent again", NothingChanged);
            return false;
        }
    }

    /// <summary>Withdraws an invitation after asking.</summary>
    public async Task RevokeAsync(InviteRow invite, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(invite);
        if (!await dialogs.AskAsync(InviteWords.AskRevoke(invite)))
        {
            return;
        }

        try
        {
            var outcome = await revoke.HandleAsync(invite.Id, cancellationToken);
            Tell(InviteWords.Revoked(outcome, invite.Email));
        }
        catch (Exception exception) when (exception.IsStorageTrouble())
        {
            notices.Failed($"The invitation for {invite.Email} was not revoked", NothingChanged);
        }
    }

    private void Tell(Told told)
    {
        if (told.Worked)
        {
            notices.Succeeded(told.Title, told.Text);
        }
        else
        {
            notices.Failed(told.Title, told.Text);
        }
    }
}
