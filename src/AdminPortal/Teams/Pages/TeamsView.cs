using AdminPortal.Data;
using AdminPortal.Shell;
using AdminPortal.SignIn;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.Teams;

/// <summary>A view of teams: complete as plain HTML, and in a live page up to date by itself.</summary>
public abstract class TeamsView : ComponentBase, IDisposable
{
    // The clock alone makes invitations lapse: no change is published for it, so the page looks for itself.
    private static readonly TimeSpan FreshFor = TimeSpan.FromMinutes(1);

    private IDisposable?[] _subscriptions = [];
    private int _asked;

    /// <summary>News of teams.</summary>
    [Inject]
    public required TeamChanges Changes { get; init; }

    /// <summary>News of their invitations.</summary>
    [Inject]
    public required ITeamInvites Invites { get; init; }

    /// <summary>News of who may what.</summary>
    [Inject]
    public required PortalRoleMembers PortalRoles { get; init; }

    /// <summary>The page's tick.</summary>
    [Inject]
    public required Heartbeat Heartbeat { get; init; }

    /// <summary>The time.</summary>
    [Inject]
    public required TimeProvider Time { get; init; }

    /// <summary>Whether the last read failed; what was there before stays on the screen.</summary>
    protected bool HasFailed { get; private set; }

    /// <summary>When what is on the screen was read.</summary>
    protected DateTimeOffset LoadedAt { get; private set; }

    /// <summary>Why a button does nothing yet; null in a live page.</summary>
    protected string? WhyNotLive => RendererInfo.IsInteractive ? null : "Waits for the live connection";

    /// <summary>The value of aria-disabled until the page is live.</summary>
    protected string? Waiting => RendererInfo.IsInteractive ? null : "true";

    /// <inheritdoc />
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Stops listening.</summary>
    protected virtual void Dispose(bool disposing)
    {
        foreach (var subscription in _subscriptions)
        {
            subscription?.Dispose();
        }

        PortalRoles.Changed -= OnPortalRolesChanged;
    }

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        if (!RendererInfo.IsInteractive)
        {
            return;
        }

        _subscriptions =
        [
            Changes.Subscribe(_ => InvokeAsync(RefreshAsync)),
            Invites.Subscribe(() => InvokeAsync(RefreshAsync)),
            Heartbeat.Subscribe(() => _ = InvokeAsync(OnTickAsync)),
        ];
        PortalRoles.Changed += OnPortalRolesChanged;
    }

    /// <summary>Reads, and answers with what puts it on the screen.</summary>
    /// <param name="lookAgain">The page looks again by itself: then that something is out of reach now is nobody's attempt.</param>
    protected abstract Task<Action> ReadAsync(bool lookAgain);

    /// <summary>Reads and shows; a later question's answer is not overwritten by an earlier one's.</summary>
    protected async Task LoadAsync(bool lookAgain = false)
    {
        var ask = ++_asked;
        try
        {
            var show = await ReadAsync(lookAgain);
            if (ask == _asked)
            {
                show();
                (HasFailed, LoadedAt) = (false, Time.GetUtcNow());
            }
        }
        catch (Exception exception) when (exception.IsStorageTrouble())
        {
            HasFailed |= ask == _asked;
        }
    }

    private async Task RefreshAsync()
    {
        await LoadAsync(lookAgain: true);
        StateHasChanged();
    }

    // Whoever may not see the teams any more shall not go on reading them until some team happens to change.
    private void OnPortalRolesChanged() => _ = InvokeAsync(RefreshAsync);

    private Task OnTickAsync() => Time.GetUtcNow() - LoadedAt >= FreshFor ? RefreshAsync() : Task.CompletedTask;
}
