using Microsoft.AspNetCore.Components;

namespace AdminPortal.Invites;

/// <summary>One invitation in the list, with its menu.</summary>
public sealed partial class InviteTableRow
{
    private const string NotLive = "Waits for the live connection";

    private ResendPress? _resend;

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
        ?? (Row is { Status: InviteStatus.Queued, WaitingFor: { } waitingFor } ? new FailureText("waiting", waitingFor, "It goes out by itself as soon as it can.") : null);

    private bool IsSending => Resend.StageOf(Row, Time.GetUtcNow()) is ResendStage.Sending;

    private string? Busy => IsSending ? "true" : null;

    private string? WhyNoResend => Row.WhyNoResend ?? (IsLive ? IsSending ? "It is going out now." : null : NotLive);

    private string? WhyNoRevoke => Row.WhyNoRevoke ?? (IsLive ? null : NotLive);

    private ResendPress Resend => _resend ??= new ResendPress(Actions);

    private Task ResendAsync() => WhyNoResend is null ? Resend.PressAsync(Row) : Task.CompletedTask;

    private Task RevokeAsync() => WhyNoRevoke is null ? Actions.RevokeAsync(Row) : Task.CompletedTask;

    private static string? Disabled(string? why) => why is null ? null : "true";
}
