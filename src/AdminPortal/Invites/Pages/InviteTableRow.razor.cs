using Microsoft.AspNetCore.Components;

namespace AdminPortal.Invites;

/// <summary>One invitation in the list, with its menu.</summary>
public sealed partial class InviteTableRow
{
    private const string NotLive = "Waits for the live connection";

    [Inject]
    public required InviteActions Actions { get; init; }

    /// <summary>The invitation.</summary>
    [Parameter, EditorRequired]
    public required InviteRow Row { get; set; }

    /// <summary>It has just changed: lights up once.</summary>
    [Parameter]
    public bool Fresh { get; set; }

    private bool IsLive => RendererInfo.IsInteractive;

    private FailureText? Why => Row.Failure
        ?? (Row is { Status: InviteStatus.Queued, WaitingFor: { } waitingFor } ? new FailureText("waiting", waitingFor, "It goes out by itself as soon as it can.") : null);

    private string? WhyNoResend => Row.WhyNoResend ?? (IsLive ? null : NotLive);

    private string? WhyNoRevoke => Row.WhyNoRevoke ?? (IsLive ? null : NotLive);

    private Task ResendAsync() => WhyNoResend is null ? Actions.ResendAsync(Row) : Task.CompletedTask;

    private Task RevokeAsync() => WhyNoRevoke is null ? Actions.RevokeAsync(Row) : Task.CompletedTask;
}
