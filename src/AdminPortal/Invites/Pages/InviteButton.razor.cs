using AdminPortal.Auth0;
using AdminPortal.Shell;
using AdminPortal.SignIn;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;

namespace AdminPortal.Invites;

/// <summary>Opens the invite dialog, or leads to asking where somebody else decides; stays and says why where neither is allowed, or no invitation could be sent.</summary>
public sealed partial class InviteButton : IDisposable
{
    private bool _mayInvite = true;
    private bool _mayAsk;
    private bool _rightIsKnown;
    private bool _maySeeProblems;
    private bool _openedAtOnce;

    [Inject]
    public required Dialogs Dialogs { get; init; }

    [Inject]
    public required CurrentPerson CurrentPerson { get; init; }

    [Inject]
    public required PortalRoleMembers PortalRoles { get; init; }

    [Inject]
    public required TenantState Tenant { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required IOptions<InviteDoor> Door { get; init; }

    /// <summary>The address asks for the dialog.</summary>
    [Parameter]
    public bool OpenAtOnce { get; set; }

    /// <summary>They may not invite but ask, and somebody takes requests.</summary>
    private bool Asks => !_mayInvite && _mayAsk && Door.Value.OpenForAsking is not null;

    /// <inheritdoc />
    public void Dispose()
    {
        PortalRoles.Changed -= OnPortalRolesChanged;
        Tenant.Changed -= OnTenantChanged;
    }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        if (RendererInfo.IsInteractive)
        {
            PortalRoles.Changed += OnPortalRolesChanged;
            Tenant.Changed += OnTenantChanged;
        }

        await ReadRightAsync();
    }

    /// <inheritdoc />
    protected override void OnParametersSet() => _openedAtOnce &= OpenAtOnce;

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        // Before the right is known nobody can say which dialog it is.
        if (!_rightIsKnown || !OpenAtOnce || _openedAtOnce || !(Asks || (_mayInvite && Tenant.Setup?.StopsSending is null)))
        {
            return;
        }

        _openedAtOnce = true;
        await OpenAsync();

        // Closed: without this, going back to the page would open it again.
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameter("invite", (string?)null), replace: true);
    }

    private void OnPortalRolesChanged() => _ = InvokeAsync(async () =>
    {
        await ReadRightAsync();
        StateHasChanged();
    });

    private void OnTenantChanged() => _ = InvokeAsync(StateHasChanged);

    private async Task ReadRightAsync()
    {
        var person = await CurrentPerson.FindAsync();
        _mayInvite = person?.May(Right.InvitePeople) == true;
        _mayAsk = person?.May(Right.AskForInvites) == true;
        _maySeeProblems = person?.May(Right.SeeTenantProblems) == true;
        _rightIsKnown = true;
    }

    private Task OpenAsync() => Asks ? Door.Value.OpenForAsking!(Dialogs) : Dialogs.OpenAsync<InviteDialog>("Invite people");
}
