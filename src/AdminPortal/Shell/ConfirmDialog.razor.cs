using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace AdminPortal.Shell;

/// <summary>A question before something final; the focus starts on the harmless answer.</summary>
public sealed partial class ConfirmDialog
{
    private ElementReference _head;
    private ElementReference _no;

    [Inject]
    public required Dialogs Dialogs { get; init; }

    [Inject]
    public required IJSRuntime Browser { get; init; }

    /// <summary>What is asked.</summary>
    [Parameter, EditorRequired]
    public required Question Question { get; set; }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await _no.FocusAsync();
            await DialogNames.DescribeAsync(Browser, _head, isQuestion: true);
        }
    }
}
