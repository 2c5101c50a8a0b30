namespace AdminPortal.Invites;

/// <summary>How a status looks: never by colour alone, always icon, word and tone together.</summary>
public sealed record StatusFace(string Word, string Icon, string Tone, bool Busy = false)
{
    /// <summary>Less than this left, and a pending invitation is urgent.</summary>
    public static readonly TimeSpan UrgentUnder = TimeSpan.FromHours(48);

    /// <summary>The face of an invitation at this moment.</summary>
    public static StatusFace Of(InviteRow row, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(row);
        return row.Status switch
        {
            InviteStatus.Queued => new("Sending", "send", "blue"),
            InviteStatus.Sent => new("Pending", "clock", IsUrgent(row, now) ? "urgent" : "amber"),
            InviteStatus.Unconfirmed => new("Not confirmed", "question", "amber outline"),
            InviteStatus.Revoking => new("Revoking…", "busy", "red outline", Busy: true),
            InviteStatus.Failed => new("Not sent", "failed", "red"),
            InviteStatus.Expired => new("Expired", "lapsed", ""),
            InviteStatus.Accepted => new("Accepted", "check", "green"),
            InviteStatus.Revoked => new("Revoked", "stop", "red outline"),
        };
    }

    /// <summary>Whether a working link is about to run out.</summary>
    public static bool IsUrgent(InviteRow row, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(row);
        return row is { Status: InviteStatus.Sent, ExpiresAt: { } expiresAt } && expiresAt - now < UrgentUnder;
    }
}
