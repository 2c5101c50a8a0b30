using AdminPortal.Invites;
using AdminPortal.Testing;

namespace AdminPortal.Tests.Invites;

/// <summary>The pause between two mails to one address.</summary>
public class ResendPauseTests
{
    private const string Mail = "POST /dbconnections/change_password";

    [Fact]
    public async Task The_first_resend_is_free_and_the_second_waits_the_rest_of_a_minute()
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await world.SentAsync("ana@example.com");
        Assert.IsType<ResendOutcome.Resending>(await world.ResendAsync(id));
        await world.SweepAsync();
        var sentAt = world.Now;
        world.Pass(TimeSpan.FromSeconds(18));

        var soon = Assert.IsType<ResendOutcome.TooSoon>(await world.ResendAsync(id));

        Assert.Equal((TimeSpan.FromSeconds(42), sentAt.AddMinutes(1)), (soon.Wait, soon.AllowedAt));
        var row = await world.ShownAsync(id);
        Assert.Equal(("Wait 0:42 before resending", sentAt.AddMinutes(1)), (row.WhyNoResend, row.ResendAllowedAt));
        Assert.Equal("Wait 0:42 before resending", Assert.Single((await world.ListAsync()).Rows).WhyNoResend);
        Assert.Null(row.WhyNoResendAt(sentAt.AddMinutes(1)));
        world.Pass(TimeSpan.FromSeconds(42));
        Assert.IsType<ResendOutcome.Resending>(await world.ResendAsync(id));
    }

    [Fact]
    public async Task Eleven_resends_in_a_minute_are_one_and_ten_refusals_that_say_how_long()
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await world.SentAsync("ana@example.com");
        var outcomes = new List<ResendOutcome>();
        for (var click = 0; click < 11; click++)
        {
            outcomes.Add(await world.ResendAsync(id));
            await world.SweepAsync();
            world.Pass(TimeSpan.FromSeconds(5));
        }

        Assert.Single(outcomes.OfType<ResendOutcome.Resending>());
        Assert.Equal(10, outcomes.OfType<ResendOutcome.TooSoon>().Count(soon => soon.Wait > TimeSpan.Zero));
        Assert.Equal(2, world.Calls(Mail));
    }

    [Fact]
    public async Task Another_invitation_to_the_address_in_any_spelling_counts_too()
    {
        await using var world = await InviteWorld.StartAsync();
        var first = await world.SentAsync("Ana@Example.com");
        await world.RevokeAsync(first);
        await world.SettleAsync();
        var second = await world.SentAsync("aNA@example.COM");
        world.Pass(TimeSpan.FromSeconds(10));

        var soon = Assert.IsType<ResendOutcome.TooSoon>(await world.ResendAsync(second));

        Assert.Equal(TimeSpan.FromSeconds(50), soon.Wait);
        world.Pass(TimeSpan.FromSeconds(50));
        Assert.IsType<ResendOutcome.Resending>(await world.ResendAsync(second));
    }

    [Fact]
    public async Task Other_addresses_wait_for_nobody()
    {
        await using var world = await InviteWorld.StartAsync();
        var ana = await world.SentAsync("ana@example.com");
        var tagged = await world.SentAsync("ana+1@example.com");
        await world.ResendAsync(ana);
        await world.SweepAsync();

        Assert.IsType<ResendOutcome.TooSoon>(await world.ResendAsync(ana));
        Assert.IsType<ResendOutcome.Resending>(await world.ResendAsync(tagged));
    }

    [Fact]
    public async Task A_mail_the_provider_refused_holds_back_nothing()
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await world.SentAsync("ana@example.com");
        await world.ResendAsync(id);
        await world.SweepAsync();
        world.WriteLog("fn", world.Account("ana@example.com")!.UserId, "ana@example.com", "550 5.1.1 mailbox does not exist");
        await world.SweepAsync();
        Assert.Equal(InviteStatus.Failed, (await world.RowAsync(id)).Status);

        Assert.IsType<ResendOutcome.Resending>(await world.ResendAsync(id));
    }

    [Fact]
    public async Task The_pause_is_as_long_as_the_setting_says()
    {
        await using var world = await InviteWorld.StartAsync(new PortalHostOptions { Settings = new Dictionary<string, string?> { ["Invites:ResendPause"] = "00:10:00" } });
        var id = await world.SentAsync("ana@example.com");
        await world.ResendAsync(id);
        await world.SweepAsync();

        Assert.Equal(TimeSpan.FromMinutes(10), Assert.IsType<ResendOutcome.TooSoon>(await world.ResendAsync(id)).Wait);
    }
}
