using Microsoft.AspNetCore.Components;

namespace AdminPortal.Teams;

/// <summary>One team in the list, with its menu.</summary>
public sealed partial class TeamBoardRow
{
    [Inject]
    public required TeamActions Actions { get; init; }

    /// <summary>The team.</summary>
    [Parameter, EditorRequired]
    public required TeamRow Team { get; set; }

    /// <summary>Whether the person may change it: without that there is no menu.</summary>
    [Parameter]
    public bool MayManage { get; set; }

    private string? Waiting => RendererInfo.IsInteractive ? null : "true";

    private Task ActAsync(Func<TeamRow, Task> act) => RendererInfo.IsInteractive ? act(Team) : Task.CompletedTask;
}
