using AdminPortal.Invites;

namespace AdminPortal.Home;

/// <summary>One line of "latest activity", around the address it is about.</summary>
public static class ActivityWords
{
    /// <summary>What stands before the address.</summary>
    public static string Before(Activity activity)
    {
        ArgumentNullException.ThrowIfNull(activity);
        return activity.Kind switch
        {
            TimelineKind.Invited => $"{Who(activity)} invited ",
            TimelineKind.MailAccepted => "Auth0 accepted the email for ",
            TimelineKind.Waiting => "The invitation waits for ",
            TimelineKind.NotConfirmed => "It is not known whether Auth0 sent the email for ",
            TimelineKind.NotSent => "The email was not sent to ",
            TimelineKind.ResendAskedFor => $"{Who(activity)} asked to resend to ",
            TimelineKind.RevokeAskedFor => $"{Who(activity)} revoked ",
            TimelineKind.Revoked => "The invitation is gone for ",
            TimelineKind.AccountRemoved => "The unused account was removed for ",
            TimelineKind.AccountMissing => "Somebody deleted in Auth0 the account of ",
            TimelineKind.MailLost => "Auth0's log is asked about the email for ",
            TimelineKind.MailFound => "Auth0's log shows the email for ",
            TimelineKind.MailAbsent => "Auth0's log shows no email for ",
            TimelineKind.MailRefused => "The mail provider did not take the email for ",
            TimelineKind.Extended => $"{Who(activity)} extended ",
            TimelineKind.RolesChanged => $"{Who(activity)} changed the roles of ",
            TimelineKind.TeamChanged => $"{Who(activity)} changed the team of ",
            TimelineKind.RolesApplied => "Auth0 has the changed roles of ",
            TimelineKind.RolesRefused => "The roles could not be changed of ",
            TimelineKind.Kept => $"{Who(activity)} kept ",
            TimelineKind.Reassigned => $"{Who(activity)} reassigned ",
            TimelineKind.Expired or TimelineKind.Accepted or TimelineKind.SignedIn or TimelineKind.LinkTried => "",
        };
    }

    /// <summary>What stands after the address.</summary>
    public static string After(Activity activity)
    {
        ArgumentNullException.ThrowIfNull(activity);
        return activity.Kind switch
        {
            TimelineKind.Expired => " expired",
            TimelineKind.Accepted => " accepted",
            TimelineKind.SignedIn => " signed in for the first time",
            TimelineKind.LinkTried => " tried a link in vain",
            TimelineKind.Invited or TimelineKind.MailAccepted or TimelineKind.Waiting or TimelineKind.NotConfirmed or TimelineKind.NotSent
                or TimelineKind.ResendAskedFor or TimelineKind.RevokeAskedFor or TimelineKind.Revoked or TimelineKind.AccountRemoved
                or TimelineKind.AccountMissing or TimelineKind.MailLost or TimelineKind.MailFound or TimelineKind.MailAbsent or TimelineKind.MailRefused
                or TimelineKind.Extended or TimelineKind.RolesChanged or TimelineKind.TeamChanged or TimelineKind.RolesApplied or TimelineKind.RolesRefused
                or TimelineKind.Kept or TimelineKind.Reassigned => "",
        };
    }

    private static string Who(Activity activity) => activity.ActorName is { Length: > 0 } name ? name : "Somebody";
}
