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
    private bool _mayAudit;
    private Guid? _shown;
    private IDisposable? _changes;
    private IDisposable? _heartbeat;

    [Inject]
    public required InviteDetails Details { get; init; }

    [Inject]
    public required CurrentPerson Person { get; init; }

    [Inject]
    public required InviteActions Actions { get; init; }

    [Inject]
    public required InviteChanges Changes { get; init; }

    [Inject]
    public required PortalRoleMembers PortalRoles { get; init; }

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

    private string? WhyNoChange => Row?.WhyNoChange ?? (RendererInfo.IsInteractive ? null : NotLive);

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
        PortalRoles.Changed -= OnPortalRolesChanged;
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
        PortalRoles.Changed += OnPortalRolesChanged;
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
    private void OnPortalRolesChanged() => _ = InvokeAsync(RefreshAsync);

    private async Task RefreshAsync()
    {
        await LoadAsync(lookAgain: true);
        StateHasChanged();
    }

    private async Task OnTickAsync()
    {
        if (Row is { Status: InviteStatus.Sent, ExpiresAt: { } expiresAt } && expiresAt <= Time.GetUtcNow())
        {
            await LoadAsync(lookAgain: true);
        }

        StateHasChanged();
    }

    // Looking again by itself: the person has done nothing, and what is out of reach by now is no attempt of theirs.
    private async Task LoadAsync(bool lookAgain = false)
    {
        try
        {
            _outcome = await Details.HandleAsync(Id, lookAgain);
            _failed = false;
            _mayAudit = (await Person.FindAsync())?.May(Right.SeeAudit) == true;
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

    private Task ResendAsync() => Row is not { } row ? Task.CompletedTask
        : WhyNoResend is null ? _resend.PressAsync(() => Actions.AskBeforeResendAsync(row), () => Actions.ResendAsync(row))
        : Actions.TriedAsync(Right.ResendInvites, row);

    private Task ExtendAsync() => Row is not { } row ? Task.CompletedTask : WhyNoExtend is null ? Actions.ExtendAsync(row) : Actions.TriedAsync(Right.ExtendInvites, row);

    private Task ChangeAsync() => Row is not { } row ? Task.CompletedTask : WhyNoChange is null ? Actions.ChangeAsync(row) : Actions.TriedAsync(Right.ChangeInviteRoles, row);

    private Task RevokeAsync() => Row is not { } row ? Task.CompletedTask : WhyNoRevoke is null ? Actions.RevokeAsync(row) : Actions.TriedAsync(Right.RevokeInvites, row);
}
