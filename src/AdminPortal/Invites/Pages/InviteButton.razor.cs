using AdminPortal.Auth0;
using AdminPortal.Shell;
using AdminPortal.SignIn;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.Invites;

/// <summary>Opens the invite dialog; stays and says why where inviting isn't allowed, or no invitation could be sent.</summary>
public sealed partial class InviteButton : IDisposable
{
    private bool _mayInvite = true;
    private bool _maySeeProblems;
    private bool _openedAtOnce;

    [Inject]
    public required Dialogs Dialogs { get; init; }

    [Inject]
    public required CurrentPerson CurrentPerson { get; init; }

    [Inject]
    public required AdminRoleMembers AdminRole { get; init; }

    [Inject]
    public required TenantState Tenant { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    /// <summary>The address asks for the dialog.</summary>
    [Parameter]
    public bool OpenAtOnce { get; set; }

    /// <inheritdoc />
    public void Dispose()
    {
        AdminRole.Changed -= OnAdminRoleChanged;
        Tenant.Changed -= OnTenantChanged;
    }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        if (RendererInfo.IsInteractive)
        {
            AdminRole.Changed += OnAdminRoleChanged;
            Tenant.Changed += OnTenantChanged;
        }

        await ReadRightAsync();
    }

    /// <inheritdoc />
    protected override void OnParametersSet() => _openedAtOnce &= OpenAtOnce;

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!OpenAtOnce || _openedAtOnce || !_mayInvite || Tenant.Setup?.StopsSending is not null)
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

    private void OnTenantChanged() => _ = InvokeAsync(StateHasChanged);

    private async Task ReadRightAsync()
    {
        var person = await CurrentPerson.FindAsync();
        _mayInvite = person?.May(Right.InvitePeople) == true;
        _maySeeProblems = person?.May(Right.SeeTenantProblems) == true;
    }

    private Task OpenAsync() => Dialogs.OpenAsync<InviteDialog>("Invite people");
}
