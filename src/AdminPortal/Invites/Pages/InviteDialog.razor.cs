using AdminPortal.Data;
using AdminPortal.Shell;
using AdminPortal.Teams;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace AdminPortal.Invites;

/// <summary>Whom to invite, as what, until when; the result takes the form's place.</summary>
public sealed partial class InviteDialog : IDisposable
{
    private static readonly Told NeedsALook = new(false, "Nothing was sent", "Something below needs a look first.");

    private readonly HashSet<string> _roles = new(StringComparer.Ordinal);
    private InviteOffer _offer = null!;
    private TeamChoice? _team;
    private EnteredAddresses _addresses = null!;
    private AddressField? _field;
    private string _startWith = "";
    private string _left = "";
    private string _message = "";
    private ExpiryChoice _expiry = null!;
    private ExpiryFields? _expiryFields;
    private bool _sending;
    private IReadOnlyList<InvalidField> _problems = [];
    private Told? _refused;
    private InviteUsersOutcome.Recorded? _recorded;
    private ElementReference _head;
    private IDisposable? _heartbeat;

    [Inject]
    public required InviteChoices Choices { get; init; }

    [Inject]
    public required InviteOfferDetails Offers { get; init; }

    [Inject]
    public required AllowedDomains Domains { get; init; }

    [Inject]
    public required Heartbeat Heartbeat { get; init; }

    [Inject]
    public required InviteUsers InviteUsers { get; init; }

    [Inject]
    public required Dialogs Dialogs { get; init; }

    [Inject]
    public required ViewerZone Zone { get; init; }

    [Inject]
    public required TimeProvider Time { get; init; }

    [Inject]
    public required IJSRuntime Browser { get; init; }

    /// <summary>How many go out when the button is pressed now, the text still in the field included.</summary>
    private int Count => _addresses.ReadyWith(_field is null ? _startWith : _field.InField);

    private bool CanSend => Count > 0 && Count <= Room && !_sending && !MissesTeam;

    private bool MissesTeam => _offer.TeamRequired && _team is null;

    /// <summary>How many of the day's invitations are left; as many as one likes while that is not known, for the use case counts anyway.</summary>
    private int Room => _offer.Room?.Left ?? int.MaxValue;

    /// <summary>The teams to choose from; the one chosen stays among them when it goes off the offer meanwhile, and sending says what became of it.</summary>
    private IReadOnlyList<TeamChoice> Teams => _team is { } chosen && _offer.Teams.All(team => team.Id != chosen.Id) ? [.. _offer.Teams, chosen] : _offer.Teams;

    /// <summary>The roles to choose from, which depend on the team.</summary>
    private IReadOnlyList<RoleChoice> Roles => (_team, _offer.TeamRequired) switch
    {
        ({ } team, _) => [.. _offer.Roles.Where(role => team.GrantableRoleIds.Contains(role.Id))],
        (null, true) => [],
        (null, false) => _offer.Roles,
    };

    private string SendTold => MissesTeam
        ? "Choose a team first"
        : _offer.Room is { } room && (room.Left < Count || room.Left <= _offer.AddressLimit)
        ? InviteWords.Room(room, Count, Time.GetUtcNow())
        : "One email each, sent by Auth0";

    private string SendName => (_sending, Count) switch
    {
        (true, _) => "Sending…",
        (_, 1) => "Send 1 invite",
        (_, var count) => $"Send {count} invites",
    };

    private IReadOnlyList<string> Administrative => [.. Roles.Where(role => role.Administrative && _roles.Contains(role.Id)).Select(role => role.Name)];

    private string? RolesHint => (Roles.Count, _offer.RolesReadAt) switch
    {
        (0, null) => "The tenant's roles could not be read yet, so none can be given.",
        (0, _) when MissesTeam => "Choose a team to see its roles.",
        (0, _) when _offer.TeamRequired => "Whoever leads this team may give no roles.",
        (0, _) => "The tenant has none of the roles that are offered here.",
        _ => _offer.RolesNotInTenant.Count > 0 ? $"Not in the tenant: {InviteWords.Listed(_offer.RolesNotInTenant)}." : null,
    };

    /// <inheritdoc />
    public void Dispose() => _heartbeat?.Dispose();

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        _offer = Choices.Read();
        _addresses = new EnteredAddresses(_offer.AddressLimit, Domains);
        _expiry = new ExpiryChoice(Time, Zone);
        _expiry.Choose(_offer.DefaultLifetime);
        _heartbeat = Heartbeat.Subscribe(() => _ = InvokeAsync(OnTickAsync));
    }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        await ReadOfferAsync();
        if (_offer is { TeamRequired: true, Teams: [var only] })
        {
            ChooseTeam(only.Id);
        }
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await DialogNames.DescribeAsync(Browser, _head);
        }
    }

    private static string OfTheOthers(int ready) => ready is 1 ? "the other one goes out either way" : $"the other {ready} go out either way";

    private IReadOnlyList<string> MessagesOf(string field) => [.. _problems.Where(problem => problem.Field == field).Select(problem => problem.Message)];

    // While too few are left, a place may become free at any moment.
    private async Task OnTickAsync()
    {
        if (_recorded is null && Room <= _offer.AddressLimit)
        {
            await ReadOfferAsync(lookAgain: true);
            StateHasChanged();
        }
    }

    private async Task ReadOfferAsync(bool lookAgain = false)
    {
        try
        {
            _offer = await Offers.HandleAsync(lookAgain: lookAgain);
            _team = _offer.Teams.FirstOrDefault(team => team.Id == _team?.Id) ?? _team;
        }
        catch (Exception exception) when (exception.IsStorageTrouble())
        {
            // Nobody knows how many are left: sending tells.
            _offer = _offer with { Room = null };
        }
    }

    // What the team before began with goes with it; what somebody ticked stays as far as the new team has it.
    private void ChooseTeam(Guid? id)
    {
        _roles.ExceptWith(_team?.DefaultRoleIds ?? []);
        _team = Teams.FirstOrDefault(team => team.Id == id);
        _roles.UnionWith(_team?.DefaultRoleIds ?? []);
        _roles.IntersectWith(Roles.Select(role => role.Id));
    }

    private void Choose(RoleChoice role, bool chosen)
    {
        if (chosen)
        {
            _roles.Add(role.Id);
        }
        else
        {
            _roles.Remove(role.Id);
        }
    }

    private async Task SendAsync()
    {
        if (!CanSend)
        {
            return;
        }

        _sending = true;
        (_problems, _refused) = ([], null);
        try
        {
            await (_field?.TakeFieldAsync() ?? Task.CompletedTask);
            if (_expiry.WhyNot(_offer) is not null)
            {
                _refused = NeedsALook;
                await (_expiryFields?.FocusAsync() ?? ValueTask.CompletedTask);
                return;
            }

            var outcome = await InviteUsers.HandleAsync(Request(confirmed: false));
            if (outcome is InviteUsersOutcome.ConfirmAdministrativeRoles confirm)
            {
                if (!await Dialogs.AskAsync(InviteWords.AskAdministrative(confirm.RoleNames, Count)))
                {
                    return;
                }

                outcome = await InviteUsers.HandleAsync(Request(confirmed: true));
            }

            Show(outcome);
            if (outcome is InviteUsersOutcome.Invalid)
            {
                await DropWhatIsGoneAsync();
            }
        }
        catch (Exception exception) when (exception.IsStorageTrouble())
        {
            _refused = new Told(false, "Nothing was sent", "The database did not answer. What you typed is still here; try again.");
        }
        finally
        {
            _sending = false;
        }
    }

    // What is no longer on offer has no box to untick it with.
    private async Task DropWhatIsGoneAsync()
    {
        await ReadOfferAsync(lookAgain: true);
        _roles.IntersectWith(Roles.Select(role => role.Id));
    }

    private InviteUsersRequest Request(bool confirmed) => new()
    {
        Addresses = [.. _addresses.Entries.Where(entry => !entry.Repeated).Select(entry => entry.Text)],
        RoleIds = [.. _roles],
        TeamId = _team?.Id,
        Lifetime = _expiry.Lifetime(_offer),
        EndsBy = _expiry.EndsBy(_offer),
        Message = string.IsNullOrWhiteSpace(_message) ? null : _message,
        AdministrativeRolesConfirmed = confirmed,
    };

    private void Show(InviteUsersOutcome outcome)
    {
        (_recorded, _problems, _refused) = outcome.Match<(InviteUsersOutcome.Recorded?, IReadOnlyList<InvalidField>, Told?)>(
            it => (it, [], null),
            _ => (null, [], new Told(false, "Nothing was sent", "Your role does not carry the right to invite. Ask a company admin.")),
            it => (null, it.Problems, NeedsALook),
            _ => (null, [], new Told(false, "Nothing was sent", "The roles have changed meanwhile. Look at them again.")));

        // The field goes with the form; what found no room in it is kept for the next turn.
        _left = _recorded is null ? "" : _field?.InField ?? "";
    }

    private Task InviteMore() => RestartAsync("");

    private Task Correct(string address) => RestartAsync(address);

    // Roles, expiry and message stay: the next people are mostly invited to the same. What found no room the last time comes first.
    private async Task RestartAsync(string startWith)
    {
        _addresses.Clear();
        var rest = _addresses.Take(_left);
        _startWith = string.Join(", ", new[] { startWith, rest }.Where(text => text.Length > 0));
        (_recorded, _field) = (null, null); // the form comes back with a field of its own
        _offer = Choices.Read();
        if (!_expiry.IsOffered(_offer))
        {
            _expiry.Choose(_offer.DefaultLifetime);
        }

        await ReadOfferAsync(lookAgain: true);
    }

    private void Close() => Dialogs.Close();
}
