using AdminPortal.Data;
using AdminPortal.Invites;
using AdminPortal.Shell;

namespace AdminPortal.Requests;

/// <summary>Answers to requests as buttons give them: ask where it matters, act, tell what came of it.</summary>
public sealed class RequestActions(Dialogs dialogs, Notices notices, ApproveRequest approve, CloseRequest close, WithdrawRequest withdraw)
{
    /// <summary>What is said when the database took nothing.</summary>
    internal const string NothingChanged = "The database did not answer. Nothing was changed; try again.";

    /// <summary>Approves what was asked, as it was asked.</summary>
    public async Task ApproveAsync(RequestRow request)
    {
        ArgumentNullException.ThrowIfNull(request);
        await TryAsync($"The request for {request.Email} was not approved", async () =>
        {
            if (await ApproveAsync(request, null) is { } told)
            {
                Tell(told);
            }
        });
    }

    /// <summary>
    /// Approves, asking twice where administrative roles are given, and offers to close a request whose person is invited already; null when the
    /// admin thought better of it, or all is said.
    /// </summary>
    public async Task<Told?> ApproveAsync(RequestRow request, ApprovedTerms? instead)
    {
        ArgumentNullException.ThrowIfNull(request);
        var outcome = await approve.HandleAsync(new Approval { Id = request.Id, Instead = instead });
        if (outcome is ApproveOutcome.ConfirmAdministrativeRoles confirm)
        {
            if (!await dialogs.AskAsync(RequestWords.ApproveAdministrative(confirm.RoleNames, request.Email)))
            {
                return null;
            }

            outcome = await approve.HandleAsync(new Approval { Id = request.Id, Instead = instead, AdministrativeRolesConfirmed = true });
        }

        if (outcome is not ApproveOutcome.InvitedMeanwhile meanwhile)
        {
            return RequestWords.Approved(outcome, request.Email);
        }

        return await dialogs.AskAsync(RequestWords.AskClose(request.Email, meanwhile.Why, request.AskedByName))
            ? RequestWords.Closed(await close.HandleAsync(request.Id), request.Email, request.AskedByName)
            : null;
    }

    /// <summary>Lets an admin put team, roles and expiry right before approving.</summary>
    public Task ChangeAsync(RequestRow request) => dialogs.OpenAsync<ApproveDialog>(ApproveDialog.Title(request), Of(request));

    /// <summary>Lets an admin decline with a note.</summary>
    public Task DeclineAsync(RequestRow request) => dialogs.OpenAsync<DeclineDialog>(DeclineDialog.Title(request), Of(request));

    /// <summary>Lets a lead ask for more.</summary>
    public Task AskAsync() => dialogs.OpenAsync<AskDialog>(AskDialog.Title);

    /// <summary>Closes a request whose person was invited another way, after asking.</summary>
    public async Task CloseAsync(RequestRow request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!await dialogs.AskAsync(RequestWords.AskClose(request.Email, request.Meanwhile ?? "", request.AskedByName)))
        {
            return;
        }

        await TryAsync($"The request for {request.Email} was not closed", async () => Tell(RequestWords.Closed(await close.HandleAsync(request.Id), request.Email, request.AskedByName)));
    }

    /// <summary>Takes an own request back after asking.</summary>
    public async Task WithdrawAsync(RequestRow request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!await dialogs.AskAsync(RequestWords.AskWithdraw(request)))
        {
            return;
        }

        await TryAsync($"The request for {request.Email} was not taken back", async () => Tell(RequestWords.Withdrawn(await withdraw.HandleAsync(request.Id), request.Email)));
    }

    private static Dictionary<string, object?> Of(RequestRow request) => new(StringComparer.Ordinal) { [nameof(ApproveDialog.Row)] = request };

    private async Task TryAsync(string whatWasNot, Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (Exception exception) when (exception.IsStorageTrouble())
        {
            notices.Failed(whatWasNot, NothingChanged);
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
