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
        InviteAudit.AccountMissing => TimelineKind.AccountMissing,
        InviteAudit.MailLost => TimelineKind.MailLost,
        InviteAudit.MailFound => TimelineKind.MailFound,
        InviteAudit.MailAbsent => TimelineKind.MailAbsent,
        InviteAudit.MailRefused => TimelineKind.MailRefused,
        InviteAudit.LinkTried => TimelineKind.LinkTried,
        InviteAudit.Extended => TimelineKind.Extended,
        InviteAudit.RolesChanged => TimelineKind.RolesChanged,
        InviteAudit.TeamChanged => TimelineKind.TeamChanged,
        InviteAudit.RolesApplied => TimelineKind.RolesApplied,
        InviteAudit.RolesRefused => TimelineKind.RolesRefused,
        InviteAudit.Accepted => TimelineKind.Accepted,
        InviteAudit.SignedIn => TimelineKind.SignedIn,
        InviteAudit.Kept => TimelineKind.Kept,
        InviteAudit.Reassigned => TimelineKind.Reassigned,
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
            TimelineKind.Invited => ($"Invited by {entry.ActorName}", details.AskedBy is { } asker ? $"Asked for by {asker}." : null),
            TimelineKind.MailAccepted => ("Email accepted by Auth0", details.Mail is > 1 and var mail ? $"{Ordinal(mail)} email. The link in the earlier one stopped working." : null),
            TimelineKind.Waiting => (WaitTitle(details.Code), details.Why),
            TimelineKind.NotConfirmed => ("Not confirmed", $"Auth0 may or may not have sent the email: its answer was lost on the way. {details.Why}".TrimEnd()),
            TimelineKind.NotSent => ("Not sent", $"{details.Why} {details.Cure}".Trim()),
            TimelineKind.ResendAskedFor => ($"Resend asked for by {entry.ActorName}", null),
            TimelineKind.Expired => ("Expired", "The password was not set in time."),
            TimelineKind.RevokeAskedFor => ($"Revoked by {entry.ActorName}", null),
            TimelineKind.Revoked => ("Revocation done", details.Mail > 0 ? "The link no longer works and the unused account is gone." : "No email had gone out."),
            TimelineKind.AccountRemoved => ("Unused account removed", (string?)null),
            TimelineKind.AccountMissing => ("Account deleted in Auth0", "Somebody removed it there before the email went out; another one is made."),
            TimelineKind.MailLost when details.Why is { } doubt => ("An email may be out already", doubt),
            TimelineKind.MailLost => ("Answer to the email request lost", "Auth0's log is asked whether the email went out; it is not requested again before that is known."),
            TimelineKind.MailFound => ("Email found in Auth0's log", details.Mail is > 1 and var found ? $"{Ordinal(found)} email. The link in the earlier one stopped working." : "Auth0 had accepted it; only its answer was lost."),
            TimelineKind.MailAbsent => ("No email in Auth0's log", "The lost request never reached Auth0; it is made again."),
            TimelineKind.MailRefused => ("Mail provider did not take the email", details.Why),
            TimelineKind.LinkTried => ("Link tried in vain", details.Why),
            TimelineKind.Extended => ($"Extended by {entry.ActorName}", null),
            TimelineKind.RolesChanged => ($"Roles changed by {entry.ActorName}", details.Roles is { Count: > 0 } roles ? $"Now {string.Join(", ", roles)}." : "Now none."),
            TimelineKind.TeamChanged => ($"Team changed by {entry.ActorName}", $"From {details.FromTeam ?? "no team"} to {details.Team ?? "no team"}."),
            TimelineKind.RolesApplied => ("Roles changed in Auth0", null),
            TimelineKind.RolesRefused => ("Roles not changed", $"A role is no longer in the tenant. Auth0: “{details.Why}” {(details.Roles is { Count: > 0 } kept ? $"Still {string.Join(", ", kept)}." : "Still none.")}"),
            TimelineKind.Accepted => ("Accepted", "The password was set."),
            TimelineKind.SignedIn => ("First sign-in", null),
            TimelineKind.Kept => ($"Kept by {entry.ActorName}", details.Why is { } why ? $"{details.From} {why}." : null),
            TimelineKind.Reassigned => ($"Reassigned by {entry.ActorName}", $"From {details.From} to {details.To}, whom the next email names."),
        };
        return new TimelineEntry(details.At ?? entry.At, kind, title, text);
    }

    private static string WaitTitle(string? reason) => Enum.TryParse<WaitReason>(reason, out var known)
        ? known switch
        {
            WaitReason.None => "Waiting",
            WaitReason.Permission => "Waiting for a permission in Auth0",
            WaitReason.Limit => "Waiting for room in Auth0's limits",
            WaitReason.Silence => "Auth0 did not answer",
            WaitReason.Fault => "Auth0 had a fault",
            WaitReason.EarlierAccount => "Waiting for the earlier account to be removed",
            WaitReason.Evidence => "Looking in Auth0's log",
            WaitReason.Provider => "Waiting for the mail provider",
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
