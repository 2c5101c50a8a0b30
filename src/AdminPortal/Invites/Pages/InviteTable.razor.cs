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
    public required AdminRoleMembers AdminRole { get; init; }

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
        ({ } search, { } status) => $"No invitation matches “{search}” with status {InviteListAddress.Name(status)}",
        ({ } search, null) => $"No invitation matches “{search}”",
        (null, { } status) => $"No invitation has the status {InviteListAddress.Name(status)}",
        (null, null) => "No invitation matches",
    };

    /// <inheritdoc />
    public void Dispose()
    {
        _changes?.Dispose();
        _heartbeat?.Dispose();
        AdminRole.Changed -= OnAdminRoleChanged;
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
        AdminRole.Changed += OnAdminRoleChanged;
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
        await LoadAsync();
        _fresh = changed;
        StateHasChanged();
    }

    // Whoever may not see the addresses any more shall not go on reading them until some invitation happens to change.
    private void OnAdminRoleChanged() => _ = InvokeAsync(async () =>
    {
        await LoadAsync();
        StateHasChanged();
    });

    // The clock alone turns Pending into Expired: no change is published for it, so the page looks for itself.
    private async Task OnTickAsync()
    {
        var now = Time.GetUtcNow();
        if (_page?.Rows.Any(row => row.Status is InviteStatus.Sent && row.ExpiresAt <= now) is true)
        {
            await LoadAsync();
        }

        StateHasChanged();
    }

    private async Task LoadAsync()
    {
        var ask = ++_asked;
        try
        {
            var outcome = await List.HandleAsync(Query);
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
