using AdminPortal.Data;
using AdminPortal.Shell;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace AdminPortal.Teams;

/// <summary>What a team's leads may grant, and what of that its invitations begin with.</summary>
public sealed partial class TeamRolesDialog
{
    private readonly HashSet<string> _grantable = new(StringComparer.Ordinal);
    private readonly HashSet<string> _defaults = new(StringComparer.Ordinal);
    private IReadOnlyList<TeamRoleRow> _roles = [];
    private TeamFacts? _facts;
    private Told? _refused;
    private bool _loaded;
    private bool _working;
    private ElementReference _head;
    private ElementReference _heading;

    [Inject]
    public required TeamDetails Details { get; init; }

    [Inject]
    public required OfferedRoles Offered { get; init; }

    [Inject]
    public required ChangeTeamRoles ChangeRoles { get; init; }

    [Inject]
    public required Dialogs Dialogs { get; init; }

    [Inject]
    public required Notices Notices { get; init; }

    [Inject]
    public required IJSRuntime Browser { get; init; }

    /// <summary>The team, as it stood when the dialog was opened.</summary>
    [Parameter, EditorRequired]
    public required TeamRow Team { get; set; }

    /// <summary>What the dialog is called.</summary>
    public static string Title(TeamRow team)
    {
        ArgumentNullException.ThrowIfNull(team);
        return $"Roles of {team.Name}";
    }

    private bool CanChange => !_working && _facts is { } facts
        && !(_grantable.SetEquals(facts.GrantableRoles.Select(role => role.Id)) && _defaults.SetEquals(facts.DefaultRoles.Select(role => role.Id)));

    private IReadOnlyList<string> NewAdministrative => _facts is not { } facts ? [] :
        [.. _roles.Where(role => role.Administrative && (IsNew(role, _grantable, facts.GrantableRoles) || IsNew(role, _defaults, facts.DefaultRoles))).Select(role => role.Name)];

    /// <inheritdoc />
    protected override Task OnInitializedAsync() => LoadAsync();

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await DialogNames.DescribeAsync(Browser, _head);
            await _heading.FocusAsync();
        }
    }

    private static bool IsNew(TeamRoleRow role, HashSet<string> chosen, IReadOnlyList<TeamRoleRow> before) => chosen.Contains(role.Id) && before.All(each => each.Id != role.Id);

    private async Task LoadAsync()
    {
        try
        {
            if (await Details.HandleAsync(Team.Id) is not TeamDetailsOutcome.Found { Facts: var facts })
            {
                _refused = new Told(false, $"{Team.Name} is gone", "Reload the page to see what there is.");
                return;
            }

            _facts = facts;
            _grantable.UnionWith(facts.GrantableRoles.Select(role => role.Id));
            _defaults.UnionWith(facts.DefaultRoles.Select(role => role.Id).Where(_grantable.Contains));

            // What it has may stay, or go, although it is no longer on offer.
            _roles = [
                .. Offered.Read().Roles.Select(role => new TeamRoleRow(role.Id, role.Name, role.Administrative, IsOffered: true)),
                .. facts.GrantableRoles.Where(role => !role.IsOffered),
            ];
            (_loaded, _refused) = (true, null);
        }
        catch (Exception exception) when (exception.IsStorageTrouble())
        {
            _refused = new Told(false, $"The roles of {Team.Name} could not be read", "The database did not answer.");
        }
    }

    private void ChooseGrantable(string id, bool chosen)
    {
        if (chosen)
        {
            _grantable.Add(id);
        }
        else
        {
            _grantable.Remove(id);
            _defaults.Remove(id);
        }
    }

    private void ChooseDefault(string id, bool chosen)
    {
        if (chosen)
        {
            _defaults.Add(id);
        }
        else
        {
            _defaults.Remove(id);
        }
    }

    private async Task ChangeAsync()
    {
        if (!CanChange)
        {
            return;
        }

        (_working, _refused) = (true, null);
        try
        {
            var outcome = await ChangeRoles.HandleAsync(Request(confirmed: false));
            if (outcome is ChangeTeamRolesOutcome.ConfirmAdministrativeRoles confirm)
            {
                if (!await Dialogs.AskAsync(TeamWords.AskAdministrative(Team, confirm)))
                {
                    return;
                }

                outcome = await ChangeRoles.HandleAsync(Request(confirmed: true));
            }

            var told = TeamWords.RolesChanged(outcome, Team.Name);
            if (told.Worked)
            {
                Notices.Succeeded(told.Title, told.Text);
                Close();
                return;
            }

            _refused = told;
        }
        catch (Exception exception) when (exception.IsStorageTrouble())
        {
            _refused = new Told(false, $"The roles of {Team.Name} were not changed", TeamWords.NothingChanged);
        }
        finally
        {
            _working = false;
        }
    }

    private ChangeTeamRolesRequest Request(bool confirmed) =>
        new() { Id = Team.Id, DefaultRoleIds = [.. _defaults], GrantableRoleIds = [.. _grantable], AdministrativeRolesConfirmed = confirmed };

    private void Close() => Dialogs.Close();
}
