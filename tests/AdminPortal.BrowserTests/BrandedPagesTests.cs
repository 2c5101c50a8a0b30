using System.Text;
using Auth0Emulator.Tenant;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AdminPortal.BrowserTests;

/// <summary>The tenant's pages in colours somebody chose without thinking of reading: they can be read all the same, and the browser lets the logo in.</summary>
[Collection(nameof(ChromiumCollection))]
public sealed class BrandedPagesTests(Chromium chromium)
{
    private const string Logo = "https://acme.example/logo.svg";
    private static readonly byte[] Drawing = Encoding.UTF8.GetBytes("""<svg xmlns="http://www.w3.org/2000/svg" width="120" height="40"><rect width="120" height="40" rx="8" fill="#e6007e"/></svg>""");

    [Theory]
    [InlineData("#ffff00", "#ffffff", 1280)]
    [InlineData("#0b0b2a", "#0b0b2a", 375)]
    public async Task The_pages_wear_the_brand_and_stay_legible(string primary, string background, int width)
    {
        await using var journey = await Journey.BeginAsync(chromium);
        journey.Tenant.State.Change(tenant => tenant.Settings = tenant.Settings with
        {
            PrimaryColor = primary,
            PageBackground = new PageBackground { Start = background, End = primary, AngleInDegrees = 35 },
            LogoUrl = Logo,
            FaviconUrl = Logo,
        });
        var found = new Findings();
        var visitor = await journey.VisitorAsync(new VisitorOptions { Width = width });

        // No page of a test reaches the world: the picture is handed to the browser, which asks its policy all the same.
        await visitor.Page.RouteAsync("https://acme.example/**", route => route.FulfillAsync(new() { ContentType = "image/svg+xml", BodyBytes = Drawing }));
        await visitor.OpenAsync("/");
        var picture = visitor.Page.GetByRole(AriaRole.Img, new() { Name = "Acme" });
        await Expect(picture).ToBeVisibleAsync();
        await Expect(picture).ToHaveJSPropertyAsync("naturalWidth", 120);
        Assert.Equal(primary, await visitor.Page.EvaluateAsync<string>("() => getComputedStyle(document.documentElement).getPropertyValue('--act').trim()"));
        await found.LookAsync(visitor, "branded-login" + primary.Replace('#', '-'));
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Forgot password?" }).ClickAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "Forgot your password?" })).ToBeVisibleAsync();
        await Expect(picture).ToBeVisibleAsync();
        await found.LookAsync(visitor, "branded-forgotten" + primary.Replace('#', '-'));
        found.DemandNone();
    }
}
