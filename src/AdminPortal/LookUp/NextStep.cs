using AdminPortal.Invites;
using AdminPortal.Shell;

namespace AdminPortal.LookUp;

/// <summary>What to tell the person on the phone: where their invitation stands, what to do, and who can do it.</summary>
public static class NextStep
{
    /// <summary>One or a few plain sentences, whatever the status.</summary>
    public static string Of(LookedUpInvite invite, DateTimeOffset now, ViewerZone zone)
    {
        ArgumentNullException.ThrowIfNull(invite);
        return invite.Status switch
        {
            InviteStatus.Queued => Waiting(invite.WaitReason),
            InviteStatus.Sent => $"Ask them to look for the email of {At(invite.SentAt, now, zone)}, in the spam folder too. Its link works until {At(invite.ExpiresAt, now, zone)}; {WhoSends(invite, "a")} can send it again.",
            InviteStatus.Unconfirmed => $"Auth0 may or may not have sent the email. Ask them whether it has arrived; if it has not, {WhoSends(invite, "a")} can send it again.",
            InviteStatus.Revoking => $"It is being withdrawn: the link stops working. {WhoInvites(invite)} can invite them again.",
            InviteStatus.Failed => NotSent(invite),
            InviteStatus.Expired => $"Expired {Day(invite.ExpiresAt, now, zone)}. {WhoSendsExpired(invite)}",
            InviteStatus.Accepted => $"Accepted {Day(invite.AcceptedAt, now, zone)}. They can sign in{(invite.FirstSignInAt is null ? "" : " and have done so")}; a forgotten password they renew on the sign-in page.",
            InviteStatus.Revoked => $"Revoked {Day(invite.RevokedAt, now, zone)}{(invite.RevokedByName is { Length: > 0 } by ? $" by {by}" : "")}. {WhoInvites(invite)} can invite them again.",
        };
    }

    private static string Waiting(WaitReason reason) => reason switch
    {
        WaitReason.None => "Its email goes out by itself within moments; look again in a minute.",
        WaitReason.Permission => "It waits for a permission in Auth0 that an admin has to grant, and goes out by itself then. Tell an admin.",
        WaitReason.Limit => "It waits for room in Auth0's limits and goes out by itself. There is nothing to do.",
        WaitReason.Silence => "Auth0 does not answer at the moment. It goes out by itself when Auth0 is back.",
        WaitReason.Fault => "Auth0 failed over it and is tried again by itself. Tell an admin if it still waits in an hour.",
        WaitReason.EarlierAccount => "The account of an earlier invitation to this address is removed first. It goes out by itself then.",
        WaitReason.Evidence => "Whether the email went out is being looked up in Auth0's log. Ask them whether it has arrived, and look again in some minutes.",
        WaitReason.Provider => "The company's mail provider takes no emails at the moment. It goes out by itself when it does again. Tell an admin.",
    };

    // The cures are written for whoever has the tenant in hand; these two are all the person on the phone needs.
    private static string NotSent(LookedUpInvite invite) => invite.Failure switch
    {
        { Code: "already-member" } => "They have an account with this address already and can sign in; a forgotten password they renew on the sign-in page.",
        { Code: "address-refused" } => $"No mail reaches this address. Ask them for the right one; {LowerFirst(WhoInvites(invite))} can invite it.",
        { } failure => $"It was not sent. {failure.Why} Tell an admin: {failure.Cure}",
        null => $"It was not sent. {WhoSendsExpired(invite)}",
    };

    // "A team lead of Sales or an admin": what stands at the beginning of a sentence, or after a comma in it.
    private static string WhoSends(LookedUpInvite invite, string a) => invite.Team is { IsArchived: false, HasLead: true, Name: var team } ? $"{a} team lead of {team} or an admin" : $"{a}n admin";

    private static string WhoSendsExpired(LookedUpInvite invite) => invite.Team is { IsArchived: true, Name: var team }
        ? $"Its team {team} is archived: an admin restores the team first, or invites them into another one."
        : $"{WhoSends(invite, "A")} can send it again.";

    private static string WhoInvites(LookedUpInvite invite) => invite.LeadsMayInvite ? WhoSends(invite, "A") : "An admin";

    private static string LowerFirst(string words) => $"{char.ToLowerInvariant(words[0])}{words[1..]}";

    private static string At(DateTimeOffset? at, DateTimeOffset now, ViewerZone zone) => at is { } known ? TimeWords.Exact(known, now, zone) : "an unknown time";

    // Days as the person at the screen counts them.
    private static string Day(DateTimeOffset? at, DateTimeOffset now, ViewerZone zone)
    {
        if (at is not { } known)
        {
            return "some time ago";
        }

        return (zone.Local(now).Date - zone.Local(known).Date).Days switch
        {
            <= 0 => "today",
            1 => "yesterday",
            var days and < 7 => $"{days} days ago",
            _ => $"on {TimeWords.Exact(known, now, zone).Split(',')[0]}",
        };
    }
}
