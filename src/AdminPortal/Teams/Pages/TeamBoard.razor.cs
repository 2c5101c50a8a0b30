using AdminPortal.Shell;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.Teams;

/// <summary>The teams somebody may see, those in use or the archived ones.</summary>
public sealed partial class TeamBoard
{
    private TeamListOutcome.Shown? _shown;
    private bool _notAllowed;
    private bool? _asked;

    [Inject]
    public required TeamList List { get; init; }

    [Inject]
    public required TeamActions Actions { get; init; }

    [Inject]
    public required ViewerZone Zone { get; init; }

    /// <summary>Whether the archived ones are shown.</summary>
    [Parameter]
    public bool Archived { get; set; }

    private (string Title, string Text) Empty => _shown switch
    {
        { MayManage: false } when !Archived => ("You lead no team", "A company admin says who leads which team; it then appears here by itself."),
        { InUse: 0, Archived: 0 } => ("There is no team yet", "A team gathers invitations, and its leads see and resend them. Make the first one with New team."),
        { Archived: 0 } => ("No team is archived", "A team that nobody is invited into any more can be archived from its menu; its open invitations keep running."),
        _ => ("Every team is archived", "Restore one from its menu, or make a new one."),
    };

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        if (Archived != _asked)
        {
            _asked = Archived;
            await LoadAsync();
        }
    }

    /// <inheritdoc />
    protected override async Task<Action> ReadAsync(bool lookAgain)
    {
        var (shown, notAllowed) = (await List.HandleAsync(Archived, lookAgain)).Match<(TeamListOutcome.Shown?, bool)>(it => (it, false), _ => (null, true));
        return () => (_shown, _notAllowed) = (shown, notAllowed);
    }

    private Task CreateAsync() => RendererInfo.IsInteractive ? Actions.CreateAsync() : Task.CompletedTask;
}
