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
        return Of(row.Status, row.ExpiresAt, now);
    }

    /// <summary>The face of a status as it is shown, with the expiry that goes with it.</summary>
    public static StatusFace Of(InviteStatus status, DateTimeOffset? expiresAt, DateTimeOffset now) => status switch
    {
        InviteStatus.Queued => new("Sending", "send", "blue"),
        InviteStatus.Sent => new("Pending", "clock", IsUrgent(status, expiresAt, now) ? "urgent" : "amber"),
        InviteStatus.Unconfirmed => new("Not confirmed", "question", "amber outline"),
        InviteStatus.Revoking => new("Revoking…", "busy", "red outline", Busy: true),
        InviteStatus.Failed => new("Not sent", "failed", "red"),
        InviteStatus.Expired => new("Expired", "lapsed", ""),
        InviteStatus.Accepted => new("Accepted", "check", "green"),
        InviteStatus.Revoked => new("Revoked", "stop", "red outline"),
    };

    /// <summary>Whether a working link is about to run out.</summary>
    public static bool IsUrgent(InviteRow row, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(row);
        return IsUrgent(row.Status, row.ExpiresAt, now);
    }

    private static bool IsUrgent(InviteStatus status, DateTimeOffset? expiresAt, DateTimeOffset now) => status == InviteStatus.Sent && expiresAt - now < UrgentUnder;
}
