using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace AdminPortal.Shell;

/// <summary>The corner where notices appear; also where a live page learns the viewer's time zone on the very first visit.</summary>
public sealed partial class NoticeHost : IDisposable
{
    [Inject]
    public required Notices Notices { get; init; }

    [Inject]
    public required ViewerZone Zone { get; init; }

    [Inject]
    public required IJSRuntime Browser { get; init; }

    /// <inheritdoc />
    public void Dispose() => Notices.Changed -= OnChanged;

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        if (RendererInfo.IsInteractive)
        {
            Notices.Changed += OnChanged;
        }
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender || Zone.IsKnown)
        {
            return;
        }

        try
        {
            await using var module = await Browser.InvokeAsync<IJSObjectReference>("import", "/js/zone.js");
            Zone.Id = await module.InvokeAsync<string>("current");
        }
        catch (JSDisconnectedException)
        {
            // The page was left before it could answer; the cookie tells the next one.
        }
    }

    private void OnChanged() => _ = InvokeAsync(StateHasChanged);
}
