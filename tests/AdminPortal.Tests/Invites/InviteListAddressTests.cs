using AdminPortal.Invites;

namespace AdminPortal.Tests.Invites;

public sealed class InviteListAddressTests
{
    [Theory]
    [InlineData("0199a1c0-0000-7000-8000-000000000001")]
    [InlineData(null)]
    public void An_address_shows_again_what_it_was_made_from(string? team)
    {
        var query = new InviteListQuery { Search = "a&b %", Status = InviteStatusFilter.NotSent, Team = new TeamFilter(team is null ? null : Guid.Parse(team)), Sort = InviteSort.Expires, Descending = true, After = "cursor", From = 26, Size = 50 };
        var parts = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(InviteListAddress.Of(query).Split('?')[1]);
        string? Part(string name) => parts.TryGetValue(name, out var value) ? value.ToString() : null;

        Assert.Equal(query, InviteListAddress.Read(Part("q"), Part("status"), Part("team"), Part("sort"), Part("order"), Part("after"), Part("before"), int.Parse(Part("from")!), int.Parse(Part("size")!)));
    }

    [Fact]
    public void The_plain_list_has_a_plain_address() => Assert.Equal("/invites", InviteListAddress.Of(new InviteListQuery()));

    [Fact]
    public void Nonsense_in_an_address_shows_the_plain_list() =>
        Assert.Equal(new InviteListQuery(), InviteListAddress.Read("  ", "nope", "sales", "colour", "sideways", "", "", -3, 7));

    [Fact]
    public void Every_status_has_a_filter_value_of_its_own()
    {
        var filters = Enum.GetValues<InviteStatusFilter>();
        Assert.Equal(filters.Length, filters.Select(InviteListAddress.Slug).Distinct().Count());
        Assert.All(filters, filter => Assert.Equal(filter, InviteListAddress.Read(null, InviteListAddress.Slug(filter), null, null, null, null, null, null, null).Status));
    }

    [Fact]
    public void A_heading_sorts_the_useful_way_first_and_the_other_way_next_and_begins_at_the_top()
    {
        var paged = new InviteListQuery { After = "cursor", From = 26, Search = "x" };
        var byEmail = paged.SortedBy(InviteSort.Email);
        var bySent = paged.SortedBy(InviteSort.Sent);

        Assert.Equal((InviteSort.Email, false, null, 1, "x"), (byEmail.Sort, byEmail.Descending, byEmail.After, byEmail.From, byEmail.Search));
        Assert.True(byEmail.SortedBy(InviteSort.Email).Descending);
        Assert.True(bySent.Descending);
        Assert.False(bySent.SortedBy(InviteSort.Sent).Descending);
    }
}
