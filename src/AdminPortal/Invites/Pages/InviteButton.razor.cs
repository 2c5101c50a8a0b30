using AdminPortal.Shell;
using AdminPortal.SignIn;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.Invites;

/// <summary>Opens the invite dialog; stays and says why where inviting isn't allowed.</summary>
public sealed partial class InviteButton : IDisposable
{
    private bool _mayInvite = true;
    private bool _openedAtOnce;

    [Inject]
    public required Dialogs Dialogs { get; init; }

    [Inject]
    public required CurrentPerson CurrentPerson { get; init; }

    [Inject]
    public required AdminRoleMembers AdminRole { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    /// <summary>The address asks for the dialog.</summary>
    [Parameter]
    public bool OpenAtOnce { get; set; }

    /// <inheritdoc />
    public void Dispose() => AdminRole.Changed -= OnAdminRoleChanged;

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        if (RendererInfo.IsInteractive)
        {
            AdminRole.Changed += OnAdminRoleChanged;
        }

        await ReadRightAsync();
    }

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

    private void OnAdminRoleChanged() => _ = InvokeAsync(async () =>
    {
        await ReadRightAsync();
        StateHasChanged();
    });

    private async Task ReadRightAsync() =>
        _mayInvite = await CurrentPerson.FindAsync() is { } person && person.May(Right.InvitePeople);

    private Task OpenAsync() => Dialogs.OpenAsync<InviteDialog>("Invite people");
}
