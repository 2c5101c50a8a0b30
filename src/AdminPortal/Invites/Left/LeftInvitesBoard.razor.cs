using AdminPortal.Data;
using AdminPortal.Shell;
using AdminPortal.SignIn;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.Invites;

/// <summary>By inviter, what they have left open, with a decision for each and for all; up to date by itself.</summary>
public sealed partial class LeftInvitesBoard : IDisposable
{
    private LeftInvitesOutcome? _outcome;
    private bool _failed;
    private bool _working;
    private IDisposable? _changes;

    [Inject]
    public required LeftInvites Left { get; init; }

    [Inject]
    public required KeepLeftInvite Keep { get; init; }

    [Inject]
    public required SettleLeftInviter Settle { get; init; }

    [Inject]
    public required InviteActions Actions { get; init; }

    [Inject]
    public required InviteChanges Changes { get; init; }

    [Inject]
    public required PortalRoleMembers PortalRoles { get; init; }

    [Inject]
    public required Dialogs Dialogs { get; init; }

    [Inject]
    public required Notices Notices { get; init; }

    private string? Disabled => RendererInfo.IsInteractive && !_working ? null : "true";

    /// <inheritdoc />
    public void Dispose()
    {
        _changes?.Dispose();
        PortalRoles.Changed -= OnPortalRolesChanged;
    }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        if (RendererInfo.IsInteractive)
        {
            _changes = Changes.Subscribe(_ => InvokeAsync(RefreshAsync));
            PortalRoles.Changed += OnPortalRolesChanged;
        }

        await LoadAsync();
    }

    private void OnPortalRolesChanged() => _ = InvokeAsync(RefreshAsync);

    private async Task RefreshAsync()
    {
        // In the middle of many decisions each one would draw the page anew.
        if (!_working)
        {
            await LoadAsync(lookAgain: true);
            StateHasChanged();
        }
    }

    private async Task LoadAsync(bool lookAgain = false)
    {
        try
        {
            _outcome = await Left.HandleAsync(lookAgain);
            _failed = false;
        }
        catch (Exception exception) when (exception.IsStorageTrouble())
        {
            _failed = true;
        }
    }

    private Task KeepAsync(LeftInviter inviter, LeftInvite left) => WorkAsync(
        async () => LeftWords.Kept(await Keep.HandleAsync(new LeftInviteRequest(left.Row.Id, inviter.Id)), left.Row.Email),
        $"The invitation for {left.Row.Email} is as it was");

    private Task ReassignAsync(LeftInviter inviter, LeftInvite left) => Disabled is not null ? Task.CompletedTask : Dialogs.OpenAsync<ReassignDialog>(
        ReassignDialog.Title(left.Row),
        new Dictionary<string, object?>(StringComparer.Ordinal) { [nameof(ReassignDialog.Row)] = left.Row, [nameof(ReassignDialog.InviterId)] = inviter.Id });

    private Task RevokeAsync(LeftInvite left) => Disabled is not null ? Task.CompletedTask : Actions.RevokeAsync(left.Row);

    private async Task SettleAsync(LeftInviter inviter, LeftDecision decision)
    {
        if (Disabled is null && await Dialogs.AskAsync(LeftWords.Ask(inviter, decision)))
        {
            await WorkAsync(async () => LeftWords.Settled(await Settle.HandleAsync(inviter.Id, decision), inviter, decision), $"Not all invitations of {inviter.Name} were decided about");
        }
    }

    private async Task WorkAsync(Func<Task<Told>> work, string whenBroken)
    {
        if (Disabled is not null)
        {
            return;
        }

        _working = true;
        try
        {
            var told = await work();
            if (told.Worked)
            {
                Notices.Succeeded(told.Title, told.Text);
            }
            else
            {
                Notices.Failed(told.Title, told.Text);
            }
        }
        catch (Exception exception) when (exception.IsStorageTrouble())
        {
            Notices.Failed(whenBroken, "The database did not answer. Try again.");
        }
        finally
        {
            _working = false;
        }

        await LoadAsync(lookAgain: true);
    }
}
