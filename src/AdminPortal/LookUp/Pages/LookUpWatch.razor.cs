using AdminPortal.SignIn;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.LookUp;

/// <summary>Loads a plain page anew once the right to it is gone, so that it is refused like any other visit.</summary>
public sealed partial class LookUpWatch : IDisposable
{
    [Inject]
    public required PortalRoleMembers PortalRoles { get; init; }

    [Inject]
    public required CurrentPerson CurrentPerson { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    /// <inheritdoc />
    public void Dispose() => PortalRoles.Changed -= OnPortalRolesChanged;

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        if (RendererInfo.IsInteractive)
        {
            PortalRoles.Changed += OnPortalRolesChanged;
        }
    }

    private void OnPortalRolesChanged() => _ = InvokeAsync(async () =>
    {
        if (await CurrentPerson.FindAsync() is not { } person || !person.May(Right.LookUpInvites))
        {
            Navigation.NavigateTo(Navigation.Uri, forceLoad: true);
        }
    });
}
