using AdminPortal.Testing;
using Microsoft.Playwright;

namespace AdminPortal.BrowserTests.Pages;

/// <summary>The dialog that invites people, and its result.</summary>
public sealed class InviteDialog(IPage page)
{
    /// <summary>The dialog.</summary>
    public ILocator Whole => page.GetByRole(AriaRole.Dialog, new() { Name = "Invite people" });

    /// <summary>Where addresses are typed; its name does not change with what is in it.</summary>
    public ILocator Addresses => Whole.GetByRole(AriaRole.Textbox, new() { Name = "Email addresses", Exact = true });

    /// <summary>The chips.</summary>
    public ILocator Chips => Whole.GetByRole(AriaRole.List, new() { Name = "Addresses entered" }).GetByRole(AriaRole.Listitem);

    /// <summary>The message to the invitee.</summary>
    public ILocator Message => Whole.GetByRole(AriaRole.Textbox, new() { Name = "Message (optional)", Exact = true });

    /// <summary>The button that sends, whatever its count.</summary>
    public ILocator Send => Whole.Locator("button[type=submit]");

    /// <summary>Closes the result.</summary>
    public ILocator Done => Whole.GetByRole(AriaRole.Button, new() { Name = "Done" });

    /// <summary>The person's line in the result.</summary>
    public ILocator Result(string email) => Whole.Locator(".items").GetByRole(AriaRole.Listitem).Filter(new() { HasText = email });

    /// <summary>Types addresses and ends with Enter.</summary>
    public async Task EnterAsync(string addresses)
    {
        await Addresses.FillAsync(addresses);
        await PressEnterAsync();
    }

    /// <summary>Presses Enter until the field has taken what stands in it: it does so from the moment its script has come.</summary>
    public Task PressEnterAsync() => Eventually.Async(
        async () =>
        {
            await Addresses.PressAsync("Enter");
            return await Addresses.InputValueAsync();
        },
        left => left.Length == 0);

    /// <summary>Ticks a role.</summary>
    public Task ChooseRoleAsync(string role) => Whole.GetByRole(AriaRole.Checkbox, new() { Name = role }).CheckAsync();
}
