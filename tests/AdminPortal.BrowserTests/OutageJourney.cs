using AdminPortal.Testing;
using Auth0Emulator.Control;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AdminPortal.BrowserTests;

[Collection(nameof(ChromiumCollection))]
public sealed class OutageJourney(Chromium chromium)
{
    [Fact]
    public async Task While_Auth0_answers_nobody_every_open_page_says_so_inviting_and_searching_go_on_and_it_all_goes_out_afterwards()
    {
        await using var journey = await Journey.BeginAsync(chromium);
        var admin = await journey.SignedInAsync("admin@example.com");
        await admin.Invitations.OpenAsync();
        await admin.Invitations.InviteAsync("before@example.com");
        await admin.Invitations.ExpectAsync("before@example.com", "Pending");
        var home = await admin.Page.Context.NewPageAsync();
        await home.GotoAsync(journey.Portal.Address.ToString());
        await Expect(home.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();

        foreach (var route in Outage.Routes)
        {
            journey.Tenant.Faults.Add(Fault.Drop(route));
        }

        foreach (var page in new[] { admin.Page, home })
        {
            await Expect(page.Locator(".banner")).ToContainTextAsync("Auth0 does not answer", new() { Timeout = 30_000 });
        }

        await admin.PictureAsync("outage");
        await admin.Invitations.Invite.ClickAsync();
        await admin.Invitations.Dialog.EnterAsync("during@example.com");
        await admin.Invitations.Dialog.Send.ClickAsync();
        await admin.Invitations.Dialog.Done.ClickAsync();
        await admin.Invitations.ExpectAsync("during@example.com", "Sending");
        await admin.Page.GotoAsync(new Uri(journey.Portal.Address, "invites?q=before").ToString());
        await admin.Invitations.ExpectAsync("before@example.com", "Pending");
        Assert.Empty(journey.Tenant.Mail.To("during@example.com"));

        journey.Tenant.Faults.Clear();
        foreach (var page in new[] { admin.Page, home })
        {
            await Expect(page.Locator(".banner")).ToHaveCountAsync(0, new() { Timeout = 45_000 });
        }

        await admin.Invitations.OpenAsync();
        await admin.Invitations.ExpectAsync("during@example.com", "Pending");
        Assert.Single(journey.Tenant.Mail.To("during@example.com"));
    }
}
