namespace AdminPortal.Invites;

/// <summary>The stamp of an entry in a timeline: icon and tone.</summary>
public static class Postmark
{
    /// <summary>The stamp for a kind of entry.</summary>
    public static (string Icon, string? Tone) Of(TimelineKind kind) => kind switch
    {
        TimelineKind.Invited => ("plus", "blue"),
        TimelineKind.MailAccepted => ("send", "amber"),
        TimelineKind.Waiting => ("clock", null),
        TimelineKind.NotConfirmed => ("question", "amber"),
        TimelineKind.NotSent => ("failed", "red"),
        TimelineKind.ResendAskedFor => ("again", null),
        TimelineKind.Expired => ("lapsed", null),
        TimelineKind.RevokeAskedFor => ("stop", "red"),
        TimelineKind.Revoked => ("stop", "red"),
        TimelineKind.AccountRemoved => ("person", null),
        TimelineKind.AccountMissing => ("person", null),
        TimelineKind.MailLost => ("question", null),
        TimelineKind.MailFound => ("send", "amber"),
        TimelineKind.MailAbsent => ("again", null),
        TimelineKind.MailRefused => ("failed", "red"),
        TimelineKind.LinkTried => ("key", null),
        TimelineKind.Extended => ("clock", "blue"),
        TimelineKind.RolesChanged => ("shield", "blue"),
        TimelineKind.TeamChanged => ("people", "blue"),
        TimelineKind.RolesApplied => ("shield", null),
        TimelineKind.RolesRefused => ("failed", "red"),
        TimelineKind.Accepted => ("check", "green"),
        TimelineKind.SignedIn => ("key", "green"),
        TimelineKind.Kept => ("hand", null),
        TimelineKind.Reassigned => ("people", "blue"),
    };
}
