using AdminPortal.Auth0;
using AdminPortal.ManagementToken;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;

namespace AdminPortal.Setup;

/// <summary>What may be shown of the Management token, live.</summary>
public sealed partial class TokenCard : IDisposable
{
    private const int ShownAtEachEnd = 4;

    [Inject]
    public required ManagementTokenCache Tokens { get; init; }

    [Inject]
    public required IOptions<Auth0Options> Auth0 { get; init; }

    [Inject]
    public required TimeProvider Time { get; init; }

    /// <summary>Something is under way already.</summary>
    [Parameter]
    public bool Renewing { get; set; }

    /// <summary>Somebody wants a fresh token.</summary>
    [Parameter]
    public EventCallback OnRenew { get; set; }

    private ManagementTokenState State { get; set; } = new();

    private IEnumerable<string> Missing => State.Scopes is { } carried
        ? NeededScopes.All.Where(scope => scope.Use != ScopeUse.Fixing && !carried.Contains(scope.Name)).Select(scope => scope.Name)
        : [];

    private IEnumerable<string> Carried => State.Scopes?.Order(StringComparer.Ordinal) ?? Enumerable.Empty<string>();

    // Enough to recognise it by beside the dashboard.
    private string ClientId => Auth0.Value.Management.ClientId is { Length: > 3 * ShownAtEachEnd } id ? $"{id[..ShownAtEachEnd]}…{id[^ShownAtEachEnd..]}" : Auth0.Value.Management.ClientId;

    private int LeftPercent => State is { ExpiresAt: { } expires, RenewedAt: { } renewed } && expires > renewed
        ? (int)Math.Clamp(100 * (expires - Time.GetUtcNow()) / (expires - renewed), 0, 100)
        : 0;

    /// <inheritdoc />
    public void Dispose() => Tokens.Changed -= OnChanged;

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        if (RendererInfo.IsInteractive)
        {
            Tokens.Changed += OnChanged;
        }
    }

    /// <inheritdoc />
    protected override void OnParametersSet() => State = Tokens.State;

    private void OnChanged() => _ = InvokeAsync(() =>
    {
        State = Tokens.State;
        StateHasChanged();
    });
}
