using AdminPortal.Data;
using AdminPortal.Shell;
using AdminPortal.SignIn;

namespace AdminPortal.Invites;

/// <summary>Resend, extend, change and revoke as buttons do them: ask where it matters, act, tell what came of it.</summary>
public sealed class InviteActions(Dialogs dialogs, Notices notices, ResendInvite resend, RevokeInvite revoke, CurrentPerson person, ViewerZone zone)
{
    /// <summary>What is said when the database took nothing.</summary>
    internal const string NothingChanged = "The database did not answer. Nothing was changed; try again.";

    /// <summary>Asks first when sending it again kills a link that may be in use. True when it may go ahead.</summary>
    public async Task<bool> AskBeforeResendAsync(InviteRow invite)
    {
        ArgumentNullException.ThrowIfNull(invite);
        return invite.Status is not (InviteStatus.Sent or InviteStatus.Unconfirmed) || await dialogs.AskAsync(InviteWords.AskResend(invite, zone));
    }

    /// <summary>Sends an invitation again. True when a mail is now on its way.</summary>
    public async Task<bool> ResendAsync(InviteRow invite, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(invite);
        try
        {
            var told = InviteWords.Resent(await resend.HandleAsync(invite.Id, cancellationToken), invite.Email, zone);
            Tell(told);
            return told.Worked;
        }
        catch (Exception exception) when (exception.IsStorageTrouble())
        {
            notices.Failed($"The invitation for {invite.Email} was not sent again", NothingChanged);
            return false;
        }
    }

    /// <summary>Lets somebody choose a later end.</summary>
    public Task ExtendAsync(InviteRow invite) => dialogs.OpenAsync<ExtendDialog>(ExtendDialog.Title(invite), Of(invite));

    /// <summary>Lets somebody choose another team or other roles.</summary>
    public Task ChangeAsync(InviteRow invite) => dialogs.OpenAsync<RolesDialog>(RolesDialog.Title(invite), Of(invite));

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

    /// <summary>
    /// A button that can't be pressed was pressed. Where only the invitation's status stands in the way that is a late click; where the person
    /// does not have the right, somebody has tried what the page does not offer: that is refused like any other try.
    /// </summary>
    public async Task TriedAsync(Right right, InviteRow invite)
    {
        ArgumentNullException.ThrowIfNull(invite);
        if (await person.FindAsync() is { } by && !by.May(right, invite.TeamId))
        {
            await person.RefusedAsync(by, right, invite.Id.ToString());
        }
    }

    private static Dictionary<string, object?> Of(InviteRow invite) => new(StringComparer.Ordinal) { [nameof(ExtendDialog.Row)] = invite };

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
