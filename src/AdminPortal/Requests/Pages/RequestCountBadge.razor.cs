using AdminPortal.Data;
using AdminPortal.SignIn;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.Requests;

/// <summary>How many requests wait, beside the place's name; stays right by itself.</summary>
public sealed partial class RequestCountBadge : IDisposable
{
    private int? _waiting;
    private IDisposable? _changes;

    [Inject]
    public required RequestCount Count { get; init; }

    [Inject]
    public required RequestChanges Changes { get; init; }

    [Inject]
    public required PortalRoleMembers PortalRoles { get; init; }

    /// <inheritdoc />
    public void Dispose()
    {
        _changes?.Dispose();
        PortalRoles.Changed -= OnPortalRolesChanged;
    }

    /// <inheritdoc />
    protected override Task OnInitializedAsync()
    {
        if (RendererInfo.IsInteractive)
        {
            _changes = Changes.Subscribe(_ => InvokeAsync(RefreshAsync));
            PortalRoles.Changed += OnPortalRolesChanged;
        }

        return LoadAsync();
    }

    private void OnPortalRolesChanged() => _ = InvokeAsync(RefreshAsync);

    private async Task RefreshAsync()
    {
        await LoadAsync();
        StateHasChanged();
    }

    private async Task LoadAsync()
    {
        try
        {
            _waiting = await Count.HandleAsync();
        }
        catch (Exception exception) when (exception.IsStorageTrouble())
        {
            // A number beside a name is not worth an alarm; the last one stays until the next change.
        }
    }
}
