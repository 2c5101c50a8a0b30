using AdminPortal.Testing;
using Microsoft.Playwright;

namespace AdminPortal.BrowserTests.Pages;

/// <summary>The requests, the dialog that asks and those that answer.</summary>
public sealed class RequestsPage(IPage page)
{
    /// <summary>The button that opens the dialog that asks.</summary>
    public ILocator Ask => page.GetByRole(AriaRole.Button, new() { Name = "Ask for invitations" });

    /// <summary>The dialog that asks.</summary>
    public ILocator AskDialog => page.GetByRole(AriaRole.Dialog, new() { Name = "Ask for invitations" });

    /// <summary>How many wait, beside the place's name.</summary>
    public ILocator Count => page.Locator(".nav .count");

    /// <summary>The requests that wait.</summary>
    public ILocator Waiting => page.GetByRole(AriaRole.Region, new() { Name = "Waiting requests" }).GetByRole(AriaRole.Listitem);

    /// <summary>The last ones that were answered.</summary>
    public ILocator Answered => page.GetByRole(AriaRole.Region, new() { Name = "Answered lately" }).GetByRole(AriaRole.Listitem);

    /// <summary>The dialog that puts a request right.</summary>
    public ILocator Change(string email) => page.GetByRole(AriaRole.Dialog, new() { Name = $"Change before approving {email}" });

    /// <summary>The dialog that declines.</summary>
    public ILocator Decline(string email) => page.GetByRole(AriaRole.Dialog, new() { Name = $"Decline the request for {email}" });

    /// <summary>Opens the dialog that asks and enters addresses.</summary>
    public async Task EnterAsync(string addresses)
    {
        await Ask.ClickAsync();
        var field = AskDialog.GetByRole(AriaRole.Textbox, new() { Name = "Email addresses", Exact = true });
        await Assertions.Expect(field).ToBeFocusedAsync();
        await field.FillAsync(addresses);
        await Eventually.Async(
            async () =>
            {
                await field.PressAsync("Enter");
                return await field.InputValueAsync();
            },
            left => left.Length == 0);
    }
}
