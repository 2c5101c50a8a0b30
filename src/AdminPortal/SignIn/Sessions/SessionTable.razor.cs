using AdminPortal.Data;
using AdminPortal.Shell;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;

namespace AdminPortal.SignIn;

/// <summary>Who is signed in: complete as plain HTML, and in a live page up to date by itself.</summary>
public sealed partial class SessionTable : IDisposable
{
    private SessionPage? _page;
    private bool _notAllowed;
    private DateTimeOffset? _failedAt;
    private DateTimeOffset _loadedAt;
    private string? _shown;
    private IDisposable? _heartbeat;
    private int _asked;

    [Inject]
    public required SessionList List { get; init; }

    [Inject]
    public required SessionKeeper Sessions { get; init; }

    [Inject]
    public required OpenPages Pages { get; init; }

    [Inject]
    public required PortalRoleMembers PortalRoles { get; init; }

    [Inject]
    public required Heartbeat Heartbeat { get; init; }

    [Inject]
    public required TimeProvider Time { get; init; }

    [Inject]
    public required ViewerZone Zone { get; init; }

    /// <summary>A part of a name or an address; null for everybody.</summary>
    [Parameter]
    public string? Search { get; set; }

    private string Address => Search is null ? "/sessions" : QueryHelpers.AddQueryString("/sessions", "q", Search);

    /// <inheritdoc />
    public void Dispose()
    {
        _heartbeat?.Dispose();
        Sessions.Changed -= OnChanged;
        Pages.Changed -= OnChanged;
        PortalRoles.Changed -= OnChanged;
    }

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        if (!RendererInfo.IsInteractive)
        {
            return;
        }

        // The beat is for what no event tells: the clock ends sessions, and other processes begin and end them.
        _heartbeat = Heartbeat.Subscribe(OnChanged);
        Sessions.Changed += OnChanged;
        Pages.Changed += OnChanged;
        PortalRoles.Changed += OnChanged;
    }

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        if (_asked > 0 && Search == _shown)
        {
            return;
        }

        _shown = Search;
        await LoadAsync();
    }

    private void OnChanged() => _ = InvokeAsync(RefreshAsync);

    private async Task RefreshAsync()
    {
        await LoadAsync(lookAgain: true);
        StateHasChanged();
    }

    private async Task LoadAsync(bool lookAgain = false)
    {
        var ask = ++_asked;
        try
        {
            var outcome = await List.HandleAsync(Search, lookAgain);
            if (ask != _asked)
            {
                return;
            }

            (_page, _notAllowed) = outcome.Match<(SessionPage?, bool)>(it => (it.Page, false), _ => (null, true));
            _loadedAt = Time.GetUtcNow();
            _failedAt = null;
        }
        catch (Exception exception) when (exception.IsStorageTrouble())
        {
            // The rows that are there stay; the notice above them says how old they are.
            _failedAt = ask == _asked ? Time.GetUtcNow() : _failedAt;
        }
    }

    private static string Counted(SessionPage page) => page switch
    {
        { All: 1, People: [{ IsMe: true }] } => "Nobody but you is signed in.",
        { People.Count: var count } when count < page.Total => $"The {count} of {page.Total} people who were active last. Search for the others.",
        { Total: 1 } => "1 person",
        _ => $"{page.Total} people",
    };
}
