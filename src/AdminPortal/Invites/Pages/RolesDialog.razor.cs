using AdminPortal.Data;
using AdminPortal.Shell;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace AdminPortal.Invites;

/// <summary>The roles of somebody already invited; no mail goes out for a change.</summary>
public sealed partial class RolesDialog
{
    private readonly HashSet<string> _chosen = new(StringComparer.Ordinal);
    private InviteOffer _offer = null!;
    private IReadOnlyList<RoleChoice> _roles = [];
    private Told? _refused;
    private bool _working;
    private ElementReference _head;
    private ElementReference _heading;

    [Inject]
    public required InviteChoices Choices { get; init; }

    [Inject]
    public required ChangeInviteRoles ChangeRoles { get; init; }

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
        return $"Change roles for {row.Email}";
    }

    private bool CanChange => !_working && !_chosen.SetEquals(Row.Roles.Select(role => role.Id));

    private IReadOnlyList<string> NewAdministrative =>
        [.. _roles.Where(role => role.Administrative && _chosen.Contains(role.Id) && Row.Roles.All(held => held.Id != role.Id)).Select(role => role.Name)];

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        _offer = Choices.Read();

        // What it has may stay, or go, although it is no longer on offer.
        _roles = [.. _offer.Roles, .. Row.Roles.Where(held => _offer.Roles.All(role => role.Id != held.Id)).Select(held => new RoleChoice(held.Id, held.Name, "No longer on offer", held.Administrative))];
        _chosen.UnionWith(Row.Roles.Select(role => role.Id));
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
            var outcome = await ChangeRoles.HandleAsync(Request(confirmed: false));
            if (outcome is ChangeRolesOutcome.ConfirmAdministrativeRoles confirm)
            {
                if (!await Dialogs.AskAsync(InviteWords.AskAdministrative(confirm.RoleNames, Row.Email)))
                {
                    return;
                }

                outcome = await ChangeRoles.HandleAsync(Request(confirmed: true));
            }

            var told = InviteWords.RolesChanged(outcome, Row.Email);
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
            _refused = new Told(false, $"The roles of {Row.Email} were not changed", InviteActions.NothingChanged);
        }
        finally
        {
            _working = false;
        }
    }

    private ChangeInviteRolesRequest Request(bool confirmed) => new() { Id = Row.Id, RoleIds = [.. _chosen], AdministrativeRolesConfirmed = confirmed };

    private void Close() => Dialogs.Close();
}
