using Microsoft.Playwright;

namespace AdminPortal.BrowserTests.Pages;

/// <summary>Setup's checks.</summary>
public sealed class SetupChecksPage(IPage page)
{
    /// <summary>What stops every invitation.</summary>
    public ILocator Stops => page.Locator(".notice.red").Filter(new() { HasText = "Invitations wait" });

    private ILocator Failing => page.Locator(".checks > li.bad");

    private ILocator Again => page.GetByRole(AriaRole.Button, new() { Name = "Check again" });

    /// <summary>A check by its id.</summary>
    public ILocator Check(string id) => page.Locator($"#check-{id}");

    /// <summary>Looks again.</summary>
    public Task CheckAgainAsync() => Again.ClickAsync();

    /// <summary>Waits until this many checks fail and nothing is being asked any more.</summary>
    public async Task ExpectFailingAsync(int count)
    {
        await Assertions.Expect(Failing).ToHaveCountAsync(count);
        await Assertions.Expect(Again).ToBeEnabledAsync();
    }
}
