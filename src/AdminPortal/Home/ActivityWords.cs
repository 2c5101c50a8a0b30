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
            TimelineKind.Expired or TimelineKind.Accepted or TimelineKind.SignedIn => "",
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
            TimelineKind.Invited or TimelineKind.MailAccepted or TimelineKind.Waiting or TimelineKind.NotConfirmed or TimelineKind.NotSent
                or TimelineKind.ResendAskedFor or TimelineKind.RevokeAskedFor or TimelineKind.Revoked or TimelineKind.AccountRemoved => "",
        };
    }

    private static string Who(Activity activity) => activity.ActorName is { Length: > 0 } name ? name : "Somebody";
}
