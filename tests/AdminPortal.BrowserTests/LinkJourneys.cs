using AdminPortal.Testing;
using Auth0Emulator;
using Auth0Emulator.Tenant;
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
        Assert.Null(Account(journey));
    }

    [Fact]
    public async Task A_revocation_that_comes_after_the_password_was_set_takes_nothing_away()
    {
        await using var journey = await Journey.BeginAsync(chromium);
        var admin = await journey.SignedInAsync("admin@example.com");
        await admin.Invitations.OpenAsync();
        await admin.Invitations.InviteAsync("ana@example.com");
        await admin.Invitations.ExpectAsync("ana@example.com", "Pending");
        var link = (await journey.Tenant.MailToAsync("ana@example.com")).PasswordLink();

        // The portal finds out from the log and by reading the account; both held up, it believes in a pending invitation when the admin revokes it.
        await using var log = journey.Tenant.Gates.HoldCall("GET /api/v2/logs");
        await using var reading = journey.Tenant.Gates.HoldCall("GET /api/v2/users/{id}", containing: Account(journey)!.UserId);
        var ana = await journey.VisitorAsync();
        await ana.Page.GotoAsync(link);
        await ana.SetPassword.ChooseAsync("Ana-chose-this-1");
        await log.ArrivedAsync();
        await admin.Invitations.ExpectAsync("ana@example.com", "Pending");
        await admin.Invitations.RevokeAsync("ana@example.com");
        await admin.Invitations.ExpectAsync("ana@example.com", "Revoking…");
        reading.Release();
        log.Release();

        await admin.Invitations.ExpectAsync("ana@example.com", "Accepted");
        Assert.NotNull(Account(journey));
        Assert.NotEqual(true, Account(journey)!.Blocked);
    }

    [Fact]
    public async Task Whoever_has_set_the_password_can_no_longer_be_revoked()
    {
        await using var journey = await Journey.BeginAsync(chromium);
        var admin = await journey.SignedInAsync("admin@example.com");
        await admin.Invitations.OpenAsync();
        await admin.Invitations.InviteAsync("ana@example.com");
        var ana = await journey.VisitorAsync();
        await ana.Page.GotoAsync((await journey.Tenant.MailToAsync("ana@example.com")).PasswordLink());
        await ana.SetPassword.ChooseAsync("Ana-chose-this-1");
        await admin.Invitations.ExpectAsync("ana@example.com", "Accepted");

        await admin.Invitations.OpenMenuAsync("ana@example.com");
        var revoke = admin.Invitations.Row("ana@example.com").Locator(".menu button", new() { HasText = "Revoke" });
        await Expect(revoke).ToHaveAttributeAsync("aria-disabled", "true");
        await Expect(revoke).ToContainTextAsync("The password is set");
    }

    [Fact]
    public async Task An_invitation_that_lapsed_says_so_at_once_in_the_open_page_and_its_link_leads_nowhere()
    {
        // With the usual limits the session of the open page would end before the invitation does.
        await using var journey = await Journey.BeginAsync(chromium, new() { Settings = Journey.LongSessions });
        var admin = await journey.SignedInAsync("admin@example.com");
        await admin.Invitations.OpenAsync();
        await admin.Invitations.InviteAsync("ana@example.com");
        await admin.Invitations.ExpectAsync("ana@example.com", "Pending");
        var link = (await journey.Tenant.MailToAsync("ana@example.com")).PasswordLink();

        // The sweep removes the unused account within seconds; it is held up so that page and person come first.
        await using var removal = journey.Tenant.Gates.HoldCall("PATCH /api/v2/users/{id}");
        journey.TimePasses(TimeSpan.FromDays(8));
        await admin.Invitations.ExpectAsync("ana@example.com", "Expired");

        var ana = await journey.VisitorAsync();
        await ana.OpenDeadLinkAsync(link);
        await Expect(ana.SetPassword.Heading).ToContainTextAsync("expired", new() { IgnoreCase = true });

        removal.Release();
        await Eventually.Async(() => Task.FromResult(Account(journey)), account => account is null);
        await admin.Invitations.ExpectAsync("ana@example.com", "Expired");
    }

    private static TenantUser? Account(Journey journey) =>
        journey.Tenant.State.Read(tenant => tenant.UserByEmail("ana@example.com", TenantSeed.ConnectionName));
}
