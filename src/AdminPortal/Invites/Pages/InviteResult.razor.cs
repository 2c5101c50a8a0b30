using AdminPortal.Data;
using AdminPortal.Shell;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.Invites;

/// <summary>What became of the addresses, each before one's eyes: on their way, or not invited with a reason and a way out.</summary>
public sealed partial class InviteResult : IDisposable
{
    private readonly Dictionary<Guid, InviteRow> _rows = [];
    private IDisposable? _changes;
    private ElementReference _heading;
    private ElementReference _done;

    [Inject]
    public required InviteDetails Details { get; init; }

    [Inject]
    public required InviteChanges Changes { get; init; }

    [Inject]
    public required TimeProvider Time { get; init; }

    [Inject]
    public required ViewerZone Zone { get; init; }

    /// <summary>What was recorded and what was not.</summary>
    [Parameter, EditorRequired]
    public required InviteUsersOutcome.Recorded Recorded { get; set; }

    /// <summary>How many found no room this time and are not lost.</summary>
    [Parameter]
    public int Waiting { get; set; }

    /// <summary>The person wants to invite others.</summary>
    [Parameter]
    public EventCallback OnMore { get; set; }

    /// <summary>The person wants to correct this address.</summary>
    [Parameter]
    public EventCallback<string> OnCorrect { get; set; }

    /// <summary>The person is done.</summary>
    [Parameter]
    public EventCallback OnDone { get; set; }

    /// <inheritdoc />
    public void Dispose() => _changes?.Dispose();

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        var ours = Recorded.Invited.Select(person => person.Id).ToHashSet();
        _changes = Changes.Subscribe(changed => InvokeAsync(() => RefreshAsync(changed.Where(ours.Contains))));
        await LoadAsync(ours);
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            // The form that had the focus is gone; a reader goes on with what came in its place.
            await (Recorded.Invited.Count > 0 ? _heading : _done).FocusAsync();
        }
    }

    private async Task RefreshAsync(IEnumerable<Guid> changed)
    {
        await LoadAsync(changed);
        StateHasChanged();
    }

    private async Task LoadAsync(IEnumerable<Guid> ids)
    {
        try
        {
            foreach (var id in ids)
            {
                if (await Details.HandleAsync(id, lookAgain: true) is InviteDetailsOutcome.Found found)
                {
                    _rows[id] = found.Facts.Row;
                }
            }
        }
        catch (Exception exception) when (exception.IsStorageTrouble())
        {
            // What is shown stays; the next change asks again.
        }
    }

    private string AfterThis => (Recorded.Invited.Count, Waiting) switch
    {
        (0, 0) => "Nobody was invited.",
        (_, 0) => "You can close this; sending goes on.",
        (_, _) => $"If you close this, the {Waiting} that {(Waiting is 1 ? "waits is" : "wait are")} not invited.",
    };

    private string Story(InviteRow? row) => row switch
    {
        null => "Recorded.",
        { Status: InviteStatus.Queued, WaitingFor: { } waitingFor } => waitingFor,
        { Status: InviteStatus.Queued } => "Auth0 is being asked to make the account and to send the email.",
        { Status: InviteStatus.Sent } => $"Auth0 accepted the email. The link works until {TimeWords.Exact(row.LinkExpiresAt ?? row.ExpiresAt ?? Time.GetUtcNow(), Time.GetUtcNow(), Zone)}.",
        { Status: InviteStatus.Unconfirmed } => row.Failure?.Why ?? "Auth0 may or may not have sent the email.",
        { Status: InviteStatus.Failed } => $"{row.Failure?.Why} {row.Failure?.Cure}".Trim(),
        { Status: InviteStatus.Revoking or InviteStatus.Revoked } => "It was withdrawn.",
        { Status: InviteStatus.Expired } => "It has expired.",
        { Status: InviteStatus.Accepted } => "The password is set.",
    };
}
