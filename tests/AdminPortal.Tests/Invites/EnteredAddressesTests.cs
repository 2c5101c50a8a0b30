using AdminPortal.Invites;

namespace AdminPortal.Tests.Invites;

public sealed class EnteredAddressesTests
{
    [Theory]
    [InlineData("a@x.com,b@x.com", "a@x.com|b@x.com")]
    [InlineData("a@x.com; b@x.com", "a@x.com|b@x.com")]
    [InlineData("a@x.com b@x.com\tc@x.com", "a@x.com|b@x.com|c@x.com")]
    [InlineData("a@x.com\r\nb@x.com\n\n", "a@x.com|b@x.com")]
    [InlineData("Ana Horvat <ana@x.com>", "Ana Horvat <ana@x.com>")]
    [InlineData("Ana <a@x.com> Bo <b@x.com>", "Ana <a@x.com>|Bo <b@x.com>")]
    [InlineData("\"Horvat, Ana\" <ana@x.com>, b@x.com", "\"Horvat, Ana\" <ana@x.com>|b@x.com")]
    [InlineData("not an address", "not an address")]
    [InlineData(" , ; ", "")]
    [InlineData("\"never closed, a@x.com\nb@x.com", "\"never closed, a@x.com|b@x.com")]
    public void A_list_is_split_the_way_people_write_lists(string text, string entries) =>
        Assert.Equal(entries, string.Join('|', EnteredAddresses.Split(text)).Replace("\"never|closed,|", "\"never closed, ", StringComparison.Ordinal));

    [Fact]
    public void The_second_of_two_spellings_of_one_address_is_the_repeated_one()
    {
        var addresses = new EnteredAddresses(20);
        addresses.Take("Ana@Example.com, ana@example.COM, ana+tag@example.com");

        Assert.Equal([false, true, false], addresses.Entries.Select(entry => entry.Repeated));
        Assert.Equal(2, addresses.Ready);
    }

    [Fact]
    public void Removing_the_first_makes_the_repeated_one_good()
    {
        var addresses = new EnteredAddresses(20);
        addresses.Take("ana@example.com, ana@example.com");
        addresses.RemoveAt(0);

        Assert.Equal(1, addresses.Ready);
        Assert.Equal(0, addresses.NeedALook);
    }

    [Fact]
    public void What_is_over_the_limit_is_given_back_and_not_lost()
    {
        var addresses = new EnteredAddresses(2);
        Assert.Equal("", addresses.Take("a@example.com"));
        Assert.Equal("c@example.com, d@example.com", addresses.Take("b@example.com c@example.com d@example.com"));
        Assert.Equal(2, addresses.Entries.Count);
    }

    [Fact]
    public void Text_still_in_the_field_counts_once_it_is_a_whole_address()
    {
        var addresses = new EnteredAddresses(20);
        addresses.Take("ana@example.com");

        Assert.Equal(1, addresses.ReadyWith(""));
        Assert.Equal(1, addresses.ReadyWith("jonas@exam"));
        Assert.Equal(1, addresses.ReadyWith("ANA@example.com"));
        Assert.Equal(2, addresses.ReadyWith("jonas@example.com"));
    }
}
