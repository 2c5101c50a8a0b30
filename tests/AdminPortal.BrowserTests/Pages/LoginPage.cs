using Auth0Emulator;
using Microsoft.Playwright;

namespace AdminPortal.BrowserTests.Pages;

/// <summary>The tenant's sign-in.</summary>
public sealed class LoginPage(IPage page)
{
    /// <summary>Signs in.</summary>
    public async Task SignInAsync(string email, string password = TenantSeed.Password)
    {
        await page.GetByLabel("Email address").FillAsync(email);
        await page.GetByLabel("Password").FillAsync(password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
    }
}
