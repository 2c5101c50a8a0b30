using AdminPortal.Shell;
using AdminPortal.SignIn;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.Invites;

/// <summary>Opens the invite dialog; stays and says why where inviting isn't allowed.</summary>
public sealed partial class InviteButton
{
    private bool _mayInvite = true;
    private bool _openedAtOnce;

    [Inject]
    public required Dialogs Dialogs { get; init; }

    [Inject]
    public required CurrentPerson CurrentPerson { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    /// <summary>The address asks for the dialog.</summary>
    [Parameter]
    public bool OpenAtOnce { get; set; }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync() =>
        _mayInvite = await CurrentPerson.FindAsync() is { } person && person.May(Right.InvitePeople);

    /// <inheritdoc />
    protected override void OnParametersSet() => _openedAtOnce &= OpenAtOnce;

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!OpenAtOnce || _openedAtOnce || !_mayInvite)
        {
            return;
        }

        _openedAtOnce = true;
        await OpenAsync();

        // Closed: without this, going back to the page would open it again.
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameter("invite", (string?)null), replace: true);
    }

    private Task OpenAsync() => Dialogs.OpenAsync<InviteDialog>("Invite people");
}
