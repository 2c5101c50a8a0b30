using AdminPortal.SignIn;
using AdminPortal.Testing;
using Microsoft.Playwright;
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
    public async Task Whoever_set_the_password_before_the_portal_noticed_keeps_the_account_when_the_invitation_is_revoked()
    {
        await using var journey = await Journey.BeginAsync(chromium);
        var admin = await journey.SignedInAsync("admin@example.com");
        await admin.Invitations.OpenAsync();
        await admin.Invitations.InviteAsync("ana@example.com");
        await admin.Invitations.ExpectAsync("ana@example.com", "Pending");

        // The portal learns of passwords from the tenant's log; while it waits for that it can't know.
        var log = journey.Tenant.Gates.HoldCall("GET /api/v2/logs");
        await log.ArrivedAsync();
        await SetPasswordAsync(journey, "ana@example.com");
        await admin.Invitations.ExpectAsync("ana@example.com", "Pending");
        await admin.Invitations.RevokeAsync("ana@example.com");
        log.Release();

        await admin.Invitations.ExpectAsync("ana@example.com", "Accepted");
        await ExpectTheAccountToWorkAsync(journey, "ana@example.com");
    }

    [Fact]
    public async Task An_accepted_invitation_can_not_be_revoked_and_its_menu_says_why()
    {
        await using var journey = await Journey.BeginAsync(chromium);
        var admin = await journey.SignedInAsync("admin@example.com");
        await admin.Invitations.OpenAsync();
        await admin.Invitations.InviteAsync("ana@example.com");
        await SetPasswordAsync(journey, "ana@example.com");
        await admin.Invitations.ExpectAsync("ana@example.com", "Accepted");

        await admin.Invitations.OpenMenuAsync("ana@example.com");
        var revoke = admin.Invitations.Row("ana@example.com").Locator(".menu button", new() { HasText = "Revoke" });
        await Expect(revoke).ToHaveAttributeAsync("aria-disabled", "true");
        await Expect(revoke.Locator("small")).Not.ToBeEmptyAsync();
        await revoke.ClickAsync(new() { Force = true });
        await Expect(admin.Invitations.Question).ToBeHiddenAsync();
        await ExpectTheAccountToWorkAsync(journey, "ana@example.com");
    }

    [Fact]
    public async Task An_invitation_that_lapses_says_so_in_the_open_page_and_its_link_leads_nowhere()
    {
        // A week goes by at once: the session shall outlast it.
        await using var journey = await Journey.BeginAsync(chromium, new PortalHostOptions
        {
            Settings = new Dictionary<string, string?>(StringComparer.Ordinal) { ["SignIn:IdleLifetime"] = "20.00:00:00", ["SignIn:AbsoluteLifetime"] = "30.00:00:00" },
        });
        var admin = await journey.SignedInAsync("admin@example.com");
        await admin.Invitations.OpenAsync();
        await admin.Invitations.InviteAsync("ana@example.com");
        await admin.Invitations.ExpectAsync("ana@example.com", "Pending");
        var link = (await journey.Tenant.MailToAsync("ana@example.com")).PasswordLink();

        // The sweep removes the unused account within seconds; it is held up so that the person comes first.
        var removal = journey.Tenant.Gates.HoldCall("PATCH /api/v2/users/{id}");
        journey.TimePasses(TimeSpan.FromDays(8));
        await journey.Portal.Get<AdminRoleReader>().ReadAsync(default); // as it is read all week long, every 45 seconds
        await admin.Invitations.ExpectAsync("ana@example.com", "Expired");

        var ana = await journey.VisitorAsync();
        await ana.OpenDeadLinkAsync(link);
        await Expect(ana.SetPassword.Heading).ToContainTextAsync("expired", new() { IgnoreCase = true });
        removal.Release();
    }

    private static async Task SetPasswordAsync(Journey journey, string email)
    {
        var invitee = await journey.VisitorAsync();
        await invitee.Page.GotoAsync((await journey.Tenant.MailToAsync(email)).PasswordLink());
        await invitee.SetPassword.ChooseAsync("Ana-chose-this-1");
    }

    private static async Task ExpectTheAccountToWorkAsync(Journey journey, string email)
    {
        var invitee = await journey.VisitorAsync();
        await invitee.Page.GotoAsync(new Uri(journey.Tenant.Address, "/emulator/acme").ToString());
        await invitee.Page.GetByRole(AriaRole.Link, new() { Name = "Sign in" }).ClickAsync();
        await invitee.Login.SignInAsync(email, "Ana-chose-this-1");
        await Expect(invitee.Page.GetByText(email).First).ToBeVisibleAsync();
    }
}
