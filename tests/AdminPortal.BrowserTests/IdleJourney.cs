using AdminPortal.Data;
using Microsoft.EntityFrameworkCore;
using static Microsoft.Playwright.Assertions;

namespace AdminPortal.BrowserTests;

[Collection(nameof(ChromiumCollection))]
public sealed class IdleJourney(Chromium chromium)
{
    [Fact]
    public async Task A_key_pressed_keeps_the_session_and_a_page_that_only_redraws_itself_is_left_when_its_time_is_over()
    {
        await using var journey = await Journey.BeginAsync(chromium);
        var admin = await journey.SignedInAsync("admin@example.com");
        await admin.Invitations.OpenAsync();
        await admin.Invitations.InviteAsync("ana@example.com");
        await admin.Invitations.ExpectAsync("ana@example.com", "Pending");

        // A page tells of the first thing somebody does on it, and then for a while of nothing.
        await admin.Invitations.OpenAsync();
        await Expect(admin.Invitations.Invite).ToBeVisibleAsync();

        journey.TimePasses(TimeSpan.FromMinutes(110));
        var told = await admin.Page.RunAndWaitForResponseAsync(() => admin.Page.Keyboard.PressAsync("Tab"), reply => reply.Url.EndsWith("/signin/active", StringComparison.Ordinal));
        Assert.Equal(204, told.Status);
        var toldAt = await LastSeenAsync(journey);

        // The page redraws itself twice; by the second time the browser has long acknowledged the first.
        journey.TimePasses(TimeSpan.FromMinutes(60));
        await RedrawnAsync(admin, "2 hours ago");
        journey.TimePasses(TimeSpan.FromMinutes(50));
        await RedrawnAsync(admin, "3 hours ago");
        Assert.Equal(toldAt, await LastSeenAsync(journey));
        Assert.EndsWith("/invites", admin.Page.Url, StringComparison.Ordinal);

        admin.ExpectTheLiveConnectionToEnd();
        journey.TimePasses(TimeSpan.FromMinutes(11));
        await admin.Page.WaitForURLAsync("**/signin/problem/over**", new() { Timeout = 60_000 });
    }

    private static Task RedrawnAsync(Visitor visitor, string sent) =>
        Expect(visitor.Invitations.Row("ana@example.com")).ToContainTextAsync(sent, new() { Timeout = 60_000 });

    private static async Task<DateTimeOffset> LastSeenAsync(Journey journey)
    {
        await using var db = await journey.Portal.Get<IDbContextFactory<PortalDb>>().CreateDbContextAsync();
        return await db.Sessions.Select(session => session.LastSeenAt).SingleAsync();
    }
}
