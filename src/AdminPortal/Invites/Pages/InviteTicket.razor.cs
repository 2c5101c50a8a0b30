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
    private InviteDetailsOutcome? _outcome;
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

    private InviteRow? Row => (_outcome as InviteDetailsOutcome.Found)?.Facts.Row;

    private string ResendName => Row?.Status is InviteStatus.Expired or InviteStatus.Failed ? "Send again" : "Resend";

    private string? WhyNoResend => _resend.WhyNot ?? (RendererInfo.IsInteractive ? null : NotLive);

    private string? WhyNoExtend => Row?.WhyNoExtend ?? (RendererInfo.IsInteractive ? null : NotLive);

    private string? WhyNoChangeRoles => Row?.WhyNoChangeRoles ?? (RendererInfo.IsInteractive ? null : NotLive);

    private string? WhyNoRevoke => Row?.WhyNoRevoke ?? (RendererInfo.IsInteractive ? null : NotLive);

    private (string Tone, string Icon, string Title, string Text)? Reason => Row switch
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
        if (Row is { Status: InviteStatus.Sent, ExpiresAt: { } expiresAt } && expiresAt <= Time.GetUtcNow())
        {
            await LoadAsync();
        }

        StateHasChanged();
    }

    private async Task LoadAsync()
    {
        try
        {
            _outcome = await Details.HandleAsync(Id);
            _failed = false;
            if (Row is { } row)
            {
                _resend.Show(row, ticking: RendererInfo.IsInteractive);
            }
        }
        catch (Exception exception) when (exception.IsStorageTrouble())
        {
            _failed = true;
        }
    }

    private Task ResendAsync() => Row is { } row && WhyNoResend is null
        ? _resend.PressAsync(() => Actions.AskBeforeResendAsync(row), () => Actions.ResendAsync(row))
        : Task.CompletedTask;

    private Task ExtendAsync() => Row is { } row && WhyNoExtend is null ? Actions.ExtendAsync(row) : Task.CompletedTask;

    private Task ChangeRolesAsync() => Row is { } row && WhyNoChangeRoles is null ? Actions.ChangeRolesAsync(row) : Task.CompletedTask;

    private Task RevokeAsync() => Row is { } row && WhyNoRevoke is null ? Actions.RevokeAsync(row) : Task.CompletedTask;
}
