using AdminPortal.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AdminPortal.BrowserTests;

[Collection(nameof(ChromiumCollection))]
public sealed class PlainHtmlJourney(Chromium chromium)
{
    [Fact]
    public async Task With_the_live_connection_blocked_list_search_details_and_navigation_still_answer()
    {
        await using var journey = await Journey.BeginAsync(chromium);
        var live = await journey.SignedInAsync("admin@example.com");
        await live.Invitations.OpenAsync();
        await live.Invitations.InviteAsync("ana@example.com", "ben@example.com");
        await live.Invitations.ExpectAsync("ana@example.com", "Pending");

        var plain = await journey.SignedInAsync("admin@example.com", new() { Live = false });
        await plain.Page.GetByRole(AriaRole.Navigation, new() { Name = "Places" }).GetByRole(AriaRole.Link, new() { Name = "Invitations" }).ClickAsync();
        await Expect(plain.Invitations.Row("ana@example.com")).ToBeVisibleAsync();
        await Expect(plain.Invitations.Row("ben@example.com")).ToBeVisibleAsync();

        await plain.Invitations.Search.FillAsync("ben");
        await plain.Invitations.Search.PressAsync("Enter");
        await Expect(plain.Invitations.Row("ana@example.com")).ToBeHiddenAsync();
        await plain.Page.GetByRole(AriaRole.Link, new() { Name = "ben@example.com" }).ClickAsync();
        await Expect(plain.Page.GetByRole(AriaRole.Heading, new() { Name = "ben@example.com" })).ToBeVisibleAsync();
        await Expect(plain.Page.GetByRole(AriaRole.Heading, new() { Name = "What happened" })).ToBeVisibleAsync();
        await plain.Page.GetByRole(AriaRole.Navigation, new() { Name = "Places" }).GetByRole(AriaRole.Link, new() { Name = "Home" }).ClickAsync();
        await Expect(plain.Page.GetByRole(AriaRole.Region, new() { Name = "Counts" })).ToBeVisibleAsync();
    }
}
