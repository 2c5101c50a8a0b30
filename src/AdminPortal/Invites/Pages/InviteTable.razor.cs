using AdminPortal.Data;
using AdminPortal.Shell;
using AdminPortal.SignIn;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.Invites;

/// <summary>The list itself: complete as plain HTML, and in a live page up to date by itself.</summary>
public sealed partial class InviteTable : IDisposable
{
    private InvitePage? _page;
    private bool _notAllowed;
    private DateTimeOffset? _failedAt;
    private DateTimeOffset _loadedAt;
    private IReadOnlySet<Guid> _fresh = new HashSet<Guid>();
    private InviteListQuery? _shown;
    private IDisposable? _changes;
    private IDisposable? _heartbeat;
    private int _asked;

    [Inject]
    public required InviteList List { get; init; }

    [Inject]
    public required InviteChanges Changes { get; init; }

    [Inject]
    public required PortalRoleMembers PortalRoles { get; init; }

    [Inject]
    public required Heartbeat Heartbeat { get; init; }

    [Inject]
    public required TimeProvider Time { get; init; }

    [Inject]
    public required ViewerZone Zone { get; init; }

    /// <summary>Which part of the list.</summary>
    [Parameter, EditorRequired]
    public required InviteListQuery Query { get; set; }

    private string NothingMatches => (Query.Search, Query.Status) switch
    {
        ({ } search, { } status) => $"No invitation{Where} matches “{search}” with status {InviteListAddress.Name(status)}",
        ({ } search, null) => $"No invitation{Where} matches “{search}”",
        (null, { } status) => $"No invitation{Where} has the status {InviteListAddress.Name(status)}",
        (null, null) => Query.Team is null ? "No invitation matches" : $"There is no invitation{Where}",
    };

    private string Where => Query.Team switch
    {
        null => "",
        { Id: null } => " without a team",
        _ => " of this team",
    };

    /// <inheritdoc />
    public void Dispose()
    {
        _changes?.Dispose();
        _heartbeat?.Dispose();
        PortalRoles.Changed -= OnPortalRolesChanged;
    }

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        if (!RendererInfo.IsInteractive)
        {
            return;
        }

        _changes = Changes.Subscribe(changed => InvokeAsync(() => RefreshAsync(changed)));
        _heartbeat = Heartbeat.Subscribe(() => _ = InvokeAsync(OnTickAsync));
        PortalRoles.Changed += OnPortalRolesChanged;
    }

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        if (Query == _shown)
        {
            return;
        }

        _shown = Query;
        _fresh = new HashSet<Guid>();
        await LoadAsync();
    }

    private async Task RefreshAsync(IReadOnlySet<Guid> changed)
    {
        await LoadAsync(lookAgain: true);
        _fresh = changed;
        StateHasChanged();
    }

    // Whoever may not see the addresses any more shall not go on reading them until some invitation happens to change.
    private void OnPortalRolesChanged() => _ = InvokeAsync(async () =>
    {
        await LoadAsync(lookAgain: true);
        StateHasChanged();
    });

    // The clock alone turns Pending into Expired: no change is published for it, so the page looks for itself.
    private async Task OnTickAsync()
    {
        var now = Time.GetUtcNow();
        if (_page?.Rows.Any(row => row.Status is InviteStatus.Sent && row.ExpiresAt <= now) is true)
        {
            await LoadAsync(lookAgain: true);
        }

        StateHasChanged();
    }

    // Looking again by itself: the person has done nothing, and what is out of reach by now is no attempt of theirs.
    private async Task LoadAsync(bool lookAgain = false)
    {
        var ask = ++_asked;
        try
        {
            var outcome = await List.HandleAsync(Query, lookAgain);
            if (ask != _asked)
            {
                return;
            }

            (_page, _notAllowed) = outcome.Match<(InvitePage?, bool)>(it => (it.Invites, false), _ => (null, true));
            _loadedAt = Time.GetUtcNow();
            _failedAt = null;
        }
        catch (Exception exception) when (exception.IsStorageTrouble())
        {
            // The rows that are there stay; the notice above them says how old they are.
            _failedAt = ask == _asked ? Time.GetUtcNow() : _failedAt;
        }
    }

    private static string Counted(int count) => count is 1 ? "1 invitation is" : $"{count} invitations are";

    private string SortLink(InviteSort sort) => InviteListAddress.Of(Query.SortedBy(sort));

    private string AriaSort(InviteSort sort) => Query.Sort != sort ? "none" : Query.Descending ? "descending" : "ascending";
}
