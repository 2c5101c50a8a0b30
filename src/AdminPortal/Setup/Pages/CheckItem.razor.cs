using AdminPortal.Shell;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.Setup;

/// <summary>One check with its cure and its evidence.</summary>
public sealed partial class CheckItem
{
    [Inject]
    public required ViewerZone Zone { get; init; }

    /// <summary>The check.</summary>
    [Parameter, EditorRequired]
    public required CheckRow Row { get; set; }

    /// <summary>It is being asked at this moment.</summary>
    [Parameter]
    public bool Running { get; set; }

    /// <summary>The person may change the tenant.</summary>
    [Parameter]
    public bool MayFix { get; set; }

    /// <summary>Something is under way already.</summary>
    [Parameter]
    public bool Busy { get; set; }

    /// <summary>Where the steps begin, and what the link says.</summary>
    [Parameter]
    public (string Href, string Name) Dashboard { get; set; }

    /// <summary>Somebody wants it put right; carries the check's id.</summary>
    [Parameter]
    public EventCallback<string> OnFix { get; set; }

    private CheckFace Face => Running ? CheckFace.Running : CheckFace.Of(Row.Result);

    private Cure? Cure => Row.Result?.CureOrNone;

    private string Clock(DateTimeOffset at) => Zone.Local(at).ToString("HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture);
}
