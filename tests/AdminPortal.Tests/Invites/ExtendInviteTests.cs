using AdminPortal.Invites;
using AdminPortal.Testing;
using Auth0Emulator;

namespace AdminPortal.Tests.Invites;

/// <summary>Letting an open invitation end later, with another mail only where the link would not last.</summary>
public class ExtendInviteTests
{
    private const string Mail = "POST /dbconnections/change_password";
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    [Fact]
    public async Task An_invitation_whose_link_lasts_is_extended_without_a_mail_and_without_asking_Auth0()
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await SentForAsync(world, TimeSpan.FromDays(3));
        world.Pass(TimeSpan.FromDays(2));
        var before = world.Tenant.Journal.Requests.Count;

        var outcome = Assert.IsType<ExtendOutcome.Extended>(await world.ExtendAsync(id, TimeSpan.FromDays(4)));

        Assert.Equal(("ana@example.com", world.Now.AddDays(4)), (outcome.Email, outcome.ExpiresAt));
        var invite = await world.RowAsync(id);
        Assert.Equal((InviteStatus.Sent, world.Now.AddDays(4), TimeSpan.FromDays(4)), (invite.Status, invite.ExpiresAt, invite.Lifetime));
        Assert.Null(invite.NextAttemptAt);
        Assert.Equal(before, world.Tenant.Journal.Requests.Count);
        Assert.Equal("invite.extended", (await world.ActionsAsync(id))[^1]);
        Assert.Equal("Extended by Ada Admin", (await world.DetailsAsync(id)).Timeline[0].Title);
        Assert.Single(world.Tenant.Mail.All);
        Assert.True(await world.SetPasswordAsync("ana@example.com"));
    }

    [Fact]
    public async Task An_invitation_whose_link_would_die_first_gets_a_new_mail_and_the_old_link_dies()
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await world.SentAsync("ana@example.com");
        var oldLink = world.Link("ana@example.com");
        world.Pass(TimeSpan.FromDays(2));

        var outcome = Assert.IsType<ExtendOutcome.ExtendedWithNewMail>(await world.ExtendAsync(id, TimeSpan.FromDays(6)));
        await world.SweepAsync();

        Assert.Equal(world.Now.AddDays(6), outcome.ExpiresAt);
        var invite = await world.RowAsync(id);
        Assert.Equal((InviteStatus.Sent, 2, world.Now.AddDays(6)), (invite.Status, invite.MailsSent, invite.ExpiresAt));
        Assert.Equal(2, world.Tenant.Mail.To("ana@example.com").Count);
        Assert.False(await world.SetPasswordAsync("ana@example.com", oldLink));
        Assert.True(await world.SetPasswordAsync("ana@example.com"));
    }

    [Fact]
    public async Task A_chosen_day_is_kept_by_the_mail_that_goes_out_for_it()
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await world.SentAsync("ana@example.com");
        world.Pass(TimeSpan.FromDays(3));
        var day = world.Now.AddDays(6).AddHours(-3);
        Assert.IsType<ExtendOutcome.ExtendedWithNewMail>(await world.ExtendAsync(id, day - world.Now, day));

        // Auth0 is away for an hour, and the day stays the day.
        world.Pass(TimeSpan.FromHours(1));
        await world.SweepAsync();

        Assert.Equal(day, (await world.RowAsync(id)).ExpiresAt);
    }

    [Fact]
    public async Task An_earlier_end_is_refused_and_the_same_one_again_changes_nothing_for_the_person()
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await SentForAsync(world, TimeSpan.FromDays(3));
        var day = world.Now.AddDays(5);

        Assert.Contains("longer than that already", Assert.IsType<ExtendOutcome.Invalid>(await world.ExtendAsync(id, TimeSpan.FromDays(2))).Why, StringComparison.Ordinal);
        Assert.IsType<ExtendOutcome.Extended>(await world.ExtendAsync(id, TimeSpan.FromDays(5), day));
        Assert.IsType<ExtendOutcome.Extended>(await world.ExtendAsync(id, TimeSpan.FromDays(5), day));

        Assert.Equal(day, (await world.RowAsync(id)).ExpiresAt);
    }

    [Fact]
    public async Task A_double_press_extends_once_and_shows_one_line()
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await SentForAsync(world, TimeSpan.FromDays(3));
        world.Pass(TimeSpan.FromDays(1));

        await world.ExtendAsync(id, TimeSpan.FromDays(5));
        var end = (await world.RowAsync(id)).ExpiresAt;
        world.Pass(TimeSpan.FromMilliseconds(300));
        Assert.Equal(end, Assert.IsType<ExtendOutcome.Extended>(await world.ExtendAsync(id, TimeSpan.FromDays(5))).ExpiresAt);

        Assert.Equal(end, (await world.RowAsync(id)).ExpiresAt);
        Assert.Single(await world.ActionsAsync(id), action => action == "invite.extended");
        Assert.IsType<ExtendOutcome.Extended>(await world.ExtendAsync(id, TimeSpan.FromDays(5.5)));
        Assert.Equal(2, (await world.ActionsAsync(id)).Count(action => action == "invite.extended"));
    }

    [Fact]
    public async Task A_double_press_that_takes_a_mail_shows_one_line_and_makes_one_mail()
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await world.SentAsync("ana@example.com");
        world.Pass(TimeSpan.FromDays(2));

        Assert.IsType<ExtendOutcome.ExtendedWithNewMail>(await world.ExtendAsync(id, TimeSpan.FromDays(6)));
        world.Pass(TimeSpan.FromMilliseconds(300));
        await world.ExtendAsync(id, TimeSpan.FromDays(6));
        await world.SettleAsync();

        Assert.Single(await world.ActionsAsync(id), action => action == "invite.extended");
        Assert.Equal(2, world.Tenant.Mail.All.Count);
    }

    [Theory]
    [InlineData(5, true)]
    [InlineData(6, false)]
    public async Task What_the_person_was_told_of_a_mail_holds_or_nothing_is_done(int days, bool expected)
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await SentForAsync(world, TimeSpan.FromDays(3));
        world.Pass(TimeSpan.FromDays(2));
        var end = (await world.RowAsync(id)).ExpiresAt;

        await using var scope = world.Portal.SignedInAs(InviteWorld.Admin);
        var outcome = await scope.Get<ExtendInvite>().HandleAsync(new ExtendInviteRequest(id, TimeSpan.FromDays(days), MailExpected: expected));

        Assert.Contains("has changed meanwhile", Assert.IsType<ExtendOutcome.NotPossible>(outcome).Why, StringComparison.Ordinal);
        Assert.Equal((InviteStatus.Sent, end), ((await world.RowAsync(id)).Status, (await world.RowAsync(id)).ExpiresAt));
        Assert.IsNotType<ExtendOutcome.NotPossible>(await scope.Get<ExtendInvite>().HandleAsync(new ExtendInviteRequest(id, TimeSpan.FromDays(days), MailExpected: !expected)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    [InlineData(59)]
    [InlineData(7 * 24 * 60 + 1)]
    public async Task A_lifetime_out_of_range_is_refused_in_a_sentence(int minutes)
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await world.SentAsync("ana@example.com");

        Assert.NotEmpty(Assert.IsType<ExtendOutcome.Invalid>(await world.ExtendAsync(id, TimeSpan.FromMinutes(minutes))).Why);
        Assert.DoesNotContain("invite.extended", await world.ActionsAsync(id));
    }

    [Fact]
    public async Task A_forged_last_moment_never_takes_it_beyond_the_link()
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await SentForAsync(world, TimeSpan.FromDays(3));

        await world.ExtendAsync(id, TimeSpan.FromDays(5), world.Now.AddYears(5));

        Assert.Equal(world.Now.AddDays(5), (await world.RowAsync(id)).ExpiresAt);
    }

    [Fact]
    public async Task One_that_has_not_gone_out_counts_its_new_lifetime_from_its_mail()
    {
        await using var world = await InviteWorld.StartAsync();
        var id = Assert.Single(Assert.IsType<InviteUsersOutcome.Recorded>(await world.AskAsync(InviteWorld.Request("ana@example.com") with { Lifetime = TimeSpan.FromDays(1) })).Invited).Id;

        Assert.IsType<ExtendOutcome.Extended>(await world.ExtendAsync(id, TimeSpan.FromDays(5)));
        Assert.IsType<ExtendOutcome.Invalid>(await world.ExtendAsync(id, TimeSpan.FromDays(2)));
        world.Pass(TimeSpan.FromMinutes(10));
        await world.SweepAsync();

        Assert.Equal(world.Now.AddDays(5), (await world.RowAsync(id)).ExpiresAt);
        Assert.Single(world.Tenant.Mail.All);
    }

    [Fact]
    public async Task Extending_between_the_account_and_the_mail_shows_in_the_mail()
    {
        await using var world = await InviteWorld.StartAsync();
        var id = Assert.Single(Assert.IsType<InviteUsersOutcome.Recorded>(await world.AskAsync(world.WithRoles(InviteWorld.Request("ana@example.com") with { Lifetime = TimeSpan.FromDays(1) }, "Member"))).Invited).Id;
        var gate = world.Tenant.Gates.HoldReply("POST /api/v2/users/{id}/roles");
        var pass = world.SweepAsync();
        await gate.ArrivedAsync();

        Assert.IsType<ExtendOutcome.Extended>(await world.ExtendAsync(id, TimeSpan.FromDays(5)));
        await gate.DisposeAsync();
        await pass;
        await world.SettleAsync();

        Assert.Single(world.Tenant.Mail.All);
        Assert.Equal(world.Now.AddDays(5), (await world.RowAsync(id)).ExpiresAt);
        Assert.Equal("2026-11-27T09:00:00Z", (string?)world.Account("ana@example.com")!.AppMetadata!["invitation"]!["expiry"]);
    }

    [Fact]
    public async Task Extending_while_a_resend_is_in_flight_keeps_the_one_mail_and_moves_the_end()
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await SentForAsync(world, TimeSpan.FromDays(1));
        world.Pass(TimeSpan.FromHours(2));
        await world.ResendAsync(id);
        var gate = world.Tenant.Gates.HoldReply(Mail);
        var pass = world.SweepAsync();
        await gate.ArrivedAsync();

        var outcome = Assert.IsType<ExtendOutcome.Extended>(await world.ExtendAsync(id, TimeSpan.FromDays(5)));
        await gate.DisposeAsync();
        await pass;
        await world.SettleAsync();

        var invite = await world.RowAsync(id);
        Assert.Equal((InviteStatus.Sent, world.Now.AddDays(5), 2), (invite.Status, invite.ExpiresAt, invite.MailsSent));
        Assert.Equal(invite.ExpiresAt, outcome.ExpiresAt);
        Assert.Equal(2, world.Tenant.Mail.All.Count);
    }

    [Fact]
    public async Task Whoever_comes_after_the_expiry_is_sent_to_sending_again()
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await world.SentAsync("ana@example.com");
        world.Pass(Week);

        // By the clock alone, and after the sweep.
        Assert.Contains("send it again instead", Assert.IsType<ExtendOutcome.NotPossible>(await world.ExtendAsync(id, Week)).Why, StringComparison.Ordinal);
        await world.SettleAsync();
        Assert.IsType<ExtendOutcome.NotPossible>(await world.ExtendAsync(id, Week));
    }

    [Fact]
    public async Task Extending_and_the_expiry_at_the_same_moment_leave_one_of_the_two()
    {
        await using var world = await InviteWorld.StartAsync();
        for (var round = 0; round < 10; round++)
        {
            var id = await world.SentAsync($"p{round}@example.com");
            world.Pass(Week - TimeSpan.FromSeconds(1));
            var extending = Task.Run(() => world.ExtendAsync(id, TimeSpan.FromDays(5)));
            world.Pass(TimeSpan.FromSeconds(2));
            await world.SweepAsync();
            var outcome = await extending;
            await world.SettleAsync();

            var invite = await world.RowAsync(id);
            Assert.Equal(outcome is ExtendOutcome.ExtendedWithNewMail ? InviteStatus.Sent : InviteStatus.Expired, invite.Status);
        }
    }

    [Fact]
    public async Task Twenty_people_extending_at_once_make_one_mail()
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await world.SentAsync("ana@example.com");
        world.Pass(TimeSpan.FromDays(2));

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => world.ExtendAsync(id, TimeSpan.FromDays(6)))));
        await world.SettleAsync();

        Assert.Single(outcomes.OfType<ExtendOutcome.ExtendedWithNewMail>());
        Assert.Equal(2, world.Tenant.Mail.All.Count);
    }

    [Fact]
    public async Task The_pause_after_a_mail_holds_for_a_mail_that_extending_needs()
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await world.SentAsync("ana@example.com");
        await world.ResendAsync(id);
        await world.SweepAsync();
        world.Pass(TimeSpan.FromSeconds(20));

        Assert.Contains("Wait 0:40", Assert.IsType<ExtendOutcome.NotPossible>(await world.ExtendAsync(id, Week)).Why, StringComparison.Ordinal);
        world.Pass(TimeSpan.FromSeconds(40));
        Assert.IsType<ExtendOutcome.ExtendedWithNewMail>(await world.ExtendAsync(id, Week));
    }

    [Fact]
    public async Task What_is_over_or_unknown_can_not_be_extended()
    {
        await using var world = await InviteWorld.StartAsync();
        var accepted = await world.SentAsync("ana@example.com");
        await world.SetPasswordAsync("ana@example.com");
        var revoked = await world.SentAsync("ivo@example.com");
        await world.RevokeAsync(revoked);
        Assert.Equal("It is being revoked.", Assert.IsType<ExtendOutcome.NotPossible>(await world.ExtendAsync(revoked, Week)).Why);
        await world.SettleAsync();

        Assert.IsType<ExtendOutcome.NotPossible>(await world.ExtendAsync(accepted, Week));
        Assert.IsType<ExtendOutcome.NotPossible>(await world.ExtendAsync(revoked, Week));
        Assert.IsType<ExtendOutcome.NotFound>(await world.ExtendAsync(Guid.Empty, Week));
    }

    [Theory]
    [InlineData("outsider@example.com")]
    [InlineData("support@example.com")]
    public async Task Nobody_without_the_right_extends(string email)
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await SentForAsync(world, TimeSpan.FromDays(1));

        Assert.IsType<ExtendOutcome.NotAllowed>(await world.ExtendAsync(id, TimeSpan.FromDays(5), by: email));
        await using var nobody = world.Portal.SignedOut();
        Assert.IsType<ExtendOutcome.NotAllowed>(await nobody.Get<ExtendInvite>().HandleAsync(new ExtendInviteRequest(id, TimeSpan.FromDays(5))));
        Assert.Equal(world.Now.AddDays(1), (await world.RowAsync(id)).ExpiresAt);
    }

    [Fact]
    public async Task For_a_lead_there_is_no_invitation_outside_their_teams()
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await SentForAsync(world, TimeSpan.FromDays(1));

        Assert.IsType<ExtendOutcome.NotFound>(await world.ExtendAsync(id, TimeSpan.FromDays(5), by: "lead@example.com"));
        Assert.Equal(world.Now.AddDays(1), (await world.RowAsync(id)).ExpiresAt);
    }

    private static async Task<Guid> SentForAsync(InviteWorld world, TimeSpan lifetime)
    {
        var outcome = Assert.IsType<InviteUsersOutcome.Recorded>(await world.AskAsync(InviteWorld.Request("ana@example.com") with { Lifetime = lifetime }));
        await world.SweepAsync();
        return Assert.Single(outcome.Invited).Id;
    }
}
