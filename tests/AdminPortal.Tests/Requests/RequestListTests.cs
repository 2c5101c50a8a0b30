using AdminPortal.Requests;
using AdminPortal.SignIn;
using Microsoft.Extensions.Options;

namespace AdminPortal.Tests.Requests;

public sealed class RequestListTests
{
    [Fact]
    public async Task Whoever_decides_sees_all_and_whoever_asks_their_own()
    {
        await using var world = await RequestWorld.StartAsync();
        await world.AskedAsync("a@example.com");
        world.Invites.Pass(TimeSpan.FromMinutes(1));
        await world.AskedAsync("b@example.com", RequestWorld.OtherLead);

        var admins = await world.ListAsync(RequestWorld.Admin);
        Assert.Equal(["a@example.com", "b@example.com"], admins.Rows.Select(row => row.Email));
        Assert.Equal((2, true, false), (admins.Waiting, admins.Decides, admins.Asks));
        Assert.Equal(("Lee Lead", "Field sales", true, "He starts on Monday."), (admins.Rows[0].AskedByName, admins.Rows[0].TeamName, admins.Rows[0].AskerLeads, admins.Rows[0].Reason));

        var leads = await world.ListAsync(RequestWorld.OtherLead);
        Assert.Equal(["b@example.com"], leads.Rows.Select(row => row.Email));
        Assert.Equal((1, false, true), (leads.Waiting, leads.Decides, leads.Asks));
    }

    [Fact]
    public async Task A_lead_who_may_invite_by_now_still_sees_what_they_asked_and_what_came_of_it()
    {
        await using var world = await RequestWorld.StartAsync();
        await world.DeclineAsync(await world.AskedAsync("a@example.com"), "Ask again in May.");
        await world.AskedAsync("b@example.com", RequestWorld.OtherLead);
        world.Portal.Get<IOptions<LeadsOptions>>().Value.LeadsMayInvite = true;

        var page = await world.ListAsync(RequestWorld.Lead);
        Assert.Equal("Ask again in May.", Assert.Single(page.AnsweredLately).Note);
        Assert.Equal((true, false, false, 1), (page.OnlyOwn, page.Decides, page.Asks, page.All));
    }

    [Fact]
    public async Task While_Auth0_is_silent_everybody_goes_on_reading_and_nobody_answers()
    {
        await using var world = await RequestWorld.StartAsync();
        var id = await world.AskedAsync("a@example.com");
        world.Invites.AuthSilentFor(TimeSpan.FromMinutes(11));

        var admins = await world.ListAsync(RequestWorld.Admin);
        Assert.Equal(("a@example.com", false, false), (Assert.Single(admins.Rows).Email, admins.Decides, admins.OnlyOwn));
        var leads = await world.ListAsync(RequestWorld.Lead);
        Assert.Equal((1, true, false), (leads.Rows.Count, leads.OnlyOwn, leads.Asks));
        Assert.Equal(1, await world.CountAsync(RequestWorld.Admin));
        Assert.IsType<ApproveOutcome.NotAllowed>(await world.ApproveAsync(id));
    }

    [Fact]
    public async Task The_count_is_for_those_who_see_all()
    {
        await using var world = await RequestWorld.StartAsync();
        await world.AskedAsync("a@example.com");
        var id = await world.AskedAsync("b@example.com", RequestWorld.OtherLead);
        Assert.Equal(2, await world.CountAsync(RequestWorld.Admin));
        await world.DeclineAsync(id);

        Assert.Equal(1, await world.CountAsync(RequestWorld.Admin));
        Assert.Null(await world.CountAsync(RequestWorld.Lead));
        Assert.Null(await world.CountAsync(RequestWorld.Support));
    }

    [Fact]
    public async Task Pages_follow_each_other_without_a_gap_and_the_longest_waiting_comes_first()
    {
        await using var world = await RequestWorld.StartAsync();
        await world.AskAsync(world.Wish([.. Enumerable.Range(1, 60).Select(number => $"p{number:00}@example.com")], null, "Member"));

        var seen = new List<string>();
        for (RequestListQuery? query = new(); query is not null;)
        {
            var page = await world.ListAsync(RequestWorld.Admin, RequestListQuery.Read(null, query.After?.ToString()));
            seen.AddRange(page.Rows.Select(row => row.Email));
            query = page.Next;
        }

        Assert.Equal(Enumerable.Range(1, 60).Select(number => $"p{number:00}@example.com"), seen);
    }

    [Fact]
    public async Task Answered_ones_come_latest_first_page_by_page()
    {
        await using var world = await RequestWorld.StartAsync();
        var asked = Assert.IsType<AskOutcome.Recorded>(await world.AskAsync(world.Wish([.. Enumerable.Range(1, 30).Select(number => $"p{number:00}@example.com")], null, "Member"))).Asked;
        foreach (var pair in asked.Chunk(2))
        {
            // Two at the same moment each: the place of one on the page may not depend on the clock alone.
            world.Invites.Pass(TimeSpan.FromSeconds(1));
            Assert.All([await world.DeclineAsync(pair[0].Id), await world.DeclineAsync(pair[1].Id)], outcome => Assert.IsType<AnswerOutcome.Done>(outcome));
        }

        var first = await world.ListAsync(RequestWorld.Lead, new RequestListQuery { Answered = true });
        var second = await world.ListAsync(RequestWorld.Lead, first.Next!);
        Assert.Equal(asked.Select(person => person.Email).Reverse(), first.Rows.Concat(second.Rows).Select(row => row.Email));
        Assert.Null(second.Next);
        Assert.Equal(5, (await world.ListAsync(RequestWorld.Lead)).AnsweredLately.Count);
    }

    [Fact]
    public async Task A_page_whose_requests_are_all_answered_meanwhile_gives_way_to_the_first()
    {
        await using var world = await RequestWorld.StartAsync();
        var first = await world.AskedAsync("a@example.com");
        var second = await world.AskedAsync("b@example.com");
        await world.DeclineAsync(second);

        Assert.Equal(["a@example.com"], (await world.ListAsync(RequestWorld.Admin, new RequestListQuery { After = first })).Rows.Select(row => row.Email));
    }

    [Fact]
    public async Task Whoever_neither_asks_nor_answers_sees_none_and_the_try_is_noted()
    {
        await using var world = await RequestWorld.StartAsync();
        await using var scope = world.Portal.SignedInAs(RequestWorld.Support);
        Assert.IsType<RequestListOutcome.NotAllowed>(await scope.Get<RequestList>().HandleAsync(new RequestListQuery(), lookAgain: true));
        Assert.Empty(await world.RefusedAsync());
        Assert.IsType<RequestListOutcome.NotAllowed>(await scope.Get<RequestList>().HandleAsync(new RequestListQuery()));
        Assert.Single(await world.RefusedAsync());
    }

    [Theory]
    [InlineData("answered", null, "/requests?show=answered")]
    [InlineData("nonsense", "nonsense", "/requests")]
    [InlineData(null, "0199c2d3-8f5e-7abc-91b2-7f4100000000", "/requests?after=0199c2d3-8f5e-7abc-91b2-7f4100000000")]
    public void The_address_says_what_is_shown_and_nonsense_counts_as_absent(string? show, string? after, string address) =>
        Assert.Equal(address, RequestListQuery.Read(show, after).Address());
}
