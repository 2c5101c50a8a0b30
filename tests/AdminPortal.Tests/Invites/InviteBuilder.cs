using AdminPortal.Invites;

namespace AdminPortal.Tests.Invites;

/// <summary>Invitations brought to a status by their own arrows.</summary>
internal static class InviteBuilder
{
    public static readonly DateTimeOffset Start = new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);
    public static readonly TimeSpan Week = TimeSpan.FromDays(7);
    public static readonly Inviter Mira = new("auth0|mira", "Mira Kovač");

    public static Invite New(string address = "ana@example.com", TimeSpan? lifetime = null) => Invite.Create(
        Guid.CreateVersion7(Start), EmailAddress.Read(address).Address!, "Ana Horvat", [new GrantedRole("rol_1", "Member", false)], lifetime ?? Week, "Welcome!", Mira, Start);

    public static Invite In(InviteStatus status)
    {
        var invite = New();
        Require(status switch
        {
            InviteStatus.Queued => true,
            InviteStatus.Sent => ToMail(invite) && invite.Send(Start),
            InviteStatus.Unconfirmed => ToMail(invite) && invite.Unconfirm(),
            InviteStatus.Revoking => ToMail(invite) && invite.Send(Start) && invite.Revoke(Start, Mira),
            InviteStatus.Failed => invite.ExpectAccount() && invite.Fail(Start, new InviteFailure("x", "y", "z")),
            InviteStatus.Expired => ToMail(invite) && invite.Send(Start) && invite.Expire(Start + Week),
            InviteStatus.Accepted => ToMail(invite) && invite.Send(Start) && invite.Accept(Start, Start),
            InviteStatus.Revoked => invite.Revoke(Start, Mira),
        });
        Require(invite.Status == status);
        return invite;
    }

    /// <summary>Goes as far as a mail that is asked for and not answered.</summary>
    public static bool ToMail(Invite invite) =>
        invite.ExpectAccount() && invite.AccountFound("auth0|" + invite.AccountId) && invite.RequestMail(Start, Start + invite.Lifetime, Start + Week, Start + TimeSpan.FromSeconds(45));

    private static void Require(bool held)
    {
        if (!held)
        {
            throw new InvalidOperationException("The builder's way through the arrows no longer leads there.");
        }
    }
}
