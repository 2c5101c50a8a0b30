using Microsoft.Playwright;

namespace AdminPortal.BrowserTests.Pages;

/// <summary>The list of invitations.</summary>
public sealed class InvitationsPage(IPage page, Uri portal, bool live)
{
    /// <summary>The dialog that invites.</summary>
    public InviteDialog Dialog => new(page);

    /// <summary>The table.</summary>
    public ILocator Table => page.GetByRole(AriaRole.Table, new() { Name = "Invitations" });

    /// <summary>The search box.</summary>
    public ILocator Search => page.GetByLabel("Search invitations");

    /// <summary>The button that opens the dialog.</summary>
    public ILocator Invite => page.GetByRole(AriaRole.Button, new() { Name = "Invite people" });

    /// <summary>The question that is being asked.</summary>
    public ILocator Question => page.GetByRole(AriaRole.Alertdialog).Or(page.GetByRole(AriaRole.Dialog));

    /// <summary>Opens the list and waits until it is live, where it can be.</summary>
    public async Task OpenAsync(string query = "")
    {
        await page.GotoAsync(new Uri(portal, "/invites" + query).ToString());
        if (live)
        {
            await Islands.UntilLiveAsync(page);
        }
    }

    /// <summary>The row of an address.</summary>
    public ILocator Row(string email) => Table.GetByRole(AriaRole.Row).Filter(new() { Has = page.GetByRole(AriaRole.Link, new() { Name = email, Exact = true }) });

    /// <summary>Waits until the row shows a status.</summary>
    public Task ExpectAsync(string email, string status) =>
        Assertions.Expect(Row(email).Locator(".chip")).ToHaveTextAsync(status, new() { Timeout = 20_000 });

    /// <summary>Waits until the row can be acted on: it is then the live page's own, and no longer the one that came as plain HTML.</summary>
    public Task ExpectActionsAsync(string email) =>
        Assertions.Expect(Row(email).Locator(".menu button", new() { HasText = "Resend" })).Not.ToHaveAttributeAsync("aria-disabled", "true");

    /// <summary>Invites addresses through the dialog and closes it.</summary>
    public async Task InviteAsync(params string[] addresses)
    {
        await Invite.ClickAsync();
        await Dialog.EnterAsync(string.Join(", ", addresses));
        await Dialog.Send.ClickAsync();
        await Dialog.Done.ClickAsync();
    }

    /// <summary>Opens the menu of a row.</summary>
    public Task OpenMenuAsync(string email) => page.GetByRole(AriaRole.Button, new() { Name = $"Actions for {email}" }).ClickAsync();

    /// <summary>Resends through the row's menu and confirms.</summary>
    public async Task ResendAsync(string email)
    {
        await OpenMenuAsync(email);
        await Row(email).Locator(".menu").GetByRole(AriaRole.Button, new() { Name = "Resend" }).ClickAsync();
        await Question.GetByRole(AriaRole.Button, new() { Name = "Resend" }).ClickAsync();
    }

    /// <summary>Chooses an item of a row's menu.</summary>
    public async Task ChooseAsync(string email, string item)
    {
        await OpenMenuAsync(email);
        await Row(email).Locator(".menu").GetByRole(AriaRole.Button, new() { Name = item }).ClickAsync();
    }

    /// <summary>The dialog that extends.</summary>
    public ILocator Extend(string email) => page.GetByRole(AriaRole.Dialog, new() { Name = $"Extend the invitation for {email}" });

    /// <summary>The dialog that changes roles.</summary>
    public ILocator Roles(string email) => page.GetByRole(AriaRole.Dialog, new() { Name = $"Change team or roles for {email}" });

    /// <summary>Revokes through the row's menu and confirms.</summary>
    public async Task RevokeAsync(string email)
    {
        await OpenMenuAsync(email);
        await Row(email).Locator(".menu").GetByRole(AriaRole.Button, new() { Name = "Revoke" }).ClickAsync();
        await Question.GetByRole(AriaRole.Button, new() { Name = "Revoke" }).ClickAsync();
    }
}
