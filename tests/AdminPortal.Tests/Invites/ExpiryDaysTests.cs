using System.Globalization;
using AdminPortal.Invites;
using AdminPortal.Shell;
using Microsoft.AspNetCore.Http;

namespace AdminPortal.Tests.Invites;

public sealed class ExpiryDaysTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 9, 12, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("Pacific/Auckland", "2026-11-23T10:59Z")]
    [InlineData("America/Los_Angeles", "2026-11-24T07:59Z")]
    [InlineData(null, "2026-11-23T23:59Z")]
    public void Tomorrow_ends_on_the_viewers_clock(string? zone, string end)
    {
        var days = Days(zone, Now, TimeSpan.FromDays(7));
        Assert.Equal(new DateOnly(2026, 11, 23), days.First);
        Assert.Equal(DateTimeOffset.Parse(end, CultureInfo.InvariantCulture), days.EndOf(days.First));
    }

    // In Beirut clocks go forward at midnight: 28 March 2027 begins at 01:00.
    [Fact]
    public void A_day_before_a_midnight_that_does_not_exist_ends_all_the_same()
    {
        var days = Days("Asia/Beirut", new(2027, 3, 25, 9, 0, 0, TimeSpan.Zero), TimeSpan.FromDays(7));
        Assert.Equal(new DateTimeOffset(2027, 3, 27, 21, 59, 0, TimeSpan.Zero), days.EndOf(new DateOnly(2027, 3, 27)));
    }

    [Fact]
    public void No_day_outlives_the_link_or_falls_below_the_shortest_lifetime()
    {
        var offer = Offer(TimeSpan.FromHours(20));
        var days = new ExpiryDays(offer, Now.AddHours(14).AddMinutes(47), Zone(null));
        Assert.Equal(days.First, days.Last);
        Assert.InRange(days.LifetimeTo(days.First), offer.ShortestLifetime, offer.LongestLifetime);
        Assert.Equal(days.First, days.Nearest(TimeSpan.FromHours(1)));
        Assert.Equal(days.Last, days.Nearest(TimeSpan.FromDays(30)));
    }

    private static ExpiryDays Days(string? zone, DateTimeOffset now, TimeSpan link) => new(Offer(link), now, Zone(zone));

    private static ViewerZone Zone(string? id) => new(new HttpContextAccessor()) { Id = id };

    private static InviteOffer Offer(TimeSpan link) => new()
    {
        Roles = [],
        RolesNotInTenant = [],
        Lifetimes = [link],
        DefaultLifetime = link,
        ShortestLifetime = InvitesOptions.ShortestLifetime,
        LongestLifetime = link,
        MessageLimit = 500,
        AddressLimit = 20,
    };
}
