using AdminPortal.Shell;
using AdminPortal.Teams;

namespace AdminPortal.Invites;

/// <summary>What people may do with an invitation as it stands, and the sentence when they may not.</summary>
internal static class InviteRules
{
    /// <summary>Why it can't be sent again at this moment; null when it can.</summary>
    public static string? WhyNoResend(this Invite invite, DateTimeOffset now) => invite.ShownStatus(now) switch
    {
        InviteStatus.Queued => "It is on its way already.",
        InviteStatus.Sent => null,
        InviteStatus.Unconfirmed => null,
        InviteStatus.Revoking => "It is being revoked.",
        InviteStatus.Failed => null,
        InviteStatus.Expired => null,
        InviteStatus.Accepted => "The password is set; there is nothing left to send.",
        InviteStatus.Revoked => "It was revoked; invite the person again instead.",
    };

    /// <summary>Why its end can't be moved at this moment; null when it can.</summary>
    public static string? WhyNoExtend(this Invite invite, DateTimeOffset now) => invite.ShownStatus(now) switch
    {
        InviteStatus.Queued => null,
        InviteStatus.Sent => null,
        InviteStatus.Unconfirmed => null,
        InviteStatus.Revoking => "It is being revoked.",
        InviteStatus.Failed => "It was not sent; send it again instead.",
        InviteStatus.Expired => "It has expired; send it again instead.",
        InviteStatus.Accepted => "The password is set; it can't expire any more.",
        InviteStatus.Revoked => "It was revoked; invite the person again instead.",
    };

    /// <summary>Why its roles can't be changed at this moment; null when they can.</summary>
    public static string? WhyNoChangeRoles(this Invite invite, DateTimeOffset now) => invite.ShownStatus(now) switch
    {
        InviteStatus.Queued => null,
        InviteStatus.Sent => null,
        InviteStatus.Unconfirmed => null,
        InviteStatus.Revoking => "It is being revoked.",
        InviteStatus.Failed => "It was not sent; invite the person with the roles you mean.",
        InviteStatus.Expired => "It has expired; invite the person with the roles you mean.",
        InviteStatus.Accepted => "The password is set; change the person's roles in Auth0.",
        InviteStatus.Revoked => "It was revoked; invite the person with the roles you mean.",
    };

    /// <summary>Why its team can't be changed at this moment; null when it can.</summary>
    public static string? WhyNoChangeTeam(this Invite invite, DateTimeOffset now) => invite.ShownStatus(now) switch
    {
        InviteStatus.Queued => null,
        InviteStatus.Sent => null,
        InviteStatus.Unconfirmed => null,
        InviteStatus.Revoking => "It is being revoked.",
        InviteStatus.Failed => "It was not sent; invite the person into the team you mean.",
        InviteStatus.Expired => "It has expired; invite the person into the team you mean.",
        InviteStatus.Accepted => "The password is set; the team is part of the record.",
        InviteStatus.Revoked => "It was revoked; invite the person into the team you mean.",
    };

    /// <summary>Why its team takes no email that would open it anew; null when it does. What is open goes on.</summary>
    public static string? WhyNoSendingInto(this Invite invite, Team? team, DateTimeOffset now) =>
        team?.ArchivedAt is not null && invite.ShownStatus(now) is InviteStatus.Expired or InviteStatus.Failed
            ? "Its team is archived: an admin restores it first."
            : null;

    /// <summary>What a pause between two mails says.</summary>
    public static string WaitBeforeResending(TimeSpan wait) => $"Wait {TimeWords.Countdown(wait)} before resending";

    /// <summary>Why it can't be revoked at this moment; null when it can.</summary>
    public static string? WhyNoRevoke(this Invite invite, DateTimeOffset now) => invite.ShownStatus(now) switch
    {
        InviteStatus.Queued => null,
        InviteStatus.Sent => null,
        InviteStatus.Unconfirmed => null,
        InviteStatus.Revoking => "It is being revoked already.",
        InviteStatus.Failed => "It was not sent; there is nothing to take back.",
        InviteStatus.Expired => invite.AccountMayExist ? "It has expired; its account is being removed." : "It has expired; its link no longer works.",
        InviteStatus.Accepted => "The password is set, so the invitation is used up. Block or delete the account in Auth0 to take the access away.",
        InviteStatus.Revoked => "It is revoked already.",
    };
}
