using AdminPortal.Audit;

namespace AdminPortal.Invites;

/// <summary>Puts audit rows of an invitation into words.</summary>
internal static class InviteTimeline
{
    /// <summary>The kind of an action; null for actions that are not shown.</summary>
    public static TimelineKind? KindOf(string action) => action switch
    {
        InviteAudit.Created => TimelineKind.Invited,
        InviteAudit.MailTaken => TimelineKind.MailAccepted,
        InviteAudit.Waits => TimelineKind.Waiting,
        InviteAudit.Unconfirmed => TimelineKind.NotConfirmed,
        InviteAudit.Failed => TimelineKind.NotSent,
        InviteAudit.ResendAskedFor => TimelineKind.ResendAskedFor,
        InviteAudit.Expired => TimelineKind.Expired,
        InviteAudit.RevokeAskedFor => TimelineKind.RevokeAskedFor,
        InviteAudit.Revoked => TimelineKind.Revoked,
        InviteAudit.AccountRemoved => TimelineKind.AccountRemoved,
        InviteAudit.Accepted => TimelineKind.Accepted,
        InviteAudit.SignedIn => TimelineKind.SignedIn,
        _ => null,
    };

    /// <summary>An audit row as an entry of the timeline.</summary>
    public static TimelineEntry? EntryOf(AuditEntry entry)
    {
        if (KindOf(entry.Action) is not { } kind)
        {
            return null;
        }

        var details = InviteAudit.DetailsOf(entry);
        var (title, text) = kind switch
        {
            TimelineKind.Invited => ($"Invited by {entry.ActorName}", null),
            TimelineKind.MailAccepted => ("Email accepted by Auth0", details.Mail is > 1 and var mail ? $"{Ordinal(mail)} email. The link in the earlier one stopped working." : null),
            TimelineKind.Waiting => (WaitTitle(details.Code), details.Why),
            TimelineKind.NotConfirmed => ("Not confirmed", "Auth0 may or may not have sent the email: its answer was lost on the way."),
            TimelineKind.NotSent => ("Not sent", $"{details.Why} {details.Cure}".Trim()),
            TimelineKind.ResendAskedFor => ($"Resend asked for by {entry.ActorName}", null),
            TimelineKind.Expired => ("Expired", "The password was not set in time."),
            TimelineKind.RevokeAskedFor => ($"Revoked by {entry.ActorName}", null),
            TimelineKind.Revoked => ("Revocation done", details.Mail > 0 ? "The link no longer works and the unused account is gone." : "No email had gone out."),
            TimelineKind.AccountRemoved => ("Unused account removed", (string?)null),
            TimelineKind.Accepted => ("Accepted", "The password was set."),
            TimelineKind.SignedIn => ("First sign-in", null),
        };
        return new TimelineEntry(details.At ?? entry.At, kind, title, text);
    }

    private static string WaitTitle(string? reason) => Enum.TryParse<WaitReason>(reason, out var known)
        ? known switch
        {
            WaitReason.None => "Waiting",
            WaitReason.Permission => "Waiting for a permission in Auth0",
            WaitReason.Limit => "Auth0 asked to slow down",
            WaitReason.Silence => "Auth0 did not answer",
            WaitReason.Fault => "Auth0 had a fault",
            WaitReason.EarlierAccount => "Waiting for the earlier account to be removed",
        }
        : "Waiting";

    private static string Ordinal(int number) => number switch
    {
        2 => "Second",
        3 => "Third",
        4 => "Fourth",
        5 => "Fifth",
        _ => $"{number}th",
    };
}
