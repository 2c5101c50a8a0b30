using Microsoft.AspNetCore.Components;

namespace AdminPortal.Teams;

/// <summary>A team: who leads it, which roles go with it, and what is still open.</summary>
public sealed partial class TeamCard
{
    private TeamDetailsOutcome? _outcome;
    private Guid? _asked;

    [Inject]
    public required TeamDetails Details { get; init; }

    [Inject]
    public required TeamActions Actions { get; init; }

    /// <summary>Which team.</summary>
    [Parameter, EditorRequired]
    public Guid Id { get; set; }

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        if (Id != _asked)
        {
            _asked = Id;
            await LoadAsync();
        }
    }

    /// <inheritdoc />
    protected override async Task<Action> ReadAsync(bool lookAgain)
    {
        var outcome = await Details.HandleAsync(Id, lookAgain);
        return () => _outcome = outcome;
    }

    private Task ActAsync(Func<TeamRow, Task> act) =>
        RendererInfo.IsInteractive && _outcome is TeamDetailsOutcome.Found { Facts.Row: var team } ? act(team) : Task.CompletedTask;
}
