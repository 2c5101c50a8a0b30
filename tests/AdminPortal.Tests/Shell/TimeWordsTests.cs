using AdminPortal.Shell;
using Bunit;
using Microsoft.AspNetCore.Http;

namespace AdminPortal.Tests.Shell;

public sealed class TimeWordsTests : PageContext
{
    [Theory]
    [InlineData(-10, "just now")]
    [InlineData(-119, "1 min ago")]
    [InlineData(-3600, "1 hour ago")]
    [InlineData(-7199, "1 hour ago")]
    [InlineData(-172800, "2 days ago")]
    [InlineData(-518399, "5 days ago")]
    [InlineData(40, "in 40 s")]
    [InlineData(111600, "in 31 hours")]
    [InlineData(604799, "in 7 days")]
    public void Instants_are_told_from_now(int seconds, string words) => Assert.Equal(words, TimeWords.Relative(Start.AddSeconds(seconds), Start));

    [Fact]
    public void Until_the_viewers_zone_is_known_times_say_that_they_are_in_UTC()
    {
        var zone = new ViewerZone(new HttpContextAccessor());
        Assert.Equal("22 November, 09:12 UTC", TimeWords.Exact(Start, Start, zone));

        zone.Id = "Nowhere/Land";
        Assert.False(zone.IsKnown);
        zone.Id = "Asia/Kolkata";
        Assert.Equal("22 November, 14:42", TimeWords.Exact(Start, Start, zone));
        Assert.Equal("1 January 2027, 05:30", TimeWords.Exact(new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero), Start, zone));
    }

    [Fact]
    public void A_relative_time_stays_fresh_in_an_open_page()
    {
        var text = Render<TimeText>(parameters => parameters.Add(it => it.At, Start));
        Assert.Equal("just now", text.Find("time").TextContent);

        Clock.Advance(TimeSpan.FromMinutes(2));
        text.WaitForAssertion(() => Assert.Equal("2 min ago", text.Find("time").TextContent));
    }
}
