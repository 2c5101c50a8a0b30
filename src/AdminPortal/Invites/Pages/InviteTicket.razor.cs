using AdminPortal.Data;
using AdminPortal.Shell;
using AdminPortal.SignIn;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.Invites;

/// <summary>What was agreed on one side of the tear line, what has happened on the other; up to date by itself.</summary>
public sealed partial class InviteTicket : IDisposable
{
    private const string NotLive = "waits for the live connection";

    private ResendFace _resend = null!;
    private InviteFacts? _facts;
    private IReadOnlyList<TimelineEntry> _timeline = [];
    private bool _notAllowed;
    private bool _notFound;
    private bool _failed;
    private Guid? _shown;
    private IDisposable? _changes;
    private IDisposable? _heartbeat;

    [Inject]
    public required InviteDetails Details { get; init; }

    [Inject]
    public required InviteActions Actions { get; init; }

    [Inject]
    public required InviteChanges Changes { get; init; }

    [Inject]
    public required AdminRoleMembers AdminRole { get; init; }

    [Inject]
    public required Heartbeat Heartbeat { get; init; }

    [Inject]
    public required TimeProvider Time { get; init; }

    /// <summary>Which invitation.</summary>
    [Parameter, EditorRequired]
    public Guid Id { get; set; }

    private string ResendName => _facts?.Row.Status is InviteStatus.Expired or InviteStatus.Failed ? "Send again" : "Resend";

    private string? WhyNoResend => _resend.WhyNot ?? (RendererInfo.IsInteractive ? null : NotLive);

    private string? WhyNoExtend => _facts?.Row.WhyNoExtend ?? (RendererInfo.IsInteractive ? null : NotLive);

    private string? WhyNoChangeRoles => _facts?.Row.WhyNoChangeRoles ?? (RendererInfo.IsInteractive ? null : NotLive);

    private string? WhyNoRevoke => _facts?.Row.WhyNoRevoke ?? (RendererInfo.IsInteractive ? null : NotLive);

    private (string Tone, string Icon, string Title, string Text)? Reason => _facts?.Row switch
    {
        { Status: InviteStatus.Failed, Failure: { } failure } => ("red", "failed", failure.Why, failure.Cure),
        { Status: InviteStatus.Unconfirmed, Failure: { } failure } => ("amber", "question", failure.Why, failure.Cure),
        { Status: InviteStatus.Queued, WaitingFor: { } waitingFor } => ("blue", "clock", waitingFor, "It goes out by itself as soon as it can."),
        { RolesWaitFor: { } rolesWaitFor } => ("blue", "shield", "Roles change waits", $"{rolesWaitFor} Until then the earlier roles are in force."),
        _ => null,
    };

    /// <inheritdoc />
    public void Dispose()
    {
        _changes?.Dispose();
        _heartbeat?.Dispose();
        _resend.Dispose();
        AdminRole.Changed -= OnAdminRoleChanged;
    }

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        _resend = new ResendFace(Time, () => _ = InvokeAsync(StateHasChanged));
        if (!RendererInfo.IsInteractive)
        {
            return;
        }

        _changes = Changes.Subscribe(changed => changed.Contains(Id) ? InvokeAsync(RefreshAsync) : Task.CompletedTask);
        _heartbeat = Heartbeat.Subscribe(() => _ = InvokeAsync(OnTickAsync));
        AdminRole.Changed += OnAdminRoleChanged;
    }

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        if (Id != _shown)
        {
            _shown = Id;
            await LoadAsync();
        }
    }

    // Whoever may not see the invitation any more shall not go on reading it until it happens to change.
    private void OnAdminRoleChanged() => _ = InvokeAsync(RefreshAsync);

    private async Task RefreshAsync()
    {
        await LoadAsync();
        StateHasChanged();
    }

    private async Task OnTickAsync()
    {
        if (_facts?.Row is { Status: InviteStatus.Sent, ExpiresAt: { } expiresAt } && expiresAt <= Time.GetUtcNow())
        {
            await LoadAsync();
        }

        StateHasChanged();
    }

    private async Task LoadAsync()
    {
        try
        {
            var outcome = await Details.HandleAsync(Id);
            (_facts, _timeline) = outcome is InviteDetailsOutcome.Found found ? (found.Facts, found.Timeline) : (null, []);
            (_notFound, _notAllowed) = outcome.Match(_ => (false, false), _ => (true, false), _ => (false, true));
            _failed = false;
            if (_facts is { Row: var row })
            {
                _resend.Show(row, ticking: RendererInfo.IsInteractive);
            }
        }
        catch (Exception exception) when (exception.IsStorageTrouble())
        {
            _failed = true;
        }
    }

    private Task ResendAsync() => _facts is { } facts && WhyNoResend is null ? _resend.PressAsync(() => Actions.ResendAsync(facts.Row)) : Task.CompletedTask;

    private Task ExtendAsync() => _facts is { } facts && WhyNoExtend is null ? Actions.ExtendAsync(facts.Row) : Task.CompletedTask;

    private Task ChangeRolesAsync() => _facts is { } facts && WhyNoChangeRoles is null ? Actions.ChangeRolesAsync(facts.Row) : Task.CompletedTask;

    private Task RevokeAsync() => _facts is { } facts && WhyNoRevoke is null ? Actions.RevokeAsync(facts.Row) : Task.CompletedTask;
}
