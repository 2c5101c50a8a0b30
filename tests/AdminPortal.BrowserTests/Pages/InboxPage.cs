using Microsoft.Playwright;

namespace AdminPortal.BrowserTests.Pages;

/// <summary>The tenant's inbox.</summary>
public sealed class InboxPage(IPage page, Uri tenant)
{
    /// <summary>The mail as its reader sees it.</summary>
    public IFrameLocator Mail => page.FrameLocator("iframe");

    /// <summary>Opens the inbox and in it the newest mail to an address.</summary>
    public async Task OpenMailToAsync(string address)
    {
        await page.GotoAsync(new Uri(tenant, "/emulator/mail").ToString());
        await page.GetByRole(AriaRole.Link).Filter(new() { HasText = address }).First.ClickAsync();
    }

    /// <summary>The address behind the mail's button.</summary>
    public async Task<string> LinkAsync() =>
        await Mail.GetByRole(AriaRole.Link, new() { Name = "Choose your password" }).GetAttributeAsync("href")
        ?? throw new InvalidOperationException("The button in the mail leads nowhere.");
}
