using AdminPortal.BrowserTests.Pages;
using AdminPortal.Testing;
using Auth0Emulator;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AdminPortal.BrowserTests;

[Collection(nameof(ChromiumCollection))]
public sealed class SetupJourney(Chromium chromium)
{
    [Fact]
    public async Task An_admin_edits_the_mail_sees_it_publishes_it_and_the_next_invitation_carries_the_edit()
    {
        await using var journey = await Journey.BeginAsync(chromium);
        var admin = await journey.SignedInAsync("admin@example.com");
        await admin.OpenAsync("/setup/email");
        await admin.UntilLiveAsync();
        var body = admin.Page.Locator("#body");
        var publish = admin.Page.GetByRole(AriaRole.Button, new() { Name = "Publish to Auth0" });
        var preview = admin.Page.FrameLocator("iframe.preview");
        await Expect(preview.GetByRole(AriaRole.Heading)).ToContainTextAsync("Ada Admin invites you");
        await Expect(publish).ToHaveAttributeAsync("aria-disabled", "true");

        // Typed, not filled in: what is typed while the server answers must not be lost.
        await body.ClickAsync();
        await admin.Page.Keyboard.PressAsync("Control+Home");
        await body.PressSequentiallyAsync("{% if %}", new() { Delay = 15 });
        await Expect(admin.Page.Locator("#body-told .error")).ToContainTextAsync("Line 1: A value is missing");
        await Expect(admin.Page.Locator("#why-not")).ToContainTextAsync("Publishing waits until this is cured");
        await admin.PictureAsync("setup-1-mistake");
        for (var letter = 0; letter < "{% if %}".Length; letter++)
        {
            await admin.Page.Keyboard.PressAsync("Backspace");
        }

        var text = await body.InputValueAsync();
        await body.FillAsync(text.Replace("Hello, there is a place", "Hello from the portal: there is a place", StringComparison.Ordinal));
        await Expect(preview.GetByText("Hello from the portal")).ToBeVisibleAsync();
        await Expect(admin.Page.Locator(".difference .new").Filter(new() { HasText = "Hello from the portal" })).ToBeVisibleAsync();
        await admin.PictureAsync("setup-2-edited");

        // Dark as a mail client shows it, whatever the page's own theme.
        await Expect(preview.Locator("body")).ToHaveCSSAsync("background-color", "rgb(249, 248, 249)");
        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "Dark", Exact = true }).Last.ClickAsync();
        await Expect(preview.Locator("body")).ToHaveCSSAsync("background-color", "rgb(19, 16, 19)");
        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "Narrow" }).ClickAsync();
        await admin.PictureAsync("setup-3-dark-narrow");
        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "Reset" }).ClickAsync();
        await Expect(preview.GetByRole(AriaRole.Heading)).ToContainTextAsync("Choose a new password");
        await admin.Page.GetByLabel("Sample person").SelectOptionAsync("Hostile");
        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "Invitation", Exact = true }).ClickAsync();
        await Expect(preview.GetByText("<script>alert(1)</script>")).ToBeVisibleAsync();

        // The draft outlives the page.
        await admin.OpenAsync("/setup/email");
        await admin.UntilLiveAsync();
        await Expect(body).ToBeVisibleAsync();
        Assert.Contains("Hello from the portal", await body.InputValueAsync(), StringComparison.Ordinal);
        await publish.ClickAsync();
        await admin.Page.GetByRole(AriaRole.Alertdialog).GetByRole(AriaRole.Button, new() { Name = "Publish to Auth0" }).ClickAsync();
        await Expect(admin.Page.GetByRole(AriaRole.Status).GetByText("The template is published")).ToBeVisibleAsync();
        await Expect(admin.Page.GetByRole(AriaRole.Heading, new() { Name = "Published by Ada Admin" })).ToBeVisibleAsync();
        await admin.PictureAsync("setup-4-published");

        await admin.Invitations.OpenAsync();
        await admin.Invitations.InviteAsync("ana@example.com");
        var mail = await journey.Tenant.MailToAsync("ana@example.com");
        Assert.Contains("Hello from the portal", mail.Html, StringComparison.Ordinal);
        var ana = await journey.VisitorAsync();
        await ana.Inbox.OpenMailToAsync("ana@example.com");
        await Expect(ana.Inbox.Mail.GetByText("Hello from the portal")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_scope_that_was_granted_in_the_wrong_tab_is_named_with_its_cure_and_what_waited_goes_out_by_itself()
    {
        await using var journey = await Journey.BeginAsync(chromium);
        var colleague = await journey.SignedInAsync("admin@example.com");
        await colleague.Invitations.OpenAsync();
        await colleague.Invitations.Invite.ClickAsync();
        await colleague.Invitations.Dialog.EnterAsync("ana@example.com");
        var admin = await journey.SignedInAsync("admin@example.com");
        var checks = new SetupChecksPage(admin.Page);
        await admin.OpenAsync("/setup");
        await admin.UntilLiveAsync();
        await checks.CheckAgainAsync();
        await checks.ExpectFailingAsync(0);

        journey.Tenant.Grants.Deny(TenantSeed.ManagementClientId, "create:users");
        await checks.CheckAgainAsync();

        await checks.ExpectFailingAsync(1);
        var scopes = checks.Check("scopes");
        await Expect(scopes.Locator(".state")).ToHaveTextAsync("Fails");
        await Expect(scopes).ToContainTextAsync("1 scope is missing: create:users: No account can be made for the people invited.");
        await Expect(scopes.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "“Machine to Machine Applications”" }))
            .ToContainTextAsync("The tab “Permissions” beside it only lists what exists; ticking there grants nothing.");
        await Expect(scopes.GetByRole(AriaRole.Button, new() { Name = "Copy scopes" })).ToHaveAttributeAsync("data-copy", "create:users");
        await Expect(scopes.Locator("form")).ToHaveCountAsync(0); // no button could grant it, and none must

        // The dialog was open before: what is sent now is recorded and waits.
        await colleague.Invitations.Dialog.Send.ClickAsync();
        await colleague.Invitations.Dialog.Done.ClickAsync();
        await colleague.Invitations.ExpectAsync("ana@example.com", "Sending");
        await admin.OpenAsync("/setup");
        await admin.UntilLiveAsync();
        await Expect(checks.Stops).ToContainTextAsync("1 invitation is queued, and goes out by itself within a minute of the cure.");
        await admin.PictureAsync("setup-scopes-1-trap");

        journey.Tenant.Grants.Allow(TenantSeed.ManagementClientId, "create:users");
        await checks.CheckAgainAsync();
        await Expect(scopes.Locator(".state")).ToHaveTextAsync("Works");
        await checks.ExpectFailingAsync(0);
        await Expect(checks.Stops).ToBeHiddenAsync();
        await admin.PictureAsync("setup-scopes-2-cured");
        await colleague.Invitations.ExpectAsync("ana@example.com", "Pending");
        Assert.NotNull(await journey.Tenant.MailToAsync("ana@example.com"));
    }

    [Fact]
    public async Task An_admin_follows_a_test_through_its_steps_and_cleans_it_up()
    {
        await using var journey = await Journey.BeginAsync(chromium);
        var admin = await journey.SignedInAsync("admin@example.com");
        await admin.OpenAsync("/setup/test");
        await admin.UntilLiveAsync();
        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "Send a test invitation" }).ClickAsync();
        var run = admin.Page.GetByRole(AriaRole.Region, new() { Name = "Test to admin+test" });
        await Expect(run.Locator(".post.green")).ToHaveCountAsync(4, new() { Timeout = 30_000 });
        await admin.PictureAsync("test-invite-1-sent");
        await run.GetByRole(AriaRole.Button, new() { Name = "Clean up now" }).ClickAsync();
        await Expect(run.Locator(".post.green")).ToHaveCountAsync(5);
        await admin.PictureAsync("test-invite-2-clean");
        await admin.Invitations.OpenAsync();
        await Expect(admin.Page.GetByText("admin+test")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task An_admin_gives_the_sign_in_pages_another_colour_and_the_next_visitor_sees_it()
    {
        await using var journey = await Journey.BeginAsync(chromium);
        var admin = await journey.SignedInAsync("admin@example.com");
        await admin.OpenAsync("/setup/branding");
        await admin.UntilLiveAsync();
        await admin.Page.GetByLabel("Primary colour").FillAsync("#ffe14d");
        await admin.Page.Keyboard.PressAsync("Tab");
        await Expect(admin.Page.GetByText("fails AA, hard to read").First).ToBeVisibleAsync();
        await admin.Page.GetByLabel("Primary colour").FillAsync("#812e63");
        await admin.Page.Keyboard.PressAsync("Tab");
        await Expect(admin.Page.GetByText("passes AA").First).ToBeVisibleAsync();
        await admin.PictureAsync("branding-1-edited");
        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "Save to Auth0" }).ClickAsync();
        await admin.Page.GetByRole(AriaRole.Alertdialog).GetByRole(AriaRole.Button, new() { Name = "Save to Auth0" }).ClickAsync();
        await Expect(admin.Page.GetByRole(AriaRole.Status).GetByText("The branding is saved")).ToBeVisibleAsync();

        var stranger = await journey.VisitorAsync();
        await stranger.OpenAsync("/");
        await Expect(stranger.Page.GetByRole(AriaRole.Button, new() { Name = "Continue" })).ToHaveCSSAsync("background-color", "rgb(129, 46, 99)");
        await stranger.PictureAsync("branding-2-login");

        await admin.PictureAsync("branding-3-history");
        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "Put back" }).ClickAsync();
        await admin.Page.GetByRole(AriaRole.Alertdialog).GetByRole(AriaRole.Button, new() { Name = "Put back" }).ClickAsync();
        await Expect(admin.Page.GetByRole(AriaRole.Heading, new() { Name = "Put back by Ada Admin" })).ToBeVisibleAsync();
        await stranger.OpenAsync("/");
        await Expect(stranger.Page.GetByRole(AriaRole.Button, new() { Name = "Continue" })).Not.ToHaveCSSAsync("background-color", "rgb(129, 46, 99)");
    }
}
