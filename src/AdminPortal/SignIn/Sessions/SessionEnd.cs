namespace AdminPortal.SignIn;

/// <summary>Why a session is over.</summary>
public enum SessionEndReason
{
    /// <summary>The person signed out in this browser.</summary>
    SignedOut,

    /// <summary>The person signed out of this browser on the page that lists sessions.</summary>
    SignedOutFromList,

    /// <summary>Somebody, perhaps the same person, signed in over it in this browser.</summary>
    Replaced,

    /// <summary>An admin signed the person out.</summary>
    EndedByAdmin,

    /// <summary>The account is blocked in Auth0 or was removed there.</summary>
    AccountClosed,

    /// <summary>Nothing was done in it for too long.</summary>
    Idle,

    /// <summary>It reached its longest time.</summary>
    TimeOver,
}

/// <summary>How a session ended, as the person themselves may read it.</summary>
/// <param name="Reason">Why; null when nothing is known of the session any more.</param>
/// <param name="By">The name of the admin who ended it; empty when none did.</param>
public sealed record SessionEnd(SessionEndReason? Reason, string By = "")
{
    /// <summary>One sentence for whoever sat there; empty where the limits of every session say all there is to say.</summary>
    public string Sentence => Reason switch
    {
        SessionEndReason.SignedOut => "You signed out in another tab of this browser.",
        SessionEndReason.SignedOutFromList => "You signed this browser out on the page Sessions.",
        SessionEndReason.Replaced => "Somebody signed in again in this browser.",
        SessionEndReason.EndedByAdmin => By.Length > 0 ? $"{By} signed you out." : "An admin signed you out.",
        SessionEndReason.AccountClosed => "Your account is blocked in Auth0, or was removed there.",
        SessionEndReason.Idle or SessionEndReason.TimeOver or null => "",
    };
}
