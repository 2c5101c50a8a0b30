namespace AdminPortal.Invites;

/// <summary>Where an invitation stands; the stored status, and, with the lapse computed by the clock, the shown one.</summary>
public enum InviteStatus
{
    /// <summary>Recorded; not delivered yet, or waiting for the next try. Open. <c>NextAttemptAt</c> says when; shown as "Sending".</summary>
    Queued,

    /// <summary>Auth0 took the mail request, so the person has a link. Open until the expiry passes; shown as "Pending".</summary>
    Sent,

    /// <summary>The mail call was made, its fate is unknown and no evidence could be found. Open; never repeated without a person's word. Shown as "Not confirmed".</summary>
    Unconfirmed,

    /// <summary>Withdrawn here, Auth0 not done yet. Still open, because the account may still exist. Shown as "Revoking…".</summary>
    Revoking,

    /// <summary>Auth0 refused for good; an unused account of ours is removed. Not open; can be sent again. Shown as "Not sent".</summary>
    Failed,

    /// <summary>The lifetime passed unused; the unused account is removed. Not open; can be sent again.</summary>
    Expired,

    /// <summary>The person set the password. Ends.</summary>
    Accepted,

    /// <summary>Withdrawn, and the account is gone. Ends.</summary>
    Revoked,
}
