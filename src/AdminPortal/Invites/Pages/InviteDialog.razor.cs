using AdminPortal.Data;
using AdminPortal.Shell;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace AdminPortal.Invites;

/// <summary>Whom to invite, as what, until when; the result takes the form's place.</summary>
public sealed partial class InviteDialog : IAsyncDisposable
{
    private static readonly Told NeedsALook = new(false, "Nothing was sent", "Something below needs a look first.");

    private readonly HashSet<string> _roles = new(StringComparer.Ordinal);
    private InviteOffer _offer = null!;
    private EnteredAddresses _addresses = null!;
    private string _inField = "";
    private string _startWith = "";
    private string _message = "";
    private ExpiryChoice _expiry = null!;
    private ExpiryFields? _expiryFields;
    private bool _sending;
    private IReadOnlyList<InvalidField> _problems = [];
    private Told? _refused;
    private InviteUsersOutcome.Recorded? _recorded;
    private ElementReference _head;
    private ElementReference _input;
    private bool _attached;
    private IJSObjectReference? _module;
    private DotNetObjectReference<InviteDialog>? _self;
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

    private IReadOnlyList<EnteredAddress> Entries => _addresses.Entries;

    /// <summary>How many go out when the button is pressed now, the text still in the field included.</summary>
    private int Count => _addresses.ReadyWith(_inField);

    private bool CanSend => Count > 0 && Count <= Room && !_sending;

    /// <summary>How many of the day's invitations are left; as many as one likes while that is not known, for the use case counts anyway.</summary>
    private int Room => _offer.Room?.Left ?? int.MaxValue;

    private string SendTold => _offer.Room is { } room && (room.Left < Count || room.Left <= _offer.AddressLimit)
        ? InviteWords.Room(room, Count, Time.GetUtcNow())
        : "One email each, sent by Auth0";

    private string SendName => (_sending, Count) switch
    {
        (true, _) => "Sending…",
        (_, 1) => "Send 1 invite",
        (_, var count) => $"Send {count} invites",
    };

    private string Counter => (_addresses.Ready, _addresses.NeedALook) switch
    {
        (0, 0) => "",
        (var ready, 0) => $"{ready} ready",
        (var ready, var marked) => $"{ready} ready · {marked} {(marked is 1 ? "needs" : "need")} a look",
    };

    private IReadOnlyList<string> Administrative => [.. _offer.Roles.Where(role => role.Administrative && _roles.Contains(role.Id)).Select(role => role.Name)];

    private string? RolesHint => (_offer.Roles.Count, _offer.RolesReadAt) switch
    {
        (0, null) => "The tenant's roles could not be read yet, so none can be given.",
        (0, _) => "The tenant has none of the roles that are offered here.",
        _ => _offer.RolesNotInTenant.Count > 0 ? $"Not in the tenant: {InviteWords.Listed(_offer.RolesNotInTenant)}." : null,
    };

    private IEnumerable<string> AddressProblems
    {
        get
        {
            var others = _addresses.Ready is 0 ? "Fix or remove it." : $"Fix or remove it; the other {(_addresses.Ready is 1 ? "one goes" : $"{_addresses.Ready} go")} out either way.";
            foreach (var entry in Entries.Where(entry => entry.Problem is not null).Take(3))
            {
                yield return $"{entry.Problem} {others}";
            }

            foreach (var notice in Entries.Select(entry => entry.Notice).OfType<string>().Distinct(StringComparer.Ordinal).Take(2))
            {
                yield return notice;
            }

            if (Entries.Count >= _offer.AddressLimit && _inField.Length > 0)
            {
                yield return $"{_offer.AddressLimit} at a time. The rest is still in the field; send these first, then it is its turn.";
            }

            foreach (var problem in _problems.Where(problem => problem.Field == nameof(InviteUsersRequest.Addresses)))
            {
                yield return problem.Message;
            }
        }
    }

    /// <summary>Takes over what was typed or pasted, called by js/emails.js; gives back what found no room.</summary>
    [JSInvokable]
    public string Take(string text)
    {
        _inField = _addresses.Take(text);
        StateHasChanged();
        return _inField;
    }

    /// <summary>Hears what stands in the field while somebody types, so that the button counts it in.</summary>
    [JSInvokable]
    public void Draft(string text)
    {
        _inField = text;
        StateHasChanged();
    }

    /// <summary>Backspace in the empty field removes the last address.</summary>
    [JSInvokable]
    public void RemoveLast()
    {
        if (Entries.Count > 0)
        {
            _addresses.RemoveAt(Entries.Count - 1);
            StateHasChanged();
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _heartbeat?.Dispose();
        _self?.Dispose();
        try
        {
            if (_module is not null)
            {
                await _module.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The page is gone, and the module with it.
        }
    }

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
    protected override Task OnInitializedAsync() => CountRoomAsync();

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await DialogNames.DescribeAsync(Browser, _head);
        }

        if (_recorded is not null || _attached)
        {
            return;
        }

        _attached = true;
        try
        {
            _module ??= await Browser.InvokeAsync<IJSObjectReference>("import", "/js/emails.js");
            _self ??= DotNetObjectReference.Create(this);
            await _module.InvokeVoidAsync("attach", _input, _self, _startWith);
            _startWith = "";
        }
        catch (JSDisconnectedException)
        {
            // The page was left while it opened.
        }
    }

    // While too few are left, a place may become free at any moment.
    private async Task OnTickAsync()
    {
        if (_recorded is null && Room <= _offer.AddressLimit)
        {
            await CountRoomAsync();
            StateHasChanged();
        }
    }

    private async Task CountRoomAsync()
    {
        try
        {
            _offer = await Offers.HandleAsync();
        }
        catch (Exception exception) when (exception.IsStorageTrouble())
        {
            // Nobody knows how many are left: sending tells.
            _offer = _offer with { Room = null };
        }
    }

    private void Remove(int index) => _addresses.RemoveAt(index);

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
            await TakeFieldAsync();
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

    // The field's text counts as entered when the button is pressed without leaving it.
    private async Task TakeFieldAsync()
    {
        if (_inField.Length == 0)
        {
            return;
        }

        _inField = _addresses.Take(_inField);
        if (_module is not null)
        {
            await _module.InvokeVoidAsync("fill", _input, _inField);
        }
    }

    private InviteUsersRequest Request(bool confirmed) => new()
    {
        Addresses = [.. Entries.Where(entry => !entry.Repeated).Select(entry => entry.Text)],
        RoleIds = [.. _roles],
        Lifetime = _expiry.Lifetime(_offer),
        EndsBy = _expiry.EndsBy(_offer),
        Message = string.IsNullOrWhiteSpace(_message) ? null : _message,
        AdministrativeRolesConfirmed = confirmed,
    };

    private void Show(InviteUsersOutcome outcome) => (_recorded, _problems, _refused) = outcome.Match<(InviteUsersOutcome.Recorded?, IReadOnlyList<InvalidField>, Told?)>(
        it => (it, [], null),
        _ => (null, [], new Told(false, "Nothing was sent", "Your role does not carry the right to invite. Ask a company admin.")),
        it => (null, it.Problems, NeedsALook),
        _ => (null, [], new Told(false, "Nothing was sent", "The roles have changed meanwhile. Look at them again.")));

    private Task InviteMore() => RestartAsync("");

    private Task Correct(string address) => RestartAsync(address);

    // Roles, expiry and message stay: the next people are mostly invited to the same. What found no room the last time comes first.
    private async Task RestartAsync(string startWith)
    {
        _addresses.Clear();
        var rest = _addresses.Take(_inField);
        _inField = _startWith = string.Join(", ", new[] { startWith, rest }.Where(text => text.Length > 0));
        _recorded = null;
        _attached = false;
        _offer = Choices.Read();
        if (!_expiry.IsOffered(_offer))
        {
            _expiry.Choose(_offer.DefaultLifetime);
        }

        await CountRoomAsync();
    }

    private void Close() => Dialogs.Close();
}
