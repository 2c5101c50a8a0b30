using AdminPortal.Auth0;
using AdminPortal.Shell;
using AdminPortal.SignIn;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.Home;

/// <summary>Speaks across the top of every page while Auth0 is silent or refuses the portal something it needs.</summary>
public sealed partial class TenantBanner : IDisposable
{
    private bool _mayNameProblems;

    [Inject]
    public required TenantState Tenant { get; init; }

    [Inject]
    public required PortalRoleMembers PortalRoles { get; init; }

    [Inject]
    public required ViewerZone Zone { get; init; }

    [Inject]
    public required CurrentPerson CurrentPerson { get; init; }

    private TenantProblem? Problem => TenantProblem.Of(Tenant, Zone) is { } problem && (_mayNameProblems || problem.ForEverybody) ? problem : null;

    /// <inheritdoc />
    public void Dispose()
    {
        Tenant.Changed -= OnChanged;
        PortalRoles.Changed -= OnPortalRolesChanged;
    }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        if (RendererInfo.IsInteractive)
        {
            Tenant.Changed += OnChanged;
            PortalRoles.Changed += OnPortalRolesChanged;
        }

        await ReadRightAsync();
    }

    private void OnChanged() => _ = InvokeAsync(StateHasChanged);

    private void OnPortalRolesChanged() => _ = InvokeAsync(async () =>
    {
        await ReadRightAsync();
        StateHasChanged();
    });

    private async Task ReadRightAsync() =>
        _mayNameProblems = await CurrentPerson.FindAsync() is { } person && person.May(Right.SeeTenantProblems);
}
