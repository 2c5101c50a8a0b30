namespace AdminPortal.Invites;

/// <summary>How far a press on "Resend" or "Send again" has come.</summary>
public enum ResendStage
{
    /// <summary>It can be pressed, if the invitation allows it.</summary>
    Ready,

    /// <summary>It was pressed and Auth0 has not taken the mail yet.</summary>
    Sending,

    /// <summary>Auth0 took the mail a moment ago.</summary>
    Sent,
}

/// <summary>The press on a button that sends one invitation again: pressed twice it happens once.</summary>
public sealed class ResendPress(InviteActions actions)
{
    private static readonly TimeSpan SaysSentFor = TimeSpan.FromSeconds(10);

    private InviteRow? _pressed;
    private bool _busy;

    /// <summary>How far it has come for an invitation that stands like this.</summary>
    public ResendStage StageOf(InviteRow row, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(row);
        return (_busy, _pressed, row) switch
        {
            (true, _, _) => ResendStage.Sending,
            (_, null, _) => ResendStage.Ready,
            (_, var pressed, _) when pressed.Id != row.Id => ResendStage.Ready,

            // The page has not heard yet what became of it.
            (_, var pressed, _) when ReferenceEquals(pressed, row) => ResendStage.Sending,
            (_, _, { Status: InviteStatus.Queued, WaitingFor: null }) when row.NextAttemptAt is null || row.NextAttemptAt <= now => ResendStage.Sending,
            (_, _, { Status: InviteStatus.Sent, SentAt: { } sentAt }) when now - sentAt < SaysSentFor => ResendStage.Sent,
            _ => ResendStage.Ready,
        };
    }

    /// <summary>Sends it again; a press while one is under way, or before the page shows what came of it, is the second half of a double click.</summary>
    public async Task PressAsync(InviteRow row)
    {
        if (_busy || ReferenceEquals(_pressed, row))
        {
            return;
        }

        _busy = true;
        try
        {
            _pressed = await actions.ResendAsync(row) ? row : null;
        }
        finally
        {
            _busy = false;
        }
    }
}
