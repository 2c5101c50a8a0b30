using System.Collections.Concurrent;
using System.Text;
using AdminPortal.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AdminPortal.BrowserTests;

/// <summary>Somebody of the support staff helps a person on the phone, and can do nothing else.</summary>
[Collection(nameof(ChromiumCollection))]
public sealed class SupportJourney(Chromium chromium)
{
    [Fact]
    public async Task Support_looks_up_an_address_opens_it_and_reads_the_next_step()
    {
        await using var journey = await Journey.BeginAsync(chromium);
        var admin = await journey.SignedInAsync("admin@example.com");
        await admin.Invitations.OpenAsync();
        await admin.Invitations.InviteAsync("ana@example.com", "joana@example.com");
        await admin.Invitations.ExpectAsync("ana@example.com", "Pending");
        await admin.Invitations.ExpectAsync("joana@example.com", "Pending");

        var support = await journey.SignedInAsync("support@example.com");
        var frames = FramesOf(support.Page);
        var page = support.Page;
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1, Name = "Look up an invitation" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Invitations" })).ToBeHiddenAsync();
        await support.UntilLiveAsync();
        await support.PictureAsync("lookup-newest");

        await page.GetByLabel("Look up an address").FillAsync("ana@example.com");
        await page.GetByRole(AriaRole.Button, new() { Name = "Look up" }).ClickAsync();
        await Expect(page.Locator("tbody th a")).ToHaveTextAsync(["ana@example.com", "j•••@example.com"]);
        await support.PictureAsync("lookup-found");
        await page.GetByRole(AriaRole.Link, new() { Name = "j•••@example.com" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1, Name = "joana@example.com" })).ToBeVisibleAsync();
        await Expect(page.Locator("#next-step")).ToContainTextAsync("Ask them to look for the email of");
        await Expect(page.Locator("#next-step")).ToContainTextAsync("an admin can send it again.");
        await Expect(page.Locator("main").GetByRole(AriaRole.Button)).ToHaveCountAsync(0);
        await Expect(page.Locator("main a")).ToHaveTextAsync(["Look up"]);
        await support.PictureAsync("lookup-opened");

        support.ExpectRefusal("/signin/not-yours");
        await page.GotoAsync(new Uri(journey.Portal.Address, "/invites").ToString());
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "this page is not yours to see" })).ToBeVisibleAsync();

        var (link, account) = ((await journey.Tenant.MailToAsync("joana@example.com")).PasswordLink(), journey.Tenant.State.Read(tenant => tenant.Users.Values.Single(user => user.Email == "joana@example.com").UserId));
        Assert.NotEmpty(frames);
        Assert.All(frames, frame =>
        {
            Assert.DoesNotContain(link.Split("ticket=")[1].TrimEnd('#'), frame, StringComparison.Ordinal);
            Assert.DoesNotContain(account.Split('|')[1], frame, StringComparison.Ordinal);
            Assert.DoesNotContain("joana@example.com", frame, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task The_address_goes_from_the_screen_when_the_role_is_taken_away()
    {
        await using var journey = await Journey.BeginAsync(chromium);
        var admin = await journey.SignedInAsync("admin@example.com");
        await admin.Invitations.OpenAsync();
        await admin.Invitations.InviteAsync("ana@example.com");
        await admin.Invitations.ExpectAsync("ana@example.com", "Pending");
        var support = await journey.SignedInAsync("support@example.com");
        await support.Page.GetByRole(AriaRole.Link, new() { Name = "a•••@example.com" }).ClickAsync();
        await Expect(support.Page.GetByRole(AriaRole.Heading, new() { Level = 1, Name = "ana@example.com" })).ToBeVisibleAsync();
        await support.UntilLiveAsync();

        support.ExpectRefusal("/signin/no-access");
        journey.Tenant.State.Change(tenant => tenant.RoleMembers.RemoveAll(member => tenant.Roles.Exists(role => role.Id == member.RoleId && role.Name == "Portal Support")));
        journey.Portal.LearnFromTenant();

        await Expect(support.Page.GetByRole(AriaRole.Heading, new() { Name = "One role is missing" })).ToBeVisibleAsync();
        Assert.DoesNotContain("ana@example.com", await support.Page.ContentAsync(), StringComparison.Ordinal);
    }

    private static ConcurrentQueue<string> FramesOf(IPage page)
    {
        var frames = new ConcurrentQueue<string>();
        page.WebSocket += (_, socket) => socket.FrameReceived += (_, frame) => frames.Enqueue(frame.Text ?? Encoding.UTF8.GetString(frame.Binary ?? []));
        return frames;
    }
}
