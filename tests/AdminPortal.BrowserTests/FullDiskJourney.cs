using AdminPortal.Testing;
using Auth0Emulator;
using DevHost;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AdminPortal.BrowserTests;

[Collection(nameof(ChromiumCollection))]
public sealed class FullDiskJourney(Chromium chromium)
{
    [Fact]
    public async Task On_a_full_disk_inviting_resending_and_revoking_say_that_nothing_was_done_and_work_once_there_is_room()
    {
        using var folder = new TemporaryFolder();
        await using var tenant = await LocalTenant.StartAsync(new() { Seed = PortalHostOptions.AnyPort, SearchDelay = TimeSpan.Zero, LogDelay = TimeSpan.Zero });
        await using var portal = ChildProcess.StartThrough(DiskRoom.Launcher, "AdminPortal", LocalPortal.Settings(tenant, folder.Path, publicUrl: ""), "--environment=Staging", "--urls=http://127.0.0.1:0");
        var line = await portal.LineAsync("Now listening on: ");
        var address = new Uri($"http://localhost:{new Uri(line[line.IndexOf("http", StringComparison.Ordinal)..].Trim()).Port}/");
        await using var admin = await Visitor.ComeAsync(chromium.Browser, address, tenant.Address, new());
        await admin.OpenAsync("/");
        await admin.Login.SignInAsync("admin@example.com");
        await admin.Page.WaitForURLAsync(at => at.StartsWith(address.ToString(), StringComparison.Ordinal));
        await admin.Invitations.OpenAsync();
        await admin.Invitations.InviteAsync("ana@example.com");
        await admin.Invitations.ExpectAsync("ana@example.com", "Pending");

        await DiskRoom.EndAtAsync(portal, bytes: 0);
        await admin.Invitations.ResendAsync("ana@example.com");
        await Expect(admin.Page.GetByText("The invitation for ana@example.com was not sent again")).ToBeVisibleAsync();
        await admin.Invitations.RevokeAsync("ana@example.com");
        await Expect(admin.Page.GetByText("The invitation for ana@example.com was not revoked")).ToBeVisibleAsync();
        await admin.Invitations.Invite.ClickAsync();
        await admin.Invitations.Dialog.EnterAsync("ben@example.com");
        await admin.Invitations.Dialog.Send.ClickAsync();
        await Expect(admin.Invitations.Dialog.Whole.GetByText("Nothing was sent")).ToBeVisibleAsync();
        await Expect(admin.Invitations.Dialog.Chips).ToContainTextAsync(["ben@example.com"]);
        Assert.Empty(tenant.Mail.To("ben@example.com"));

        await DiskRoom.GiveBackAsync(portal);
        await admin.Invitations.Dialog.Send.ClickAsync();
        await Expect(admin.Invitations.Dialog.Result("ben@example.com")).ToContainTextAsync("Auth0 accepted the email");
        await admin.Invitations.Dialog.Done.ClickAsync();
        await admin.Invitations.RevokeAsync("ana@example.com");
        await admin.Invitations.ExpectAsync("ana@example.com", "Revoked");
        Assert.Single(tenant.Mail.To("ana@example.com"));
        Assert.Single(tenant.Mail.To("ben@example.com"));
        Assert.Empty(admin.Complaints);
    }
}
