using AdminPortal.Data;
using AdminPortal.Shell;
using AdminPortal.SignIn;
using AdminPortal.Teams;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace AdminPortal.Invites;

/// <summary>The team and the roles of somebody already invited; no mail goes out for a change.</summary>
public sealed partial class RolesDialog
{
    private readonly HashSet<string> _chosen = new(StringComparer.Ordinal);
    private readonly HashSet<string> _held = new(StringComparer.Ordinal);
    private Guid? _heldTeam;
    private Guid? _team;
    private IReadOnlyList<(Guid Id, string Name)> _teams = [];
    private InviteOffer _offer = null!;
    private IReadOnlyList<RoleChoice> _roles = [];
    private Told? _refused;
    private bool _working;
    private ElementReference _head;
    private ElementReference _heading;

    [Inject]
    public required InviteChoices Choices { get; init; }

    [Inject]
    public required InviteOfferDetails Offers { get; init; }

    [Inject]
    public required ChangeInviteRoles ChangeRoles { get; init; }

    [Inject]
    public required ChangeInviteTeam ChangeTeam { get; init; }

    [Inject]
    public required Dialogs Dialogs { get; init; }

    [Inject]
    public required Notices Notices { get; init; }

    [Inject]
    public required IJSRuntime Browser { get; init; }

    /// <summary>The invitation, as it stood when the dialog was opened.</summary>
    [Parameter, EditorRequired]
    public required InviteRow Row { get; set; }

    /// <summary>What the dialog is called.</summary>
    public static string Title(InviteRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return $"Change team or roles for {row.Email}";
    }

    private bool RolesDiffer => !_chosen.SetEquals(_held);

    private bool TeamDiffers => _team != _heldTeam;

    private bool CanChange => !_working && (RolesDiffer || TeamDiffers);

    private string SubmitName => (TeamDiffers, RolesDiffer) switch
    {
        (true, true) => "Change team and roles",
        (true, false) => "Change team",
        (false, true) => "Change roles",
        (false, false) => "Change",
    };

    private IReadOnlyList<string> NewAdministrative =>
        [.. _roles.Where(role => role.Administrative && _chosen.Contains(role.Id) && Row.Roles.All(held => held.Id != role.Id)).Select(role => role.Name)];

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        _offer = Choices.Read();

        // What it has may stay, or go, although it is no longer on offer.
        _roles = [.. _offer.Roles, .. Row.Roles.Where(held => _offer.Roles.All(role => role.Id != held.Id)).Select(held => new RoleChoice(held.Id, held.Name, "No longer on offer", held.Administrative))];
        _chosen.UnionWith(Row.Roles.Select(role => role.Id));
        _held.UnionWith(_chosen);
        _team = _heldTeam = Row.TeamId;
        _teams = WithItsOwn([]);
    }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        try
        {
            var offer = await Offers.HandleAsync(Right.ChangeInviteTeam);
            _teams = WithItsOwn([.. offer.Teams.Select(team => (team.Id, team.Name))]);
        }
        catch (Exception exception) when (exception.IsStorageTrouble())
        {
            _refused = new Told(false, "The teams could not be read", "The database did not answer. Close this and open it again to choose another team.");
        }
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await DialogNames.DescribeAsync(Browser, _head);
            await _heading.FocusAsync();
        }
    }

    // It may stay where it is although that team is archived.
    private IReadOnlyList<(Guid Id, string Name)> WithItsOwn(IReadOnlyList<(Guid Id, string Name)> teams) =>
        Row is { TeamId: { } id, TeamName: { } name } && teams.All(team => team.Id != id) ? [.. teams, (id, Row.TeamIsArchived ? $"{name} (archived)" : name)] : teams;

    private void Choose(string id, bool chosen)
    {
        if (chosen)
        {
            _chosen.Add(id);
        }
        else
        {
            _chosen.Remove(id);
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
            await ChangeBothAsync();
        }
        catch (Exception exception) when (exception.IsStorageTrouble())
        {
            _refused = new Told(false, $"The invitation for {Row.Email} was not changed", InviteActions.NothingChanged);
        }
        finally
        {
            _working = false;
        }
    }

    // The roles first: they may ask, and whoever then goes back has changed nothing.
    private async Task ChangeBothAsync()
    {
        var told = new List<Told>();
        if (RolesDiffer)
        {
            if (await ChangeRolesAsync() is not { } outcome)
            {
                return;
            }

            told.Add(InviteWords.RolesChanged(outcome, Row.Email));
            if (outcome is ChangeRolesOutcome.Changed)
            {
                _held.Clear();
                _held.UnionWith(_chosen);
            }
        }

        if (TeamDiffers && told.TrueForAll(it => it.Worked))
        {
            var outcome = await ChangeTeam.HandleAsync(new ChangeInviteTeamRequest(Row.Id, _team));
            told.Add(InviteWords.TeamChanged(outcome, Row.Email));
            _heldTeam = outcome is ChangeTeamOutcome.Changed ? _team : _heldTeam;
        }

        foreach (var it in told.Where(it => it.Worked))
        {
            Notices.Succeeded(it.Title, it.Text);
        }

        _refused = told.Find(it => !it.Worked);
        if (_refused is null)
        {
            Close();
        }
    }

    private async Task<ChangeRolesOutcome?> ChangeRolesAsync()
    {
        var outcome = await ChangeRoles.HandleAsync(Request(confirmed: false));
        if (outcome is not ChangeRolesOutcome.ConfirmAdministrativeRoles confirm)
        {
            return outcome;
        }

        return await Dialogs.AskAsync(InviteWords.AskAdministrative(confirm.RoleNames, Row.Email)) ? await ChangeRoles.HandleAsync(Request(confirmed: true)) : null;
    }

    private ChangeInviteRolesRequest Request(bool confirmed) => new() { Id = Row.Id, RoleIds = [.. _chosen], AdministrativeRolesConfirmed = confirmed };

    private void Close() => Dialogs.Close();
}
