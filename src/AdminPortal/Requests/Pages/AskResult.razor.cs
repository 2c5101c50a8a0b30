using Microsoft.AspNetCore.Components;

namespace AdminPortal.Requests;

/// <summary>What became of the addresses: asked for, or not, with a reason and a way out.</summary>
public sealed partial class AskResult
{
    private ElementReference _heading;
    private ElementReference _done;

    /// <summary>What was recorded and what was not.</summary>
    [Parameter, EditorRequired]
    public required AskOutcome.Recorded Recorded { get; set; }

    /// <summary>How many found no room this time and are not lost.</summary>
    [Parameter]
    public int Waiting { get; set; }

    /// <summary>The person wants to ask for others.</summary>
    [Parameter]
    public EventCallback OnMore { get; set; }

    /// <summary>The person wants to correct this address.</summary>
    [Parameter]
    public EventCallback<string> OnCorrect { get; set; }

    /// <summary>The person is done.</summary>
    [Parameter]
    public EventCallback OnDone { get; set; }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            // The form that had the focus is gone; a reader goes on with what came in its place.
            await (Recorded.Asked.Count > 0 ? _heading : _done).FocusAsync();
        }
    }
}
