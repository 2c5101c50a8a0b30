using AdminPortal.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AdminPortal.BrowserTests;

[Collection(nameof(ChromiumCollection))]
public sealed class MainJourney(Chromium chromium)
{
    [Fact]
    public async Task An_invited_person_reads_the_mail_sets_a_password_and_signs_in_and_the_admins_open_page_turns_to_Accepted()
    {
        await using var journey = await Journey.BeginAsync(chromium);
        var admin = await journey.SignedInAsync("admin@example.com");
        await admin.PictureAsync("main-1-home");

        await admin.Invitations.OpenAsync();
        await admin.PictureAsync("main-2-nobody-invited-yet");
        await admin.Invitations.Invite.ClickAsync();
        await admin.Invitations.Dialog.EnterAsync("Ana Horvat <ana@example.com>");
        await admin.Invitations.Dialog.ChooseRoleAsync("Member");
        await admin.Invitations.Dialog.Message.FillAsync("Your first shift plan is waiting.");
        await Expect(admin.Invitations.Dialog.Send).ToHaveTextAsync("Send 1 invite");
        await admin.PictureAsync("main-3-dialog");
        await admin.Invitations.Dialog.Send.ClickAsync();
        await Expect(admin.Invitations.Dialog.Result("ana@example.com")).ToContainTextAsync("Auth0 accepted the email");
        await admin.PictureAsync("main-4-result");
        await admin.Invitations.Dialog.Done.ClickAsync();
        await admin.Invitations.ExpectAsync("ana@example.com", "Pending");
        await admin.PictureAsync("main-5-pending");

        var ana = await journey.VisitorAsync();
        await ana.Inbox.OpenMailToAsync("ana@example.com");
        await Expect(ana.Inbox.Mail.GetByRole(AriaRole.Heading, new() { Name = "Ada Admin invites you to Acme" })).ToBeVisibleAsync();
        await Expect(ana.Inbox.Mail.GetByText("Your first shift plan is waiting.")).ToBeVisibleAsync();
        await ana.PictureAsync("main-6-mail");
        await ana.Page.GotoAsync(await ana.Inbox.LinkAsync());
        await ana.PictureAsync("main-7-set-password");
        await ana.SetPassword.ChooseAsync("Ana-chose-this-1");

        await ana.Page.GotoAsync(new Uri(journey.Tenant.Address, "/emulator/acme").ToString());
        await ana.Page.GetByRole(AriaRole.Link, new() { Name = "Sign in" }).Or(ana.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" })).ClickAsync();
        await ana.Login.SignInAsync("ana@example.com", "Ana-chose-this-1");
        await Expect(ana.Page.GetByText("ana@example.com").First).ToBeVisibleAsync();
        await ana.PictureAsync("main-8-acme");

        await admin.Invitations.ExpectAsync("ana@example.com", "Accepted");
        await admin.PictureAsync("main-9-accepted");
        await admin.Page.GetByRole(AriaRole.Link, new() { Name = "ana@example.com" }).ClickAsync();
        await Expect(admin.Page.GetByRole(AriaRole.Heading, new() { Name = "What happened" })).ToBeVisibleAsync();
        await admin.PictureAsync("main-10-details");
        Assert.Single(journey.Tenant.Mail.To("ana@example.com"));
    }

    [Fact]
    public async Task What_one_admin_does_shows_in_the_open_page_of_another()
    {
        await using var journey = await Journey.BeginAsync(chromium);
        var ada = await journey.SignedInAsync("admin@example.com");
        await ada.Invitations.OpenAsync();
        var sameAdaElsewhere = await journey.SignedInAsync("admin@example.com");
        await sameAdaElsewhere.OpenAsync("/");
        await sameAdaElsewhere.UntilLiveAsync();

        await ada.Invitations.InviteAsync("ben@example.com");

        await Expect(sameAdaElsewhere.Page.GetByRole(AriaRole.Link, new() { Name = "Pending 1" })).ToBeVisibleAsync();
    }
}
