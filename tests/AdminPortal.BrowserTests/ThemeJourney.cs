using AdminPortal.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AdminPortal.BrowserTests;

[Collection(nameof(ChromiumCollection))]
public sealed class ThemeJourney(Chromium chromium)
{
    [Fact]
    public async Task The_chosen_theme_stays_after_a_reload_and_is_in_the_page_before_any_script_runs()
    {
        await using var journey = await Journey.BeginAsync(chromium);
        var admin = await journey.SignedInAsync("admin@example.com");
        await Expect(admin.Page.Locator("html")).ToHaveCSSAsync("color-scheme", "light dark");

        await admin.Page.Locator("details.account > summary").ClickAsync();
        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "Dark" }).ClickAsync();
        await Expect(admin.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        await Expect(admin.Page.Locator("html")).ToHaveCSSAsync("color-scheme", "dark");

        // The server writes the theme into the page: what arrives is dark already, so nothing can flash.
        var arrived = await admin.Page.APIRequest.GetAsync(admin.Portal.ToString());
        Assert.Contains("data-theme=\"dark\"", await arrived.TextAsync(), StringComparison.Ordinal);
        await admin.OpenAsync("/invites");
        await Expect(admin.Page.Locator("html")).ToHaveCSSAsync("color-scheme", "dark");
    }
}
