using AdminPortal.Testing;
using Auth0Emulator;
using static Microsoft.Playwright.Assertions;

namespace AdminPortal.BrowserTests;

[Collection(nameof(ChromiumCollection))]
public sealed class KeyboardJourney(Chromium chromium)
{
    [Fact]
    public async Task Signing_in_and_inviting_somebody_needs_no_mouse()
    {
        await using var journey = await Journey.BeginAsync(chromium);
        var admin = await journey.VisitorAsync();
        var keys = admin.Page.Keyboard;

        await admin.OpenAsync("/invites");
        await TabToAsync(admin, "email");
        await keys.TypeAsync("admin@example.com");
        await keys.PressAsync("Tab");
        await keys.TypeAsync(TenantSeed.Password);
        await keys.PressAsync("Enter");
        await Expect(admin.Invitations.Invite).ToBeVisibleAsync();
        await admin.UntilLiveAsync();

        await TabToAsync(admin, "Skip to content");
        await keys.PressAsync("Enter");
        await TabToAsync(admin, "Invite people");
        await keys.PressAsync("Enter");
        await Expect(admin.Invitations.Dialog.Addresses).ToBeFocusedAsync();
        await keys.TypeAsync("ana@example");
        await admin.Invitations.Dialog.PressEnterAsync();
        await Expect(admin.Invitations.Dialog.Chips).ToHaveCountAsync(1);
        await Expect(admin.Invitations.Dialog.Whole.Locator("#emails-errors")).ToContainTextAsync("ana@example");
        await keys.PressAsync("Backspace"); // in an empty box it takes the last address away
        await Expect(admin.Invitations.Dialog.Chips).ToHaveCountAsync(0);
        await keys.TypeAsync("ana@example.com,");
        await Expect(admin.Invitations.Dialog.Chips).ToHaveCountAsync(1);
        await TabToAsync(admin, "Send 1 invite");
        await keys.PressAsync("Enter");
        await Expect(admin.Invitations.Dialog.Result("ana@example.com")).ToBeVisibleAsync();

        await keys.PressAsync("Escape");
        await Expect(admin.Invitations.Dialog.Whole).ToBeHiddenAsync();
        await Expect(admin.Invitations.Invite).ToBeFocusedAsync();
        await admin.Invitations.ExpectAsync("ana@example.com", "Pending");
    }

    [Fact]
    public async Task A_slash_jumps_to_the_search_box()
    {
        await using var journey = await Journey.BeginAsync(chromium);
        var admin = await journey.SignedInAsync("admin@example.com");
        await admin.Invitations.OpenAsync();
        await admin.Page.Keyboard.PressAsync("/");
        await Expect(admin.Invitations.Search).ToBeFocusedAsync();
        Assert.Equal("", await admin.Invitations.Search.InputValueAsync());
    }

    // By id, name, accessible name or text of whatever has the focus; a page that traps the focus fails here.
    private static async Task TabToAsync(Visitor visitor, string name)
    {
        const string Names = "() => { const e = document.activeElement; return [e.id, e.name, e.getAttribute('aria-label'), e.textContent.trim()].join('|'); }";
        for (var step = 0; step < 40; step++)
        {
            if ((await visitor.Page.EvaluateAsync<string>(Names)).Split('|').Contains(name))
            {
                return;
            }

            await visitor.Page.Keyboard.PressAsync("Tab");
        }

        Assert.Fail($"The Tab key never came to \"{name}\" on {visitor.Page.Url}.");
    }
}
