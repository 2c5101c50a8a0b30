using AdminPortal.Data;
using AdminPortal.Shell;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace AdminPortal.Teams;

/// <summary>The name of a team, a new one's or a known one's.</summary>
public sealed partial class TeamDialog
{
    private string _name = "";
    private string? _refused;
    private bool _working;
    private ElementReference _head;
    private ElementReference _input;

    [Inject]
    public required CreateTeam Create { get; init; }

    [Inject]
    public required RenameTeam Rename { get; init; }

    [Inject]
    public required Dialogs Dialogs { get; init; }

    [Inject]
    public required Notices Notices { get; init; }

    [Inject]
    public required IJSRuntime Browser { get; init; }

    /// <summary>The team that is renamed, as it stood when the dialog was opened; null for a new one.</summary>
    [Parameter]
    public TeamRow? Team { get; set; }

    /// <summary>What the dialog is called.</summary>
    public static string Title(TeamRow? team) => team is null ? "New team" : $"Rename {team.Name}";

    /// <inheritdoc />
    protected override void OnInitialized() => _name = Team?.Name ?? "";

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await DialogNames.DescribeAsync(Browser, _head);
            await _input.FocusAsync();
        }
    }

    private void Entered() => _refused = null;

    private async Task SaveAsync()
    {
        if (_working)
        {
            return;
        }

        (_working, _refused) = (true, null);
        try
        {
            var outcome = Team is { } team ? await Rename.HandleAsync(team.Id, _name) : await Create.HandleAsync(_name);
            if (outcome is TeamOutcome.NotPossible { Why: var why })
            {
                _refused = why;
                return;
            }

            var told = Team is null ? TeamWords.Created(outcome) : TeamWords.Renamed(outcome, Team.Name);
            if (!told.Worked)
            {
                _refused = $"{told.Title}. {told.Text}";
                return;
            }

            Notices.Succeeded(told.Title, told.Text, outcome is TeamOutcome.Done { Id: var id } && Team is null ? TeamAddress.Of(id) : null, Team is null ? "Open the team" : null);
            Close();
        }
        catch (Exception exception) when (exception.IsStorageTrouble())
        {
            _refused = TeamWords.NothingChanged;
        }
        finally
        {
            _working = false;
        }
    }

    private void Close() => Dialogs.Close();
}
