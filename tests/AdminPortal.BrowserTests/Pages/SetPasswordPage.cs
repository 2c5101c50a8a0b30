using Microsoft.Playwright;

namespace AdminPortal.BrowserTests.Pages;

/// <summary>The page behind the link in a mail.</summary>
public sealed class SetPasswordPage(IPage page)
{
    /// <summary>The button; it is there only while the link works.</summary>
    public ILocator Button => page.GetByRole(AriaRole.Button, new() { Name = "Reset password" });

    /// <summary>What the page says.</summary>
    public ILocator Heading => page.GetByRole(AriaRole.Heading, new() { Level = 1 });

    /// <summary>Chooses a password.</summary>
    public async Task ChooseAsync(string password)
    {
        await page.GetByLabel("New password", new() { Exact = true }).FillAsync(password);
        await page.GetByLabel("Re-enter new password").FillAsync(password);
        await Button.ClickAsync();
        await Assertions.Expect(Button).ToBeHiddenAsync();
    }
}
