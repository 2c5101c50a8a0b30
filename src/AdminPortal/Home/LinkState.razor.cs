using AdminPortal.Auth0;
using AdminPortal.Shell;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.Home;

/// <summary>Says whether this page updates by itself and whether Auth0 answers.</summary>
public sealed partial class LinkState : IDisposable
{
    [Inject]
    public required TenantState Tenant { get; init; }

    [Inject]
    public required ViewerZone Zone { get; init; }

    private string Text => Tenant switch
    {
        { SilentSince: { } since } => $"Auth0 does not answer since {TimeWords.Clock(since, Zone)}",
        { Credentials.Since: var since } => $"Auth0 refuses the portal since {TimeWords.Clock(since, Zone)}",
        _ => RendererInfo.IsInteractive ? "Live · Auth0 answers" : "Auth0 answers",
    };

    /// <inheritdoc />
    public void Dispose() => Tenant.Changed -= OnChanged;

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        if (RendererInfo.IsInteractive)
        {
            Tenant.Changed += OnChanged;
        }
    }

    private void OnChanged() => _ = InvokeAsync(StateHasChanged);
}
