using static AdminPortal.Invites.InviteStatus;

namespace AdminPortal.Invites;

/// <summary>The one table of what may become of an invitation. Late arrows are in it on purpose: news from Auth0 comes when it comes.</summary>
public static class InviteTransitions
{
    /// <summary>Whether an invitation may go from one status to the other.</summary>
    public static bool Allows(InviteStatus from, InviteStatus to) => To(from).Contains(to);

    private static InviteStatus[] To(InviteStatus from) => from switch
    {
        // Accepted: a resend waits and the person uses the link they have. Revoked: nothing was ever asked of Auth0.
        Queued => [Sent, Unconfirmed, Failed, Accepted, Revoking, Revoked],

        // Failed: the mail provider's refusal is learnt after Auth0 took the request. Queued: send again.
        Sent => [Queued, Failed, Expired, Accepted, Revoking],
        Unconfirmed => [Queued, Sent, Failed, Expired, Accepted, Revoking],

        // Accepted: the password was set before we blocked the account.
        Revoking => [Revoked, Accepted],
        Failed => [Queued, Accepted],
        Expired => [Queued, Accepted],
        Accepted => [],
        Revoked => [],
    };
}
