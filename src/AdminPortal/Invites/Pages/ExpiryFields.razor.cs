using AdminPortal.Shell;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.Invites;

/// <summary>Lets somebody choose when an invitation ends.</summary>
public sealed partial class ExpiryFields
{
    private ElementReference _list;
    private ElementReference _lastDay;

    [Inject]
    public required TimeProvider Time { get; init; }

    [Inject]
    public required ViewerZone Zone { get; init; }

    /// <summary>What is being chosen.</summary>
    [Parameter, EditorRequired]
    public required ExpiryChoice Choice { get; set; }

    /// <summary>What there is to choose from.</summary>
    [Parameter, EditorRequired]
    public required InviteOffer Offer { get; set; }

    /// <summary>The lifetimes in the list, where not all on offer are.</summary>
    [Parameter]
    public IReadOnlyList<TimeSpan>? Lifetimes { get; set; }

    /// <summary>What the list is called.</summary>
    [Parameter]
    public string Label { get; set; } = "Expires";

    /// <summary>What is wrong with the choice, told below the list.</summary>
    [Parameter]
    public RenderFragment? Problems { get; set; }

    /// <summary>Another end was chosen.</summary>
    [Parameter]
    public EventCallback OnChosen { get; set; }

    private ExpiryDays Days => Choice.Days(Offer);

    /// <summary>Puts the focus where a day that can't be is corrected, otherwise on the list.</summary>
    public ValueTask FocusAsync() => (Choice.IsDay ? _lastDay : _list).FocusAsync();

    private Task ChooseAsync(long ticks)
    {
        Choice.Choose(ticks, Offer);
        return OnChosen.InvokeAsync();
    }

    private Task ChooseDayAsync(DateOnly? day)
    {
        Choice.LastDay = day;
        return OnChosen.InvokeAsync();
    }
}
