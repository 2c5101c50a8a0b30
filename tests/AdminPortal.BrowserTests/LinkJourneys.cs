using AdminPortal.Testing;
using static Microsoft.Playwright.Assertions;

namespace AdminPortal.BrowserTests;

[Collection(nameof(ChromiumCollection))]
public sealed class LinkJourneys(Chromium chromium)
{
    [Fact]
    public async Task After_a_resend_the_new_link_works_and_the_old_one_does_not()
    {
        await using var journey = await Journey.BeginAsync(chromium);
        var admin = await journey.SignedInAsync("admin@example.com");
        await admin.Invitations.OpenAsync();
        await admin.Invitations.InviteAsync("ana@example.com");
        await admin.Invitations.ExpectAsync("ana@example.com", "Pending");
        var first = (await journey.Tenant.MailToAsync("ana@example.com")).PasswordLink();

        await admin.Invitations.ResendAsync("ana@example.com");
        var second = (await journey.Tenant.MailToAsync("ana@example.com", atLeast: 2)).PasswordLink();

        Assert.NotEqual(first, second);
        var ana = await journey.VisitorAsync();
        await ana.OpenDeadLinkAsync(first);
        await ana.Page.GotoAsync(second);
        await ana.SetPassword.ChooseAsync("Ana-chose-this-1");
        await admin.Invitations.ExpectAsync("ana@example.com", "Accepted");
    }

    [Fact]
    public async Task A_revoked_invitation_leaves_a_dead_link_and_no_account()
    {
        await using var journey = await Journey.BeginAsync(chromium);
        var admin = await journey.SignedInAsync("admin@example.com");
        await admin.Invitations.OpenAsync();
        await admin.Invitations.InviteAsync("ana@example.com");
        await admin.Invitations.ExpectAsync("ana@example.com", "Pending");
        var link = (await journey.Tenant.MailToAsync("ana@example.com")).PasswordLink();

        await admin.Invitations.RevokeAsync("ana@example.com");
        await admin.Invitations.ExpectAsync("ana@example.com", "Revoked");

        var ana = await journey.VisitorAsync();
        await ana.OpenDeadLinkAsync(link);
        Assert.Null(journey.Tenant.State.Read(tenant => tenant.UserByEmail("ana@example.com", "Username-Password-Authentication")));
    }

    [Fact]
    public async Task Whoever_has_set_the_password_can_no_longer_be_revoked()
    {
        await using var journey = await Journey.BeginAsync(chromium);
        var admin = await journey.SignedInAsync("admin@example.com");
        await admin.Invitations.OpenAsync();
        await admin.Invitations.InviteAsync("ana@example.com");
        await admin.Invitations.ExpectAsync("ana@example.com", "Pending");
        var ana = await journey.VisitorAsync();
        await ana.Page.GotoAsync((await journey.Tenant.MailToAsync("ana@example.com")).PasswordLink());
        await ana.SetPassword.ChooseAsync("Ana-chose-this-1");

        // Whether the portal has noticed already or notices while it revokes: the person keeps the account.
        if (await admin.Invitations.Row("ana@example.com").Locator(".chip").TextContentAsync() == "Pending")
        {
            await admin.Invitations.RevokeAsync("ana@example.com");
        }

        await admin.Invitations.ExpectAsync("ana@example.com", "Accepted");
        await admin.Invitations.OpenMenuAsync("ana@example.com");
        await Expect(admin.Invitations.Row("ana@example.com").Locator(".menu button", new() { HasText = "Revoke" })).ToHaveAttributeAsync("aria-disabled", "true");
        var account = journey.Tenant.State.Read(tenant => tenant.UserByEmail("ana@example.com", "Username-Password-Authentication"));
        Assert.NotNull(account);
        Assert.NotEqual(true, account.Blocked);
    }

    [Fact]
    public async Task An_invitation_that_lapsed_says_so_at_once_and_its_link_leads_nowhere()
    {
        await using var journey = await Journey.BeginAsync(chromium);
        var admin = await journey.SignedInAsync("admin@example.com");
        await admin.Invitations.OpenAsync();
        await admin.Invitations.InviteAsync("ana@example.com");
        await admin.Invitations.ExpectAsync("ana@example.com", "Pending");
        var link = (await journey.Tenant.MailToAsync("ana@example.com")).PasswordLink();

        // The sweep removes the unused account within seconds; it is held up so that the person comes first.
        var removal = journey.Tenant.Gates.HoldCall("PATCH /api/v2/users/{id}");
        journey.TimePasses(TimeSpan.FromDays(8));

        var ana = await journey.VisitorAsync();
        await ana.OpenDeadLinkAsync(link);
        await Expect(ana.SetPassword.Heading).ToContainTextAsync("expired", new() { IgnoreCase = true });
        removal.Release();
        var later = await journey.SignedInAsync("admin@example.com"); // eight days on, the first session is over
        await later.Invitations.OpenAsync();
        await later.Invitations.ExpectAsync("ana@example.com", "Expired");
    }
}
