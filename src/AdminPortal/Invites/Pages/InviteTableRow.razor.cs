using AdminPortal.SignIn;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.Invites;

/// <summary>One invitation in the list, with its menu.</summary>
public sealed partial class InviteTableRow : IDisposable
{
    private const string NotLive = "Waits for the live connection";

    private ResendFace _resend = null!;

    [Inject]
    public required InviteActions Actions { get; init; }

    [Inject]
    public required TimeProvider Time { get; init; }

    /// <summary>The invitation.</summary>
    [Parameter, EditorRequired]
    public required InviteRow Row { get; set; }

    /// <summary>It has just changed: lights up once.</summary>
    [Parameter]
    public bool Fresh { get; set; }

    private bool IsLive => RendererInfo.IsInteractive;

    private FailureText? Why => Row.Failure
        ?? (Row is { Status: InviteStatus.Queued, WaitingFor: { } waitingFor } ? new FailureText("waiting", waitingFor, "It goes out by itself as soon as it can.") : null)
        ?? (Row is { RolesWaitFor: { } rolesWaitFor } ? new FailureText("roles-waiting", $"Roles change waits. {rolesWaitFor}", "Until then the earlier roles are in force.") : null);

    private string? Busy => _resend.IsBusy ? "true" : null;

    private string? WhyNoResend => _resend.WhyNot ?? (IsLive ? null : NotLive);

    private string? WhyNoExtend => Row.WhyNoExtend ?? (IsLive ? null : NotLive);

    private string? WhyNoChange => Row.WhyNoChange ?? (IsLive ? null : NotLive);

    private string? WhyNoRevoke => Row.WhyNoRevoke ?? (IsLive ? null : NotLive);

    /// <inheritdoc />
    public void Dispose() => _resend.Dispose();

    /// <inheritdoc />
    protected override void OnInitialized() => _resend = new ResendFace(Time, () => _ = InvokeAsync(StateHasChanged));

    /// <inheritdoc />
    protected override void OnParametersSet() => _resend.Show(Row, ticking: IsLive);

    private Task ResendAsync() => WhyNoResend is null ? _resend.PressAsync(() => Actions.AskBeforeResendAsync(Row), () => Actions.ResendAsync(Row)) : Actions.TriedAsync(Right.ResendInvites, Row);

    private Task ExtendAsync() => WhyNoExtend is null ? Actions.ExtendAsync(Row) : Actions.TriedAsync(Right.ExtendInvites, Row);

    private Task ChangeAsync() => WhyNoChange is null ? Actions.ChangeAsync(Row) : Actions.TriedAsync(Right.ChangeInviteRoles, Row);

    private Task RevokeAsync() => WhyNoRevoke is null ? Actions.RevokeAsync(Row) : Actions.TriedAsync(Right.RevokeInvites, Row);

    private static string? Disabled(string? why) => why is null ? null : "true";
}
