using AdminPortal.Data;
using AdminPortal.Invites;
using AdminPortal.Shell;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace AdminPortal.Requests;

/// <summary>A no, with a note for the asker.</summary>
public sealed partial class DeclineDialog
{
    private string _note = "";
    private Told? _refused;
    private bool _working;
    private ElementReference _head;
    private ElementReference _input;

    [Inject]
    public required DeclineRequest Decline { get; init; }

    [Inject]
    public required Dialogs Dialogs { get; init; }

    [Inject]
    public required Notices Notices { get; init; }

    [Inject]
    public required IJSRuntime Browser { get; init; }

    /// <summary>The request, as it stood when the dialog was opened.</summary>
    [Parameter, EditorRequired]
    public required RequestRow Row { get; set; }

    /// <summary>What the dialog is called.</summary>
    public static string Title(RequestRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return $"Decline the request for {row.Email}";
    }

    private string? WhyNotNote => Remark.WhyNot(_note, "note");

    private bool CanDecline => !_working && WhyNotNote is null;

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await DialogNames.DescribeAsync(Browser, _head);
            await _input.FocusAsync();
        }
    }

    private async Task DeclineAsync()
    {
        if (!CanDecline)
        {
            return;
        }

        (_working, _refused) = (true, null);
        try
        {
            var told = RequestWords.Declined(await Decline.HandleAsync(Row.Id, _note), Row.Email, Row.AskedByName);
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
            _refused = new Told(false, $"The request for {Row.Email} was not declined", "The database did not answer. What you typed is still here; try again.");
        }
        finally
        {
            _working = false;
        }
    }

    private void Close() => Dialogs.Close();
}
