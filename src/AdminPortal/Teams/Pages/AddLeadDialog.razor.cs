using AdminPortal.Data;
using AdminPortal.Shell;
using AdminPortal.SignIn;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace AdminPortal.Teams;

/// <summary>Finds somebody in the tenant and makes them lead a team.</summary>
public sealed partial class AddLeadDialog : IDisposable
{
    private readonly CancellationTokenSource _closed = new();
    private IReadOnlyList<FoundPerson> _people = [];
    private string _text = "";
    private string? _counted;
    private Told? _refused;
    private bool _searching;
    private bool _adding;
    private ElementReference _head;
    private ElementReference _input;

    [Inject]
    public required PeopleSearch People { get; init; }

    [Inject]
    public required AddLead Add { get; init; }

    [Inject]
    public required PortalRoleMembers PortalRoles { get; init; }

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
        return $"Add a lead to {team.Name}";
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _closed.Cancel();
        _closed.Dispose();
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await DialogNames.DescribeAsync(Browser, _head);
            await _input.FocusAsync();
        }
    }

    private async Task SearchAsync()
    {
        if (_searching)
        {
            return;
        }

        (_searching, _refused) = (true, null);
        try
        {
            Show(await People.HandleAsync(_text, _closed.Token));
        }
        catch (OperationCanceledException) when (_closed.IsCancellationRequested)
        {
            // Closed while Auth0 was asked: nobody waits for the answer.
        }
        catch (Exception exception) when (exception.IsStorageTrouble())
        {
            // Who is asking could not be looked up.
            _refused = new Told(false, "Nobody was searched for", "The database did not answer. Search again.");
        }
        finally
        {
            _searching = false;
        }
    }

    // What was found before stays when this search brings nothing that can be used.
    private void Show(PeopleSearchOutcome outcome) => outcome.Match(
        found =>
        {
            (_people, _counted) = (found.People, (found.People.Count, found.More) switch
            {
                (0, _) => "Nobody is found. Try another part of the name, or the whole address.",
                (1, _) => "1 person found.",
                (var count, true) => $"The first {count} are shown. Type more to narrow it down.",
                (var count, false) => $"{count} people found.",
            });
            return true;
        },
        it => Refuse("Nobody was searched for", it.Why),
        _ => Refuse("Nobody was searched for", "Your role does not carry the right to manage teams. Ask a company admin."),
        it => Refuse("People could not be searched for", it.Why));

    private bool Refuse(string title, string text)
    {
        _refused = new Told(false, title, text);
        return false;
    }

    private string? WhyNot(FoundPerson person) =>
        Team.Leads.Any(lead => lead.Subject == person.Subject) ? "Leads it already" : person.Blocked ? "Blocked in Auth0" : null;

    private async Task AddAsync(FoundPerson person)
    {
        if (_adding)
        {
            return;
        }

        (_adding, _refused) = (true, null);
        try
        {
            var told = TeamWords.LeadAdded(await Add.HandleAsync(Team.Id, person), Team.Name, person.Shown);
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
            _refused = new Told(false, $"{person.Shown} was not made a lead", TeamWords.NothingChanged);
        }
        finally
        {
            _adding = false;
        }
    }

    private void Close() => Dialogs.Close();
}
