using Microsoft.AspNetCore.Components;

namespace AdminPortal.Shell;

/// <summary>An instant in words, with the exact time of the viewer's zone on hover; stays fresh in a live page.</summary>
public sealed partial class TimeText : IDisposable
{
    private IDisposable? _heartbeat;
    private string? _shown;

    [Inject]
    public required TimeProvider Time { get; init; }

    [Inject]
    public required ViewerZone Zone { get; init; }

    [Inject]
    public required Heartbeat Heartbeat { get; init; }

    /// <summary>The instant.</summary>
    [Parameter, EditorRequired]
    public DateTimeOffset At { get; set; }

    /// <summary>"27 November, 09:12" instead of "in 5 days".</summary>
    [Parameter]
    public bool Exact { get; set; }

    private string Text => Exact ? TimeWords.Exact(At, Time.GetUtcNow(), Zone) : TimeWords.Relative(At, Time.GetUtcNow());

    /// <inheritdoc />
    public void Dispose()
    {
        Zone.Changed -= OnZoneChanged;
        _heartbeat?.Dispose();
    }

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        if (!RendererInfo.IsInteractive)
        {
            return;
        }

        Zone.Changed += OnZoneChanged;
        _heartbeat = Heartbeat.Subscribe(OnTick);
    }

    /// <inheritdoc />
    protected override void OnAfterRender(bool firstRender) => _shown = Text;

    private void OnZoneChanged() => _ = InvokeAsync(StateHasChanged);

    private void OnTick()
    {
        if (_shown != Text)
        {
            _ = InvokeAsync(StateHasChanged);
        }
    }
}
