using AdminPortal.Invites;
using static AdminPortal.Invites.InviteStatus;

namespace AdminPortal.Tests.Invites;

/// <summary>The transition table, every pair of it, and the arrows that walk it.</summary>
public class InviteTransitionsTests
{
    private static readonly HashSet<(InviteStatus From, InviteStatus To)> Arrows =
    [
        (Queued, Sent), (Queued, Unconfirmed), (Queued, Failed), (Queued, Accepted), (Queued, Revoking), (Queued, Revoked),
        (Sent, Queued), (Sent, Failed), (Sent, Expired), (Sent, Accepted), (Sent, Revoking),
        (Unconfirmed, Queued), (Unconfirmed, Sent), (Unconfirmed, Failed), (Unconfirmed, Expired), (Unconfirmed, Accepted), (Unconfirmed, Revoking),
        (Revoking, Revoked), (Revoking, Accepted),
        (Failed, Queued), (Failed, Accepted),
        (Expired, Queued), (Expired, Accepted),
    ];

    public static TheoryData<InviteStatus, InviteStatus> EveryPair()
    {
        var pairs = new TheoryData<InviteStatus, InviteStatus>();
        foreach (var from in Enum.GetValues<InviteStatus>())
        {
            foreach (var to in Enum.GetValues<InviteStatus>())
            {
                pairs.Add(from, to);
            }
        }

        return pairs;
    }

    public static TheoryData<InviteStatus> EveryStatus() => [.. Enum.GetValues<InviteStatus>()];

    [Theory]
    [MemberData(nameof(EveryPair))]
    public void An_invitation_goes_only_where_the_table_lets_it(InviteStatus from, InviteStatus to) =>
        Assert.Equal(Arrows.Contains((from, to)), InviteTransitions.Allows(from, to));

    [Theory]
    [MemberData(nameof(EveryStatus))]
    public void Sending_again_is_possible_from_what_may_be_queued_and_from_nothing_else(InviteStatus status) =>
        AssertArrow(status, Queued, invite => invite.SendAgain(InviteBuilder.Start));

    [Theory]
    [MemberData(nameof(EveryStatus))]
    public void A_password_that_was_set_counts_from_every_open_or_lately_closed_status(InviteStatus status) =>
        AssertArrow(status, Accepted, invite => invite.Accept(InviteBuilder.Start, InviteBuilder.Start));

    [Theory]
    [MemberData(nameof(EveryStatus))]
    public void Failing_is_possible_only_while_it_is_open_and_not_being_revoked(InviteStatus status) =>
        AssertArrow(status, Failed, invite => invite.Fail(InviteBuilder.Start, new InviteFailure("x", "y", "z")));

    [Theory]
    [MemberData(nameof(EveryStatus))]
    public void Only_what_a_person_could_still_use_expires(InviteStatus status) =>
        AssertArrow(status, Expired, invite => invite.Expire(InviteBuilder.Start + InviteBuilder.Week));

    [Theory]
    [InlineData(Queued, Revoked)]
    [InlineData(Sent, Revoking)]
    [InlineData(Unconfirmed, Revoking)]
    [InlineData(Revoking, Revoking)]
    [InlineData(Failed, Failed)]
    [InlineData(Expired, Expired)]
    [InlineData(Accepted, Accepted)]
    [InlineData(Revoked, Revoked)]
    public void Revoking_ends_at_once_only_where_Auth0_was_never_asked(InviteStatus from, InviteStatus to)
    {
        var invite = InviteBuilder.In(from);

        var revoked = invite.Revoke(InviteBuilder.Start, InviteBuilder.Mira);

        Assert.Equal(to, invite.Status);
        Assert.Equal(from != to, revoked);
    }

    [Fact]
    public void A_mail_is_not_asked_for_twice_before_the_first_answer_is_known()
    {
        var invite = InviteBuilder.New();
        Assert.True(InviteBuilder.ToMail(invite));

        Assert.False(invite.RequestMail(InviteBuilder.Start, InviteBuilder.Start, InviteBuilder.Start, InviteBuilder.Start + TimeSpan.FromSeconds(45)));
    }

    [Fact]
    public void Nothing_is_sent_without_a_mail_that_was_asked_for()
    {
        var invite = InviteBuilder.New();

        Assert.False(invite.Send(InviteBuilder.Start));
        Assert.False(invite.Unconfirm());
        Assert.Equal(Queued, invite.Status);
    }

    [Fact]
    public void A_mail_answered_after_the_invitation_was_revoked_does_not_reopen_it()
    {
        var invite = InviteBuilder.New();
        InviteBuilder.ToMail(invite);
        invite.Revoke(InviteBuilder.Start, InviteBuilder.Mira);

        Assert.False(invite.Send(InviteBuilder.Start));
        Assert.Equal(Revoking, invite.Status);
    }

    [Fact]
    public void Nobody_can_take_an_invitation_that_somebody_else_holds()
    {
        var invite = InviteBuilder.New();

        Assert.True(invite.Claim(InviteBuilder.Start, TimeSpan.FromSeconds(45)));
        Assert.False(invite.Claim(InviteBuilder.Start + TimeSpan.FromSeconds(44), TimeSpan.FromSeconds(45)));
        Assert.True(invite.Claim(InviteBuilder.Start + TimeSpan.FromSeconds(45), TimeSpan.FromSeconds(45)));
    }

    [Fact]
    public void An_invitation_that_is_not_due_is_left_alone()
    {
        var invite = InviteBuilder.New();
        invite.Wait(InviteBuilder.Start + TimeSpan.FromMinutes(1), WaitReason.Silence, "Auth0 did not answer.");

        Assert.False(invite.Claim(InviteBuilder.Start, TimeSpan.FromSeconds(45)));
        Assert.False(InviteBuilder.In(Sent).Claim(InviteBuilder.Start + InviteBuilder.Week, TimeSpan.FromSeconds(45)));
    }

    [Fact]
    public void Being_told_to_slow_down_is_no_failed_try()
    {
        var invite = InviteBuilder.New();

        invite.Wait(InviteBuilder.Start, WaitReason.Limit, "Slow down.");
        Assert.Equal((0, 0), (invite.Attempts, invite.Faults));

        invite.Wait(InviteBuilder.Start, WaitReason.Silence, "No answer.");
        Assert.Equal((1, 0), (invite.Attempts, invite.Faults));

        invite.Wait(InviteBuilder.Start, WaitReason.Fault, "500.");
        Assert.Equal((2, 1), (invite.Attempts, invite.Faults));
    }

    [Fact]
    public void An_account_that_was_removed_never_lends_its_id_to_the_next_one()
    {
        var invite = InviteBuilder.In(Expired);
        var before = invite.AccountId;

        Assert.True(invite.Closed(InviteBuilder.Start));

        Assert.NotEqual(before, invite.AccountId);
        Assert.False(invite.AccountMayExist);
        Assert.Null(invite.Auth0UserId);
        Assert.Equal(InviteBuilder.Start, invite.AccountRemovedAt);
        Assert.Equal(Expired, invite.Status);
    }

    [Theory]
    [MemberData(nameof(EveryStatus))]
    public void What_each_status_must_hold_it_holds(InviteStatus status)
    {
        var invite = InviteBuilder.In(status);

        var holds = status switch
        {
            Queued => invite.NextAttemptAt is not null,
            Sent => invite is { Auth0UserId: not null, SentAt: not null, ExpiresAt: not null, LinkExpiresAt: not null, MailRequestedAt: null, NextAttemptAt: null },
            Unconfirmed => invite is { MailRequestedAt: not null, ExpiresAt: not null, NextAttemptAt: null },
            Revoking => invite is { RevokedByName: not null, RevokedAt: not null, NextAttemptAt: not null },
            Failed => invite is { Failure: not null, NextAttemptAt: not null },
            Expired => invite is { Auth0UserId: not null, SentAt: not null, NextAttemptAt: not null },
            Accepted => invite is { AcceptedAt: not null, NextAttemptAt: not null },
            Revoked => invite is { RevokedAt: not null, RevokedByName: not null, AccountMayExist: false, NextAttemptAt: null },
        };
        Assert.True(holds);
    }

    private static void AssertArrow(InviteStatus from, InviteStatus to, Func<Invite, bool> arrow)
    {
        var invite = InviteBuilder.In(from);
        var allowed = Arrows.Contains((from, to));

        Assert.Equal(allowed, arrow(invite));
        Assert.Equal(allowed ? to : from, invite.Status);
    }
}
