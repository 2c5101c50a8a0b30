using AdminPortal.Data;
using AdminPortal.Shell;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.BrowserTests;

[Collection(nameof(ChromiumCollection))]
public sealed class IdleJourney(Chromium chromium)
{
    [Fact]
    public async Task A_key_pressed_keeps_the_session_and_a_page_that_only_redraws_itself_is_left_when_its_time_is_over()
    {
        await using var journey = await Journey.BeginAsync(chromium);
        var admin = await journey.SignedInAsync("admin@example.com");
        await admin.OpenAsync("/invites");
        await admin.UntilLiveAsync();

        journey.TimePasses(TimeSpan.FromMinutes(110));
        var told = await admin.Page.RunAndWaitForResponseAsync(() => admin.Page.Keyboard.PressAsync("Tab"), reply => reply.Url.EndsWith("/signin/active", StringComparison.Ordinal));
        Assert.Equal(204, told.Status);
        var toldAt = await LastSeenAsync(journey);

        // Long enough for the page to redraw itself, which the browser acknowledges.
        journey.TimePasses(TimeSpan.FromMinutes(110));
        await Task.Delay(Heartbeat.Period * 1.2, TimeProvider.System);
        Assert.Equal(toldAt, await LastSeenAsync(journey));
        Assert.EndsWith("/invites", admin.Page.Url, StringComparison.Ordinal);

        admin.ExpectTheLiveConnectionToEnd();
        journey.TimePasses(TimeSpan.FromMinutes(11));
        await admin.Page.WaitForURLAsync("**/signin/problem/over**", new() { Timeout = 60_000 });
    }

    private static async Task<DateTimeOffset> LastSeenAsync(Journey journey)
    {
        await using var db = await journey.Portal.Get<IDbContextFactory<PortalDb>>().CreateDbContextAsync();
        return await db.Sessions.Select(session => session.LastSeenAt).SingleAsync();
    }
}
