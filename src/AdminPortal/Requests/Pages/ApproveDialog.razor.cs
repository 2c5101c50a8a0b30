using AdminPortal.Data;
using AdminPortal.Invites;
using AdminPortal.Shell;
using AdminPortal.SignIn;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace AdminPortal.Requests;

/// <summary>Team, roles and expiry put right before a request is approved.</summary>
public sealed partial class ApproveDialog
{
    private TeamAndRoles _choice = null!;
    private ExpiryChoice _expiry = null!;
    private ExpiryFields? _expiryFields;
    private bool _expiryChosen;
    private Told? _refused;
    private bool _working;
    private ElementReference _head;
    private ElementReference _heading;

    [Inject]
    public required InviteChoices Choices { get; init; }

    [Inject]
    public required InviteOfferDetails Offers { get; init; }

    [Inject]
    public required RequestActions Actions { get; init; }

    [Inject]
    public required Dialogs Dialogs { get; init; }

    [Inject]
    public required Notices Notices { get; init; }

    [Inject]
    public required ViewerZone Zone { get; init; }

    [Inject]
    public required TimeProvider Time { get; init; }

    [Inject]
    public required IJSRuntime Browser { get; init; }

    /// <summary>The request, as it stood when the dialog was opened.</summary>
    [Parameter, EditorRequired]
    public required RequestRow Row { get; set; }

    /// <summary>What the dialog is called.</summary>
    public static string Title(RequestRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return $"Change before approving {row.Email}";
    }

    private bool CanApprove => !_working && _choice.Team is not null;

    private IReadOnlyList<string> FallsAway => [.. Row.Roles.Where(asked => _choice.Offer.Roles.All(role => role.Id != asked.Id)).Select(role => role.Name)];

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        _choice = new TeamAndRoles { Offer = Choices.Read() };
        _expiry = new ExpiryChoice(Time, Zone);
        BeginWithTheExpiryAskedFor();
    }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        try
        {
            _choice.Offer = await Offers.HandleAsync(Right.DecideRequests, lookAgain: true) with { TeamRequired = true };
        }
        catch (Exception exception) when (exception.IsStorageTrouble())
        {
            _refused = new Told(false, "The teams could not be loaded", "The database did not answer. Close this and try again.");
        }

        _choice.Begin(Row.TeamId, Row.Roles.Select(role => role.Id));
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

    // What was asked stays as it is to the minute unless the admin chooses: in another zone the same day ends at another hour.
    private void BeginWithTheExpiryAskedFor()
    {
        var offer = _choice.Offer;
        if (Row.EndsBy is { } endsBy && endsBy > Time.GetUtcNow())
        {
            _expiry.Choose(offer.DefaultLifetime);
            _expiry.Choose(ExpiryChoice.AnotherDate, offer);
            _expiry.LastDay = DateOnly.FromDateTime(Zone.Local(endsBy).DateTime);
            return;
        }

        var canBe = Row.EndsBy is null && offer.Lifetimes.Contains(Row.Lifetime);
        _expiry.Choose(canBe ? Row.Lifetime : offer.DefaultLifetime);
        _expiryChosen = !canBe;
    }

    private void ExpiryChosen() => _expiryChosen = true;

    private async Task ApproveAsync()
    {
        if (!CanApprove)
        {
            return;
        }

        _refused = null;
        if (_expiryChosen && _expiry.WhyNot(_choice.Offer) is not null)
        {
            await (_expiryFields?.FocusAsync() ?? ValueTask.CompletedTask);
            return;
        }

        _working = true;
        try
        {
            if (await Actions.ApproveAsync(Row, Terms()) is not { } told)
            {
                return;
            }

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
            _refused = new Told(false, $"The request for {Row.Email} was not approved", RequestActions.NothingChanged);
        }
        finally
        {
            _working = false;
        }
    }

    private ApprovedTerms Terms() => new(
        _choice.Team!.Id,
        [.. _choice.RoleIds],
        _expiryChosen ? _expiry.Lifetime(_choice.Offer) : Row.Lifetime,
        _expiryChosen ? _expiry.EndsBy(_choice.Offer) : Row.EndsBy);

    private void Close() => Dialogs.Close();
}
