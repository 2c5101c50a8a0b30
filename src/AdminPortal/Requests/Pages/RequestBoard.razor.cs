using AdminPortal.Data;
using AdminPortal.Invites;
using AdminPortal.Shell;
using AdminPortal.SignIn;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.Requests;

/// <summary>What waits and what is answered: complete as plain HTML, and in a live page up to date by itself.</summary>
public sealed partial class RequestBoard : IDisposable
{
    private RequestPage? _page;
    private bool _notAllowed;
    private DateTimeOffset? _failedAt;
    private DateTimeOffset _loadedAt;
    private RequestListQuery? _shown;
    private IDisposable? _changes;
    private IDisposable? _inviteChanges;
    private int _asked;

    [Inject]
    public required RequestList List { get; init; }

    [Inject]
    public required RequestActions Actions { get; init; }

    [Inject]
    public required RequestChanges Changes { get; init; }

    [Inject]
    public required InviteChanges InviteChanges { get; init; }

    [Inject]
    public required PortalRoleMembers PortalRoles { get; init; }

    [Inject]
    public required TimeProvider Time { get; init; }

    [Inject]
    public required ViewerZone Zone { get; init; }

    /// <summary>Which part of them.</summary>
    [Parameter, EditorRequired]
    public required RequestListQuery Query { get; set; }

    /// <inheritdoc />
    public void Dispose()
    {
        _changes?.Dispose();
        _inviteChanges?.Dispose();
        PortalRoles.Changed -= OnPortalRolesChanged;
    }

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        if (!RendererInfo.IsInteractive)
        {
            return;
        }

        // An invitation changes what a request says about it: pending, accepted, or there before the answer.
        _changes = Changes.Subscribe(_ => InvokeAsync(RefreshAsync));
        _inviteChanges = InviteChanges.Subscribe(_ => InvokeAsync(RefreshAsync));
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
        await LoadAsync(lookAgain: false);
    }

    private void OnPortalRolesChanged() => _ = InvokeAsync(RefreshAsync);

    private async Task RefreshAsync()
    {
        await LoadAsync(lookAgain: true);
        StateHasChanged();
    }

    private async Task LoadAsync(bool lookAgain)
    {
        var ask = ++_asked;
        try
        {
            var outcome = await List.HandleAsync(Query, lookAgain);
            if (ask != _asked)
            {
                return;
            }

            (_page, _notAllowed) = outcome.Match<(RequestPage?, bool)>(it => (it.Requests, false), _ => (null, true));
            _loadedAt = Time.GetUtcNow();
            _failedAt = null;
        }
        catch (Exception exception) when (exception.IsStorageTrouble())
        {
            // What is there stays; the notice above says how old it is.
            _failedAt = ask == _asked ? Time.GetUtcNow() : _failedAt;
        }
    }
}
