using AdminPortal.Data;
using AdminPortal.Invites;
using AdminPortal.Shell;
using AdminPortal.SignIn;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace AdminPortal.Requests;

/// <summary>Whom a lead asks to be invited, into which team, as what, until when; the result takes the form's place.</summary>
public sealed partial class AskDialog
{
    /// <summary>What the dialog is called.</summary>
    public const string Title = "Ask for invitations";

    private static readonly Told NeedsALook = new(false, "Nothing was asked", "Something below needs a look first.");

    private TeamAndRoles _choice = null!;
    private EnteredAddresses _addresses = null!;
    private ExpiryChoice _expiry = null!;
    private AddressField? _field;
    private ExpiryFields? _expiryFields;
    private string _startWith = "";
    private string _reason = "";
    private string _message = "";
    private bool _asking;
    private IReadOnlyList<InvalidField> _problems = [];
    private Told? _refused;
    private AskOutcome.Recorded? _recorded;
    private int _waiting;
    private string _left = "";
    private ElementReference _head;

    [Inject]
    public required InviteChoices Choices { get; init; }

    [Inject]
    public required InviteOfferDetails Offers { get; init; }

    [Inject]
    public required AllowedDomains Domains { get; init; }

    [Inject]
    public required AskForInvites Ask { get; init; }

    [Inject]
    public required Dialogs Dialogs { get; init; }

    [Inject]
    public required ViewerZone Zone { get; init; }

    [Inject]
    public required TimeProvider Time { get; init; }

    [Inject]
    public required IJSRuntime Browser { get; init; }

    /// <summary>How many are asked for when the button is pressed now, the text still in the field included.</summary>
    private int Count => _addresses.ReadyWith(_field is null ? _startWith : _field.InField);

    private bool CanAsk => Count > 0 && _choice.Team is not null && !_asking;

    private string AskName => _asking ? "Asking…" : RequestWords.Ask(Count);

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        _choice = new TeamAndRoles { Offer = Choices.Read() };
        _addresses = new EnteredAddresses(_choice.Offer.AddressLimit, Domains);
        _expiry = new ExpiryChoice(Time, Zone);
        _expiry.Choose(_choice.Offer.DefaultLifetime);
    }

    /// <inheritdoc />
    protected override Task OnInitializedAsync() => LoadAsync();

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await DialogNames.DescribeAsync(Browser, _head);
        }
    }

    private static string OfTheOthers(int ready) => ready is 1 ? "the other one is asked for either way" : $"the other {ready} are asked for either way";

    private IReadOnlyList<string> MessagesOf(string field) => [.. _problems.Where(problem => problem.Field == field).Select(problem => problem.Message)];

    private async Task LoadAsync()
    {
        try
        {
            _choice.Offer = await Offers.HandleAsync(Right.AskForInvites, lookAgain: true) with { TeamRequired = true };
        }
        catch (Exception exception) when (exception.IsStorageTrouble())
        {
            _refused = new Told(false, "Your teams could not be loaded", "The database did not answer. Close this and try again.");
        }

        // Most leads lead one team.
        if (_choice.Team is null && _choice.Offer.Teams is [var only])
        {
            _choice.ChooseTeam(only.Id.ToString());
        }
    }

    private async Task AskAsync()
    {
        if (!CanAsk)
        {
            return;
        }

        _asking = true;
        (_problems, _refused) = ([], null);
        try
        {
            await (_field?.TakeFieldAsync() ?? Task.CompletedTask);
            if (_expiry.WhyNot(_choice.Offer) is not null)
            {
                _refused = NeedsALook;
                await (_expiryFields?.FocusAsync() ?? ValueTask.CompletedTask);
                return;
            }

            var outcome = await Ask.HandleAsync(Request(confirmed: false));
            if (outcome is AskOutcome.ConfirmAdministrativeRoles confirm)
            {
                if (!await Dialogs.AskAsync(RequestWords.AskAdministrative(confirm.RoleNames, Count)))
                {
                    return;
                }

                outcome = await Ask.HandleAsync(Request(confirmed: true));
            }

            Show(outcome);
        }
        catch (Exception exception) when (exception.IsStorageTrouble())
        {
            _refused = new Told(false, "Nothing was asked", "The database did not answer. What you typed is still here; try again.");
        }
        finally
        {
            _asking = false;
        }
    }

    private AskForInvitesRequest Request(bool confirmed) => new()
    {
        Addresses = [.. _addresses.Entries.Where(entry => !entry.Repeated).Select(entry => entry.Text)],
        TeamId = _choice.Team?.Id,
        RoleIds = [.. _choice.RoleIds],
        Lifetime = _expiry.Lifetime(_choice.Offer),
        EndsBy = _expiry.EndsBy(_choice.Offer),
        Message = string.IsNullOrWhiteSpace(_message) ? null : _message,
        Reason = string.IsNullOrWhiteSpace(_reason) ? null : _reason,
        AdministrativeRolesConfirmed = confirmed,
    };

    private void Show(AskOutcome outcome)
    {
        (_recorded, _problems, _refused) = outcome.Match<(AskOutcome.Recorded?, IReadOnlyList<InvalidField>, Told?)>(
            it => (it, [], null),
            _ => (null, [], new Told(false, "Nothing was asked", "Your role does not carry the right to ask for invitations, or you may invite yourself by now. Reload the page.")),
            it => (null, it.Problems, NeedsALook),
            _ => (null, [], new Told(false, "Nothing was asked", "The roles have changed meanwhile. Look at them again.")));

        // What found no room is not lost: "Ask for more" begins with it.
        _left = _field?.InField ?? "";
        _waiting = EnteredAddresses.Split(_left).Count;
    }

    private Task AskMore() => RestartAsync("");

    // Team, roles, expiry and words stay: the next people are mostly asked for the same.
    private async Task RestartAsync(string startWith)
    {
        _addresses.Clear();
        var rest = _addresses.Take(_left);
        _startWith = string.Join(", ", new[] { startWith, rest }.Where(text => text.Length > 0));
        (_recorded, _field) = (null, null); // the form comes back with a field of its own
        await LoadAsync();
        if (!_expiry.IsOffered(_choice.Offer))
        {
            _expiry.Choose(_choice.Offer.DefaultLifetime);
        }
    }

    private void Close() => Dialogs.Close();
}
