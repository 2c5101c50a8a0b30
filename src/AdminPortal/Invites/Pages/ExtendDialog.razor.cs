using AdminPortal.Data;
using AdminPortal.Shell;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace AdminPortal.Invites;

/// <summary>Until when an open invitation shall stay so; says before the press whether a mail goes out for it.</summary>
public sealed partial class ExtendDialog : IDisposable
{
    private InviteOffer _offer = null!;
    private ExpiryChoice _expiry = null!;
    private IReadOnlyList<TimeSpan> _lifetimes = [];
    private ExpiryFields? _expiryFields;
    private Countdown? _countdown;
    private Told? _refused;
    private bool _working;
    private bool _mailTold;
    private ElementReference _head;
    private ElementReference _cancel;

    [Inject]
    public required InviteChoices Choices { get; init; }

    [Inject]
    public required ExtendInvite Extend { get; init; }

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

    /// <summary>The invitation, as it stood when the dialog was opened.</summary>
    [Parameter, EditorRequired]
    public required InviteRow Row { get; set; }

    /// <summary>What the dialog is called.</summary>
    public static string Title(InviteRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return $"Extend the invitation for {row.Email}";
    }

    private DateTimeOffset PresentEnd => Row is { Status: not InviteStatus.Queued, ExpiresAt: { } expiresAt } ? expiresAt : Row.ExpiresIfSentNow;

    private DateTimeOffset NewEnd => Choices.Expiry(Time.GetUtcNow(), _expiry.Lifetime(_offer), _expiry.EndsBy(_offer));

    private bool NeedsMail => _lifetimes.Count > 0 && _expiry.WhyNot(_offer) is null && Row.NeedsMailToLastUntil(NewEnd);

    private bool CanExtend => _lifetimes.Count > 0 && !_working && WhyNot is null && _expiry.WhyNot(_offer) is null;

    private string Now => (Row.Status, _lifetimes.Count) switch
    {
        (InviteStatus.Queued, > 0) => "Its email has not gone out yet; it will tell the new expiry.",
        (_, 0) => $"It stays open until {Exact(PresentEnd)} already. That is as long as the link in a mail lives.",
        _ => $"It is open until {Exact(PresentEnd)}.",
    };

    private string? WhyNot => NeedsMail && Row.WhyNoResendAt(Time.GetUtcNow()) is { } wait
        ? $"This needs a new email, and one went out a moment ago. {wait}."
        : _expiry.IsDay && _expiry.WhyNot(_offer) is null && NewEnd <= PresentEnd ? "It stays open longer than that already; choose a later day." : null;

    private string WhatFollows => NeedsMail
        ? $"A new email goes out: the link in the earlier one {(Row.LinkExpiresAt is { } dies ? $"lives only until {Exact(dies)}" : "would not last")}, and stops working with the new one."
        : Row.LinkExpiresAt is { } lives && Row.Status != InviteStatus.Queued ? $"No email goes out: the link in the last one works until {Exact(lives)}." : "No further email goes out for it.";

    /// <inheritdoc />
    public void Dispose() => _countdown?.Dispose();

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        _offer = Choices.Read();
        _lifetimes = [.. _offer.Lifetimes.Where(lifetime => Time.GetUtcNow() + lifetime > PresentEnd)];
        _expiry = new ExpiryChoice(Time, Zone);
        _expiry.Choose(_lifetimes.Contains(_offer.DefaultLifetime) || _lifetimes.Count == 0 ? _offer.DefaultLifetime : _lifetimes[0]);
        _countdown = new Countdown(Time, () => _ = InvokeAsync(StateHasChanged));
        _countdown.RunUntil(Row.ResendAllowedAt);
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        _mailTold = NeedsMail;
        if (firstRender)
        {
            await DialogNames.DescribeAsync(Browser, _head);
            await (_expiryFields?.FocusAsync() ?? _cancel.FocusAsync());
        }
    }

    private async Task ExtendAsync()
    {
        if (!CanExtend)
        {
            return;
        }

        // As the button said it: by the press, the moment at which the link is too short may have passed.
        var mailExpected = _mailTold;
        (_working, _refused) = (true, null);
        try
        {
            var told = InviteWords.Extended(await Extend.HandleAsync(new ExtendInviteRequest(Row.Id, _expiry.Lifetime(_offer), _expiry.EndsBy(_offer), mailExpected)), Row.Email, Zone);
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
            _refused = new Told(false, $"The invitation for {Row.Email} was not extended", InviteActions.NothingChanged);
        }
        finally
        {
            _working = false;
        }
    }

    private string Exact(DateTimeOffset at) => TimeWords.Exact(at, Time.GetUtcNow(), Zone);

    private void Close() => Dialogs.Close();
}
