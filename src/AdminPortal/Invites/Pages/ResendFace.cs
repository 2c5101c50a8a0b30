using AdminPortal.Shell;

namespace AdminPortal.Invites;

/// <summary>What a Resend button shows from the press on: busy until Auth0 has taken the mail, then "Sent", then the pause before the next one.</summary>
internal sealed class ResendFace(TimeProvider clock, Action render) : IDisposable
{
    private static readonly TimeSpan SentStays = TimeSpan.FromSeconds(3);

    // Longer than that, and the row says itself what it waits for.
    private static readonly TimeSpan LongestBusy = TimeSpan.FromSeconds(15);

    private readonly Countdown _countdown = new(clock, render);
    private InviteRow? _row;
    private InviteStatus? _statusBefore;
    private DateTimeOffset _pressedAt;
    private DateTimeOffset? _busyUntil;
    private DateTimeOffset? _sentUntil;
    private bool _pressed;
    private bool _recording;

    /// <summary>The press is being worked on.</summary>
    public bool IsBusy => _recording || _busyUntil > clock.GetUtcNow();

    /// <summary>The icon beside the name.</summary>
    public string Icon => IsBusy ? "busy" : IsSent ? "check" : "again";

    /// <summary>Why it can't be pressed now; null when it can.</summary>
    public string? WhyNot => IsBusy || IsSent ? "It is on its way already." : _row?.WhyNoResendAt(clock.GetUtcNow());

    /// <summary>How much is left of the pause, "0:42"; null when there is none.</summary>
    public string? Left => !IsBusy && !IsSent && _row?.ResendAllowedAt is { } allowedAt && allowedAt > clock.GetUtcNow() ? TimeWords.Countdown(allowedAt - clock.GetUtcNow()) : null;

    private bool IsSent => _sentUntil > clock.GetUtcNow();

    /// <summary>The words on the button, from those it has at rest.</summary>
    public string Name(string atRest) => IsBusy ? "Sending…" : IsSent ? "Sent" : atRest;

    /// <summary>Takes in the row as it stands now; a page that isn't live has no use for ticks.</summary>
    public void Show(InviteRow row, bool ticking = true)
    {
        _row = row;
        if (_busyUntil is not null && !_pressed)
        {
            if (row is { Status: InviteStatus.Sent, SentAt: { } sentAt } && sentAt >= _pressedAt)
            {
                (_busyUntil, _sentUntil) = (null, clock.GetUtcNow() + SentStays);
            }
            else if (row.Status == InviteStatus.Queued ? row.WaitingFor is not null : row.Status != _statusBefore)
            {
                // It waits, or came to another end: that is told elsewhere.
                _busyUntil = null;
            }
            else if (row.Status == InviteStatus.Queued)
            {
                _statusBefore = row.Status;
            }
        }

        if (ticking)
        {
            _countdown.RunUntil(new[] { _busyUntil, _sentUntil, row.ResendAllowedAt }.Max());
        }
    }

    /// <summary>
    /// Does what the press asks for, once: a second press is the other half of a double click. <paramref name="ask"/> says whether somebody agrees,
    /// <paramref name="resend"/> whether a mail is now on its way.
    /// </summary>
    public async Task PressAsync(Func<Task<bool>> ask, Func<Task<bool>> resend)
    {
        if (_pressed || WhyNot is not null)
        {
            return;
        }

        _pressed = true;
        try
        {
            if (!await ask())
            {
                return;
            }

            (_statusBefore, _pressedAt, _recording) = (_row?.Status, clock.GetUtcNow(), true);
            render();
            _busyUntil = await resend() ? clock.GetUtcNow() + LongestBusy : null;
        }
        finally
        {
            (_pressed, _recording) = (false, false);
        }

        if (_row is not null)
        {
            Show(_row);
        }
    }

    /// <inheritdoc />
    public void Dispose() => _countdown.Dispose();
}
