using AdminPortal.Data;
using AdminPortal.Shell;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace AdminPortal.Invites;

/// <summary>Who shall stand for an invitation from now on.</summary>
public sealed partial class ReassignDialog
{
    private IReadOnlyList<ReassignChoice> _choices = [];
    private string _to = "";
    private Told? _refused;
    private bool _working;
    private ElementReference _head;
    private ElementReference _heading;

    [Inject]
    public required ReassignChoices Choices { get; init; }

    [Inject]
    public required ReassignInvite Reassign { get; init; }

    [Inject]
    public required Dialogs Dialogs { get; init; }

    [Inject]
    public required Notices Notices { get; init; }

    [Inject]
    public required IJSRuntime Browser { get; init; }

    /// <summary>The invitation, as it stood when the dialog was opened.</summary>
    [Parameter, EditorRequired]
    public required InviteRow Row { get; set; }

    /// <summary>Whose it was then.</summary>
    [Parameter, EditorRequired]
    public required string InviterId { get; set; }

    /// <summary>What the dialog is called.</summary>
    public static string Title(InviteRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return $"Reassign the invitation for {row.Email}";
    }

    private bool CanReassign => !_working && _to.Length > 0;

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        try
        {
            _choices = await Choices.HandleAsync(Row.Id);
            _to = _choices.Count > 0 ? _choices[0].Subject : "";
        }
        catch (Exception exception) when (exception.IsStorageTrouble())
        {
            _refused = new Told(false, "Whom it could be given to can't be read", InviteActions.NothingChanged);
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

    private async Task ReassignAsync()
    {
        if (!CanReassign)
        {
            return;
        }

        (_working, _refused) = (true, null);
        try
        {
            var told = LeftWords.Reassigned(await Reassign.HandleAsync(new LeftInviteRequest(Row.Id, InviterId), _to), Row.Email);
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
            _refused = new Told(false, $"The invitation for {Row.Email} is as it was", InviteActions.NothingChanged);
        }
        finally
        {
            _working = false;
        }
    }

    private void Close() => Dialogs.Close();
}
