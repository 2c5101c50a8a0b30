using AdminPortal.Invites;
using AdminPortal.Testing;

namespace AdminPortal.Tests.Invites;

/// <summary>How many invitations a person and the company have for 24 hours.</summary>
public class DailyLimitsTests
{
    [Fact]
    public async Task Good_addresses_go_out_up_to_the_limit_and_the_others_say_when_a_place_is_free()
    {
        await using var world = await StartAsync(person: 3, company: 100);
        await world.InviteAsync("first@example.com");
        world.Pass(TimeSpan.FromHours(4));

        var outcome = Assert.IsType<InviteUsersOutcome.Recorded>(await world.AskAsync(InviteWorld.Request("a@example.com", "b@example.com", "c@example.com", "first@example.com")));

        Assert.Equal(["a@example.com", "b@example.com"], outcome.Invited.Select(person => person.Email));
        Assert.Equal([NotInvitedReason.DailyLimit, NotInvitedReason.AlreadyInvited], outcome.NotInvited.Select(each => each.Reason));
        Assert.Equal("Your 3 invitations of the last 24 hours are used up. The next one is free in 20 hours.", outcome.NotInvited[0].Why);
    }

    [Fact]
    public async Task A_place_is_free_again_after_24_hours_and_not_before()
    {
        await using var world = await StartAsync(person: 1, company: 100);
        await world.InviteAsync("a@example.com");
        world.Pass(TimeSpan.FromHours(24) - TimeSpan.FromSeconds(1));
        Assert.Single(Assert.IsType<InviteUsersOutcome.Recorded>(await world.AskAsync(InviteWorld.Request("b@example.com"))).NotInvited);

        world.Pass(TimeSpan.FromSeconds(1));
        await world.InviteAsync("b@example.com");
    }

    [Fact]
    public async Task What_others_have_sent_counts_for_the_company_only()
    {
        await using var world = await StartAsync(person: 3, company: 4);
        await world.AddBulkAsync(2);
        Assert.Equal((2, "the company's"), await RoomAsync(world));

        var outcome = Assert.IsType<InviteUsersOutcome.Recorded>(await world.AskAsync(InviteWorld.Request("a@example.com", "b@example.com", "c@example.com")));

        Assert.Equal(2, outcome.Invited.Count);
        Assert.StartsWith("The company's 4 invitations of the last 24 hours are used up.", Assert.Single(outcome.NotInvited).Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Twenty_calls_at_once_take_no_more_places_than_there_are()
    {
        await using var world = await StartAsync(person: 7, company: 100);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(each => Task.Run(() => world.AskAsync(InviteWorld.Request($"p{each}@example.com", $"q{each}@example.com")))));

        Assert.Equal(7, outcomes.Cast<InviteUsersOutcome.Recorded>().Sum(outcome => outcome.Invited.Count));
        Assert.Equal(7, (await world.RowsAsync()).Count);
    }

    [Fact]
    public async Task Resending_and_extending_take_no_place()
    {
        await using var world = await StartAsync(person: 2, company: 2);
        var id = await world.SentAsync("ana@example.com");
        world.Pass(TimeSpan.FromHours(2));
        await world.ResendAsync(id);
        await world.SweepAsync();
        world.Pass(TimeSpan.FromHours(2));
        Assert.IsType<ExtendOutcome.ExtendedWithNewMail>(await world.ExtendAsync(id, TimeSpan.FromDays(7)));
        await world.SweepAsync();

        Assert.Equal(1, (await RoomAsync(world)).Left);
    }

    [Fact]
    public async Task Without_the_right_to_invite_nobody_is_told_a_number()
    {
        await using var world = await StartAsync(person: 2, company: 2);
        await using var scope = world.Portal.SignedInAs("support@example.com");

        Assert.Null((await scope.Get<InviteOfferDetails>().HandleAsync()).Room);
    }

    private static async Task<(int Left, string Whose)> RoomAsync(InviteWorld world)
    {
        await using var scope = world.Portal.SignedInAs(InviteWorld.Admin);
        var room = (await scope.Get<InviteOfferDetails>().HandleAsync()).Room!;
        return (room.Left, room.Whose);
    }

    private static Task<InviteWorld> StartAsync(int person, int company) => InviteWorld.StartAsync(new PortalHostOptions
    {
        Settings = new Dictionary<string, string?>
        {
            ["Invites:DailyPerInviter"] = person.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["Invites:DailyPerCompany"] = company.ToString(System.Globalization.CultureInfo.InvariantCulture),
        },
    });
}
