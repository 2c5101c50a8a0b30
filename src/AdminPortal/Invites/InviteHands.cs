using AdminPortal.SignIn;
using AdminPortal.Teams;

namespace AdminPortal.Invites;

/// <summary>What one person may do with an invitation, and the sentence when they may not; for showing it, the use cases decide for themselves.</summary>
internal sealed record InviteHands(Person By, InviteOffer Offer)
{
    /// <summary>Why they can't do it; null when they may.</summary>
    public string? WhyNo(Right right, Invite invite, string verb) => (By.May(right, invite.TeamId), By.IsNarrowed) switch
    {
        (true, _) => null,
        (false, true) => "Auth0 has not said for a while who holds which role; until it does, you can only look.",
        (false, false) => $"Only a company admin can {verb}.",
    };

    /// <summary>Why they can't send it again; null when they may.</summary>
    public string? WhyNoResend(Invite invite, Team? team) =>
        WhyNo(Right.ResendInvites, invite, "resend") ?? GrantableRoles.WhyNotAgain(By, Right.ResendInvites, team, Offer, invite.Roles);

    /// <summary>Why they can't let it end later; null when they may.</summary>
    public string? WhyNoExtend(Invite invite, Team? team) =>
        WhyNo(Right.ExtendInvites, invite, "extend") ?? GrantableRoles.WhyNotAgain(By, Right.ExtendInvites, team, Offer, invite.Roles);
}
