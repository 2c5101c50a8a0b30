using AdminPortal.Invites;
using static AdminPortal.Invites.InviteStatus;

namespace AdminPortal.Tests.Invites;

/// <summary>What people change on an open invitation, from every status.</summary>
public class InviteEditsTests
{
    private static readonly GrantedRole Member = new("rol_1", "Member", false);
    private static readonly GrantedRole Billing = new("rol_2", "Billing", false);
    private static readonly GrantedRole Deploy = new("rol_3", "Deploy", true);

    public static TheoryData<InviteStatus> EveryStatus() => [.. Enum.GetValues<InviteStatus>()];

    [Theory]
    [MemberData(nameof(EveryStatus))]
    public void Only_what_is_open_and_not_being_revoked_can_be_extended(InviteStatus status)
    {
        var invite = InviteBuilder.In(status);
        var end = InviteBuilder.Start + InviteBuilder.Week;

        Assert.Equal(status is Queued or Sent or Unconfirmed, invite.Extend(end, TimeSpan.FromDays(5), null));
        Assert.Equal(status, invite.Status);
    }

    [Theory]
    [MemberData(nameof(EveryStatus))]
    public void Only_what_has_a_link_can_be_extended_by_another_mail(InviteStatus status)
    {
        var invite = InviteBuilder.In(status);
        var possible = status is Sent or Unconfirmed;

        Assert.Equal(possible, invite.ExtendByMail(InviteBuilder.Start, TimeSpan.FromDays(5), InviteBuilder.Start.AddDays(5)));

        Assert.Equal(possible ? Queued : status, invite.Status);
        Assert.Equal(possible ? TimeSpan.FromDays(5) : InviteBuilder.Week, invite.Lifetime);
        Assert.Equal(possible ? InviteBuilder.Start.AddDays(5) : null, invite.EndsBy);
    }

    [Theory]
    [MemberData(nameof(EveryStatus))]
    public void Only_what_is_open_and_not_being_revoked_gets_other_roles(InviteStatus status)
    {
        var invite = InviteBuilder.In(status);
        var possible = status is Queued or Sent or Unconfirmed;

        Assert.Equal(possible, invite.ChangeRoles([Billing], InviteBuilder.Start));

        Assert.Equal(status, invite.Status);
        Assert.Equal(possible ? [Billing] : [Member], invite.Roles);
        Assert.Equal(status is Sent or Unconfirmed, invite.RolesDue);
    }

    [Theory]
    [InlineData(Sent)]
    [InlineData(Unconfirmed)]
    public void Changed_roles_are_work_for_a_worker_and_done_work_is_none(InviteStatus status)
    {
        var invite = InviteBuilder.In(status);
        invite.ChangeRoles([Billing], InviteBuilder.Start);
        Assert.True(invite.Claim(InviteBuilder.Start, TimeSpan.FromSeconds(45)));

        Assert.True(invite.ExpectRoles());
        Assert.True(invite.ApplyRoles([Billing]));

        Assert.Equal((status, false, null), (invite.Status, invite.RolesDue, invite.NextAttemptAt));
        Assert.Equal([Billing], invite.AppliedRoles);
    }

    [Fact]
    public void Waiting_for_a_permission_leaves_the_status_and_the_change_as_they_are()
    {
        var invite = InviteBuilder.In(Sent);
        invite.ChangeRoles([Billing], InviteBuilder.Start);

        Assert.True(invite.Wait(InviteBuilder.Start.AddMinutes(1), WaitReason.Permission, "A scope is missing.", ["delete:role_members"]));

        Assert.Equal((Sent, true, InviteBuilder.Start.AddMinutes(1)), (invite.Status, invite.RolesDue, invite.NextAttemptAt));
        Assert.True(invite.WakeUp(InviteBuilder.Start.AddSeconds(1)));
    }

    [Fact]
    public void A_role_wanted_for_a_moment_is_known_to_be_there_until_it_was_taken_away()
    {
        var invite = InviteBuilder.In(Sent);
        invite.ChangeRoles([Billing], InviteBuilder.Start);
        invite.ExpectRoles();

        // A crash while it was asked for, and another change before the next pass.
        invite.ChangeRoles([Deploy], InviteBuilder.Start);
        invite.ExpectRoles();

        Assert.Contains(Billing, invite.AppliedRoles);
        Assert.Contains(Deploy, invite.AppliedRoles);
    }

    [Fact]
    public void Roles_changed_while_the_earlier_change_was_under_way_stay_due()
    {
        var invite = InviteBuilder.In(Sent);
        invite.ChangeRoles([Billing], InviteBuilder.Start);
        invite.ExpectRoles();
        invite.ChangeRoles([Deploy], InviteBuilder.Start.AddSeconds(1));

        Assert.True(invite.ApplyRoles([Billing]));

        Assert.True(invite.RolesDue);
        Assert.Equal(InviteBuilder.Start.AddSeconds(1), invite.NextAttemptAt);
    }

    [Fact]
    public void A_role_that_is_gone_leaves_the_earlier_ones_in_force()
    {
        var invite = InviteBuilder.In(Sent);
        invite.ChangeRoles([Billing], InviteBuilder.Start);

        Assert.True(invite.KeepRoles([Billing], [Member]));

        Assert.Equal([Member], invite.Roles);
        Assert.Equal((false, null), (invite.RolesDue, invite.NextAttemptAt));
    }

    [Fact]
    public void News_of_a_role_that_is_gone_does_not_undo_a_later_change()
    {
        var invite = InviteBuilder.In(Sent);
        invite.ChangeRoles([Billing], InviteBuilder.Start);
        invite.ChangeRoles([Deploy], InviteBuilder.Start);

        Assert.False(invite.KeepRoles([Billing], [Member]));
        Assert.Equal([Deploy], invite.Roles);
    }

    [Fact]
    public void Revoking_expiring_and_failing_end_a_pending_change_and_accepting_keeps_it()
    {
        Assert.False(Pending(invite => invite.Revoke(InviteBuilder.Start, InviteBuilder.Mira)).RolesDue);
        Assert.False(Pending(invite => invite.Expire(InviteBuilder.Start + InviteBuilder.Week)).RolesDue);
        Assert.False(Pending(invite => invite.Fail(InviteBuilder.Start, new InviteFailure("x", "y", "z"))).RolesDue);
        Assert.True(Pending(invite => invite.Accept(InviteBuilder.Start, InviteBuilder.Start)).RolesDue);
    }

    [Fact]
    public void Roles_changed_while_a_mail_is_on_its_way_are_due_once_it_has_arrived()
    {
        var invite = InviteBuilder.New();
        InviteBuilder.ToMail(invite);
        invite.ChangeRoles([Billing], InviteBuilder.Start);

        Assert.True(invite.Send(InviteBuilder.Start.AddSeconds(2)));

        Assert.Equal((Sent, true, InviteBuilder.Start.AddSeconds(2)), (invite.Status, invite.RolesDue, invite.NextAttemptAt));
    }

    [Fact]
    public void Tidying_up_after_an_acceptance_leaves_roles_that_are_due()
    {
        var invite = Pending(each => each.Accept(InviteBuilder.Start, InviteBuilder.Start));

        Assert.True(invite.Tidied());

        Assert.NotNull(invite.NextAttemptAt);
        Assert.True(invite.ApplyRoles([Billing]) && invite.Tidied());
        Assert.Null(invite.NextAttemptAt);
    }

    [Fact]
    public void An_invitation_is_never_extended_beyond_a_link_that_is_on_its_way_nor_made_shorter()
    {
        var invite = InviteBuilder.New(lifetime: TimeSpan.FromDays(3));
        InviteBuilder.ToMail(invite);

        Assert.True(invite.Extend(InviteBuilder.Start + InviteBuilder.Week + TimeSpan.FromSeconds(5), InviteBuilder.Week, null));
        Assert.Equal(InviteBuilder.Start + InviteBuilder.Week, invite.ExpiresAt);
        Assert.False(invite.Extend(InviteBuilder.Start.AddDays(2), TimeSpan.FromDays(2), null));
        Assert.Equal(InviteBuilder.Week, invite.Lifetime);
    }

    [Fact]
    public void A_mail_the_provider_refused_counts_neither_in_number_nor_in_time()
    {
        var invite = InviteBuilder.In(Sent);
        invite.SendAgain(InviteBuilder.Start.AddHours(1));
        invite.RequestMail(InviteBuilder.Start.AddHours(1), InviteBuilder.Start + InviteBuilder.Week, InviteBuilder.Start + InviteBuilder.Week, InviteBuilder.Start.AddHours(2));
        invite.Send(InviteBuilder.Start.AddHours(1));

        invite.UncountMail();

        Assert.Equal((1, InviteBuilder.Start, InviteBuilder.Start), (invite.MailsSent, invite.SentAt, invite.FirstSentAt));
    }

    private static Invite Pending(Func<Invite, bool> arrow)
    {
        var invite = InviteBuilder.In(Sent);
        Assert.True(invite.ChangeRoles([Billing], InviteBuilder.Start));
        Assert.True(arrow(invite));
        return invite;
    }
}
