using AdminPortal.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AdminPortal.BrowserTests;

[Collection(nameof(ChromiumCollection))]
public sealed class AccessJourneys(Chromium chromium)
{
    [Fact]
    public async Task Somebody_without_the_role_reads_which_role_is_needed_and_whom_to_ask()
    {
        await using var journey = await Journey.BeginAsync(chromium);
        var outsider = await journey.VisitorAsync();
        outsider.ExpectRefusal("/signin/no-access");
        await outsider.OpenAsync("/invites");
        await outsider.Login.SignInAsync("outsider@example.com");

        await Expect(outsider.Page.GetByRole(AriaRole.Heading, new() { Name = "One role is missing" })).ToBeVisibleAsync();
        await Expect(outsider.Page.GetByText("Portal Admin").First).ToBeVisibleAsync();
        await Expect(outsider.Page.GetByText("Ada Admin").First).ToBeVisibleAsync();
        await Expect(outsider.Page.GetByRole(AriaRole.Link, new() { Name = "Invitations" })).ToBeHiddenAsync();
        await outsider.PictureAsync("access-no-role");
    }

    [Fact]
    public async Task Signing_in_leads_back_to_the_page_that_was_asked_for()
    {
        await using var journey = await Journey.BeginAsync(chromium);
        var admin = await journey.VisitorAsync();
        await admin.OpenAsync("/invites?status=pending");
        await admin.Login.SignInAsync("admin@example.com");

        await admin.Page.WaitForURLAsync("**/invites?status=pending");
        await Expect(admin.Page.GetByRole(AriaRole.Heading, new() { Name = "Invitations" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Signing_out_ends_the_session_here_and_at_the_tenant()
    {
        await using var journey = await Journey.BeginAsync(chromium);
        var admin = await journey.SignedInAsync("admin@example.com");
        await admin.Page.GetByText("Account and theme").ClickAsync(new() { Force = true });
        admin.ExpectTheLiveConnectionToEnd(); // given up before the page is left; what it sends between is answered on the console
        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Expect(admin.Page.GetByRole(AriaRole.Heading, new() { Name = "You are signed out" })).ToBeVisibleAsync();

        await admin.OpenAsync("/invites");
        await Expect(admin.Page.GetByLabel("Password")).ToBeVisibleAsync();
    }
}
