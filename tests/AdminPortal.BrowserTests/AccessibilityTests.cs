using AdminPortal.Audit;
using AdminPortal.Auth0;
using AdminPortal.BrowserTests.Pages;
using AdminPortal.Data;
using AdminPortal.Invites;
using AdminPortal.SignIn;
using AdminPortal.Testing;
using Auth0Emulator;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AdminPortal.BrowserTests;

/// <summary>axe over every page and face of portal and tenant in a wide window, light and dark.</summary>
[Collection(nameof(WideWindowCollection))]
public sealed class WideAccessibilityTests(Chromium chromium) : AccessibilityTests(chromium, new VisitorOptions { Width = 1280, Height = 800 });

/// <summary>axe over every page and face of portal and tenant in the window of a telephone, light and dark.</summary>
[Collection(nameof(NarrowWindowCollection))]
public sealed class NarrowAccessibilityTests(Chromium chromium) : AccessibilityTests(chromium, new VisitorOptions { Width = 375, Height = 812 });

/// <summary>What axe is shown, whatever the window: both run at once, because axe waits for nothing but the processor.</summary>
public abstract class AccessibilityTests(Chromium chromium, VisitorOptions view)
{
    [Fact]
    public async Task No_page_of_the_portal_has_an_accessibility_violation()
    {
        await using var journey = await Journey.BeginAsync(chromium);
        var found = new Findings();

        var stranger = await journey.VisitorAsync(view);
        await stranger.OpenAsync("/signed-out");
        await found.LookAsync(stranger, "signed-out");
        await stranger.OpenAsync("/error");
        await found.LookAsync(stranger, "error");
        foreach (var problem in Enum.GetValues<SignInProblem>())
        {
            await stranger.OpenAsync(SignInFailures.PageFor(problem), problem is SignInProblem.TenantUnreachable ? 503 : 200);
            var words = SignInProblemWords.For(problem, journey.Tenant.Address.Authority, null, new SignInOptions());
            await Expect(stranger.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(words.Title);
            await found.LookAsync(stranger, $"problem-{SignInFailures.NameOf(problem)}");
        }

        await stranger.OpenAsync(SignInFailures.Path + "never-heard-of");
        await Expect(stranger.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(SignInProblemWords.Unknown.Title);
        await found.LookAsync(stranger, "problem-unknown");

        var outsider = await journey.VisitorAsync(view);
        outsider.ExpectRefusal("/signin/no-access");
        await outsider.OpenAsync("/signin");
        await outsider.Login.SignInAsync("outsider@example.com");
        await Expect(outsider.Page.GetByRole(AriaRole.Heading, new() { Name = "One role is missing" })).ToBeVisibleAsync();
        await found.LookAsync(outsider, "no-access");

        var admin = await journey.SignedInAsync("admin@example.com", view);
        await admin.UntilLiveAsync();
        await found.LookAsync(admin, "home-empty");
        await admin.Invitations.OpenAsync();
        await found.LookAsync(admin, "invites-empty");
        await LookAtTheDialogAsync(admin, found);
        await admin.Invitations.ExpectAsync("ana@example.com", "Pending");
        await admin.Invitations.ExpectAsync("outsider@example.com", "Not sent");
        await found.LookAsync(admin, "invites-full");

        await admin.Invitations.OpenMenuAsync("ana@example.com");
        await Expect(admin.Invitations.Row("ana@example.com").Locator(".menu").First).ToBeVisibleAsync();
        await found.LookAsync(admin, "invites-menu-open");
        await admin.Invitations.Row("ana@example.com").Locator(".menu").GetByRole(AriaRole.Button, new() { Name = "Revoke" }).ClickAsync();
        await Expect(admin.Invitations.Question).ToBeVisibleAsync();
        await found.LookAsync(admin, "invites-asks");
        await admin.Page.Keyboard.PressAsync("Escape");

        await LookAtTheEditsAsync(admin, found);

        await admin.Page.GetByRole(AriaRole.Link, new() { Name = "ana@example.com" }).ClickAsync();
        await Expect(admin.Page.GetByRole(AriaRole.Heading, new() { Name = "What happened" })).ToBeVisibleAsync();
        await admin.UntilLiveAsync();
        await found.LookAsync(admin, "details-pending");
        await admin.Invitations.OpenAsync("?q=nobody-at-all");
        await found.LookAsync(admin, "invites-nothing-matches");
        await admin.Invitations.OpenAsync("?q=outsider");
        await admin.Page.GetByRole(AriaRole.Link, new() { Name = "outsider@example.com" }).ClickAsync();
        await Expect(admin.Page.GetByRole(AriaRole.Heading, new() { Name = "What happened" })).ToBeVisibleAsync();
        await admin.UntilLiveAsync();
        await found.LookAsync(admin, "details-not-sent");

        await admin.OpenAsync("/");
        await admin.UntilLiveAsync();
        await found.LookAsync(admin, "home-full");
        await admin.Page.Locator("details.account > summary").ClickAsync();
        await found.LookAsync(admin, "account-menu");
        await admin.OpenAsync("/no-such-page", status: 404);
        await found.LookAsync(admin, "not-found");
        await admin.OpenAsync($"/invites/{Guid.Empty}", status: 404);
        await found.LookAsync(admin, "no-such-invitation");
        await admin.OpenAsync("/signin/not-yours", status: 403);
        await found.LookAsync(admin, "not-yours");
        found.DemandNone();
    }

    [Fact]
    public async Task No_face_of_an_invitation_or_of_the_tenants_problems_has_an_accessibility_violation()
    {
        // Nothing works in the background: every face stays until it has been looked at.
        var unreadable = new UnreadableSearch();
        await using var journey = await Journey.BeginAsync(chromium, new PortalHostOptions { Background = false, Services = unreadable.Register });
        await InvitationsInEveryStatus.AddAsync(journey.Portal);
        var found = new Findings();
        var admin = await journey.SignedInAsync("admin@example.com", view);

        await admin.Invitations.OpenAsync();
        foreach (var (email, word) in InvitationsInEveryStatus.Words)
        {
            await admin.Invitations.ExpectAsync(email, word);
        }

        await found.LookAsync(admin, "invites-every-status");
        var why = admin.Invitations.Row(InvitationsInEveryStatus.NotSent).GetByRole(AriaRole.Button, new() { Name = "Why?" });
        await why.ScrollIntoViewIfNeededAsync(); // first, because scrolling closes what is open
        await why.ClickAsync();
        await Expect(admin.Invitations.Row(InvitationsInEveryStatus.NotSent).Locator(".why")).ToBeVisibleAsync();
        await found.LookAsync(admin, "invites-why");
        await admin.Page.Keyboard.PressAsync("Escape");
        foreach (var email in InvitationsInEveryStatus.WithMoreToTell)
        {
            await admin.Invitations.OpenAsync();
            await admin.Page.GetByRole(AriaRole.Link, new() { Name = email }).ClickAsync();
            await Expect(admin.Page.GetByRole(AriaRole.Heading, new() { Level = 1, Name = email })).ToBeVisibleAsync();
            await admin.UntilLiveAsync();
            await found.LookAsync(admin, $"details-{email.Split('@')[0]}");
        }

        await admin.Invitations.OpenAsync("?q=example");
        await admin.Invitations.ExpectActionsAsync(InvitationsInEveryStatus.NotSent); // live, or the island itself could load nothing
        unreadable.Word = "example";
        journey.Portal.Get<InviteChanges>().Publish(Guid.Empty);
        await Expect(admin.Page.GetByText("The list could not be refreshed.")).ToBeVisibleAsync();
        await found.LookAsync(admin, "invites-could-not-refresh");
        await admin.Invitations.OpenAsync("?q=example");
        await Expect(admin.Page.GetByText("The list could not be loaded.")).ToBeVisibleAsync();
        await found.LookAsync(admin, "invites-could-not-load");
        unreadable.Word = null;
        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();
        await admin.Invitations.ExpectAsync(InvitationsInEveryStatus.NotSent, "Not sent");

        await admin.OpenAsync("/");
        await admin.UntilLiveAsync();
        var tenant = journey.Portal.Get<TenantState>();
        tenant.LogIs("has not been read to its end for more than a minute");
        tenant.Missed(["create:users", "read:roles"]);
        await LookAtTheBannerAsync("Auth0 refuses the portal the scopes", "banner-scopes");
        tenant.CredentialsRefused("Auth0 refuses the Management client's id or secret (\"Unauthorized\").");
        await LookAtTheBannerAsync("Auth0 refuses the portal's Management credentials", "banner-credentials");
        for (var lost = 1; lost <= 3; lost++)
        {
            tenant.HeardNothing(); // one lost call is no silence
        }

        await LookAtTheBannerAsync("Auth0 does not answer", "banner-silent");

        await admin.Invitations.OpenAsync();
        await admin.Invitations.ExpectActionsAsync(InvitationsInEveryStatus.NotSent);
        journey.Portal.Get<PortalRoleMembers>().Learn(PortalRole.Admin, new Auth0Result<IReadOnlyList<RoleMember>>.Ok([new RoleMember("auth0|other", "other@example.com", "Other")]));
        await Expect(admin.Page.GetByRole(AriaRole.Heading, new() { Name = "Invitations are not yours to see" })).ToBeVisibleAsync();
        await found.LookAsync(admin, "invites-not-yours");
        found.DemandNone();

        async Task LookAtTheBannerAsync(string says, string name)
        {
            await Expect(admin.Page.Locator(".banner strong")).ToContainTextAsync(says);
            await found.LookAsync(admin, name);
        }
    }

    [Fact]
    public async Task No_page_of_the_look_up_or_of_what_was_left_behind_has_an_accessibility_violation()
    {
        await using var journey = await Journey.BeginAsync(chromium, new PortalHostOptions { Background = false });
        var found = new Findings();
        var support = await journey.SignedInAsync("support@example.com", view);
        await support.UntilLiveAsync();
        await found.LookAsync(support, "lookup-empty");
        var admin = await journey.SignedInAsync("admin@example.com", view);
        await admin.OpenAsync("/invites/left");
        await admin.UntilLiveAsync();
        await found.LookAsync(admin, "left-nothing");

        await InvitationsInEveryStatus.AddAsync(journey.Portal); // by somebody who holds no role here
        await support.OpenAsync("/lookup");
        await found.LookAsync(support, "lookup-newest");
        await support.OpenAsync("/lookup?q=ana.horvat%40example.com");
        await found.LookAsync(support, "lookup-found");
        await support.OpenAsync("/lookup?q=nobody-at-all");
        await found.LookAsync(support, "lookup-nothing");
        foreach (var (email, word) in InvitationsInEveryStatus.Words)
        {
            await support.OpenAsync($"/lookup?q={Uri.EscapeDataString(email)}");
            await support.Page.GetByRole(AriaRole.Link, new() { Name = email }).ClickAsync();
            await Expect(support.Page.GetByRole(AriaRole.Heading, new() { Level = 1, Name = email })).ToBeVisibleAsync();
            await Expect(support.Page.Locator(".facts .chip")).ToHaveTextAsync(word);
            await found.LookAsync(support, $"looked-up-{email.Split('@')[0]}");
        }

        await admin.OpenAsync("/invites/left");
        await admin.UntilLiveAsync();
        await Expect(admin.Page.GetByRole(AriaRole.Heading, new() { Name = "Tomás Reyes" })).ToBeVisibleAsync();
        await found.LookAsync(admin, "left-behind");
        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "Revoke all of Tomás Reyes" }).ClickAsync();
        await Expect(admin.Page.GetByRole(AriaRole.Alertdialog)).ToBeVisibleAsync();
        await found.LookAsync(admin, "left-asks");
        await admin.Page.Keyboard.PressAsync("Escape");
        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "Reassign ana.horvat@example.com" }).ClickAsync();
        await Expect(admin.Page.GetByRole(AriaRole.Dialog).GetByLabel("To")).ToBeVisibleAsync();
        await found.LookAsync(admin, "left-reassigns");
        found.DemandNone();
    }

    [Fact]
    public async Task No_face_of_the_checks_has_an_accessibility_violation()
    {
        await using var journey = await Journey.BeginAsync(chromium, new PortalHostOptions { Seed = PortalHostOptions.AnyPort with { EmailProvider = null } });
        var found = new Findings();
        var admin = await journey.SignedInAsync("admin@example.com", view);
        var checks = new SetupChecksPage(admin.Page);

        await admin.OpenAsync("/setup");
        await admin.UntilLiveAsync();
        await checks.CheckAgainAsync();
        await Expect(admin.Page.GetByRole(AriaRole.Heading, new() { Name = "First steps" })).ToBeVisibleAsync();
        await checks.ExpectFailingAsync(1);
        await found.LookAsync(admin, "setup-first-steps");

        journey.Tenant.State.Change(tenant => tenant.EmailProvider = TenantSeed.Default.EmailProvider);
        await checks.CheckAgainAsync();
        await checks.ExpectFailingAsync(0);
        await found.LookAsync(admin, "setup-works");

        journey.Tenant.State.Change(tenant =>
        {
            var at = tenant.Connections.FindIndex(connection => connection.Name == TenantSeed.ConnectionName);
            tenant.Connections[at] = tenant.Connections[at] with { DisableSignup = false };
        });
        journey.Tenant.Grants.Deny(TenantSeed.ManagementClientId, "read:custom_domains", "create:users");
        await checks.CheckAgainAsync();
        await checks.ExpectFailingAsync(1);
        await Expect(checks.Check("scopes").GetByText("The tab “Permissions” beside it")).ToBeVisibleAsync();
        await Expect(checks.Check("custom-domains").Locator(".state")).ToHaveTextAsync("Could not tell");
        await Expect(checks.Check("sign-up").Locator(".state")).ToHaveTextAsync("Works, with a limit");
        await checks.Check("custom-domains").Locator("summary").ClickAsync();
        await checks.Check("sign-up").Locator("summary").ClickAsync();
        await found.LookAsync(admin, "setup-fails-and-can-not-tell");
        await checks.Check("sign-up").GetByRole(AriaRole.Button, new() { Name = "Close sign-up" }).ClickAsync();
        await Expect(checks.Check("sign-up").Locator(".state")).ToHaveTextAsync("Works");
        await checks.ExpectFailingAsync(1);
        await found.LookAsync(admin, "setup-put-right");

        await admin.Invitations.OpenAsync();
        await Expect(admin.Page.GetByRole(AriaRole.Link, new() { Name = "See the cure" })).ToBeVisibleAsync();
        await found.LookAsync(admin, "invites-nothing-can-be-sent");
        found.DemandNone();
    }

    [Fact]
    public async Task No_page_about_mails_and_look_has_an_accessibility_violation()
    {
        await using var journey = await Journey.BeginAsync(chromium);
        var found = new Findings();
        var admin = await journey.SignedInAsync("admin@example.com", view);

        await admin.OpenAsync("/setup/email");
        var body = admin.Page.Locator("#body");
        await Expect(body).ToBeVisibleAsync();
        await admin.UntilLiveAsync();
        await found.LookAsync(admin, "setup-email");
        await body.FillAsync("<p>Short</p>\n{{ user.name }}\n<a href=\"{{ url }}\">Go</a>");
        await Expect(admin.Page.Locator(".caution")).ToContainTextAsync("user.name | escape");
        await found.LookAsync(admin, "setup-email-differs");
        await body.FillAsync("{% if %}");
        await Expect(admin.Page.Locator("#body-told .error")).ToContainTextAsync("Line 1");
        await found.LookAsync(admin, "setup-email-mistake");
        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "Discard draft" }).ClickAsync();
        await Expect(admin.Page.GetByRole(AriaRole.Alertdialog)).ToBeVisibleAsync();
        await found.LookAsync(admin, "setup-email-asks");
        await admin.Page.Keyboard.PressAsync("Escape");
        journey.Tenant.State.Change(tenant => tenant.EmailProvider = null);
        await admin.OpenAsync("/setup/email");
        await Expect(admin.Page.GetByText("Auth0 does not use this template as things stand.")).ToBeVisibleAsync();
        await found.LookAsync(admin, "setup-email-ignored");

        await admin.OpenAsync("/setup/branding");
        await Expect(admin.Page.GetByLabel("Primary colour")).ToBeVisibleAsync();
        await admin.Page.GetByLabel("Logo").FillAsync("http://example.com/logo.svg");
        await admin.Page.Keyboard.PressAsync("Tab");
        await Expect(admin.Page.Locator(".field .error")).ToContainTextAsync("https://");
        await admin.UntilLiveAsync();
        await found.LookAsync(admin, "setup-branding");

        await admin.OpenAsync("/setup/test");
        await admin.UntilLiveAsync();
        await found.LookAsync(admin, "setup-test-never");
        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "Send a test invitation" }).ClickAsync();
        await Expect(admin.Page.GetByRole(AriaRole.Button, new() { Name = "Clean up now" })).ToBeVisibleAsync();
        await found.LookAsync(admin, "setup-test");
        found.DemandNone();
    }

    [Fact]
    public async Task No_page_of_the_teams_has_an_accessibility_violation()
    {
        await using var journey = await Journey.BeginAsync(chromium);
        var found = new Findings();
        var admin = await journey.SignedInAsync("admin@example.com", view);
        var dialog = admin.Page.GetByRole(AriaRole.Dialog);

        await admin.OpenAsync("/teams");
        await admin.UntilLiveAsync();
        await found.LookAsync(admin, "teams-empty");
        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "New team" }).ClickAsync();
        await Expect(dialog.GetByLabel("Name")).ToBeFocusedAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Make team" }).ClickAsync();
        await Expect(dialog.GetByText("Enter a name.")).ToBeVisibleAsync();
        await found.LookAsync(admin, "team-dialog");
        await dialog.GetByLabel("Name").FillAsync("Field sales");
        await admin.Page.Keyboard.PressAsync("Enter");
        var actions = admin.Page.GetByRole(AriaRole.Button, new() { Name = "Actions for Field sales" });
        await actions.ClickAsync();
        await found.LookAsync(admin, "teams-menu-open");
        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "Roles", Exact = true }).ClickAsync();
        await dialog.GetByRole(AriaRole.Group, new() { Name = "Leads may grant" }).GetByLabel("Portal Admin").CheckAsync();
        await Expect(dialog.GetByText("is an administrative role")).ToBeVisibleAsync();
        await found.LookAsync(admin, "team-roles-dialog");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Change roles" }).ClickAsync();
        await Expect(admin.Page.GetByRole(AriaRole.Heading, new() { Name = "Give away Portal Admin through Field sales?" })).ToBeVisibleAsync();
        await found.LookAsync(admin, "team-roles-asks");
        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "Change roles" }).Last.ClickAsync();
        await Expect(dialog).ToHaveCountAsync(0);

        await admin.Page.GetByRole(AriaRole.Link, new() { Name = "Field sales", Exact = true }).ClickAsync();
        await Expect(admin.Page.GetByRole(AriaRole.Heading, new() { Level = 1, Name = "Field sales" })).ToBeVisibleAsync();
        await admin.UntilLiveAsync();
        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "Add lead" }).ClickAsync();
        await Expect(dialog.GetByLabel("Name or address")).ToBeFocusedAsync();
        await admin.Page.Keyboard.TypeAsync("olga");
        await admin.Page.Keyboard.PressAsync("Enter");
        var choose = dialog.GetByRole(AriaRole.Button, new() { Name = "Make lead: Olga Outsider" });
        await Expect(choose).ToBeVisibleAsync();
        await found.LookAsync(admin, "add-lead-dialog");
        await choose.ClickAsync();
        await Expect(admin.Page.GetByRole(AriaRole.Button, new() { Name = "Remove Olga Outsider" })).ToBeVisibleAsync();
        await found.LookAsync(admin, "team-details");

        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "Archive" }).ClickAsync();
        await Expect(admin.Page.GetByRole(AriaRole.Heading, new() { Name = "Archive Field sales?" })).ToBeVisibleAsync();
        await found.LookAsync(admin, "team-archive-asks");
        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "Archive" }).Last.ClickAsync();
        await Expect(admin.Page.GetByRole(AriaRole.Button, new() { Name = "Restore" })).ToBeVisibleAsync();
        await found.LookAsync(admin, "team-archived");
        await admin.OpenAsync("/teams?show=archived");
        await admin.UntilLiveAsync();
        await found.LookAsync(admin, "teams-archived");
        await admin.OpenAsync($"/teams/{Guid.Empty}", status: 404);
        await found.LookAsync(admin, "no-such-team");
        found.DemandNone();
    }

    [Fact]
    public async Task No_face_of_the_requests_has_an_accessibility_violation()
    {
        // Nothing is delivered in the background: what is approved stays on its way until it has been looked at.
        await using var journey = await Journey.BeginAsync(chromium, new PortalHostOptions { Background = false });
        await TeamOfALead.AddAsync(journey.Portal);
        var found = new Findings();
        var lead = await journey.SignedInAsync(TeamOfALead.Lead, view);
        var asks = new RequestsPage(lead.Page);
        await lead.OpenAsync("/requests");
        await lead.UntilLiveAsync();
        await found.LookAsync(lead, "requests-never-asked");
        await asks.EnterAsync("ana@example.com, ben@example, kim@example.com, ana@example.com");
        await found.LookAsync(lead, "requests-dialog-asks");
        await asks.AskDialog.GetByRole(AriaRole.Button, new() { Name = "Ask for 2 invitations" }).ClickAsync();
        await Expect(asks.AskDialog.GetByRole(AriaRole.Heading, new() { Name = "Asked (2)" })).ToBeVisibleAsync();
        await found.LookAsync(lead, "requests-dialog-asked");
        await asks.AskDialog.GetByRole(AriaRole.Button, new() { Name = "Done" }).ClickAsync();
        await Expect(asks.Waiting).ToHaveCountAsync(2);
        await found.LookAsync(lead, "requests-own");
        await asks.Waiting.First.GetByRole(AriaRole.Button, new() { Name = "Withdraw" }).ClickAsync();
        await Expect(lead.Page.GetByRole(AriaRole.Alertdialog)).ToBeVisibleAsync();
        await found.LookAsync(lead, "requests-withdraw-asks");
        await lead.Page.Keyboard.PressAsync("Escape");

        var admin = await journey.SignedInAsync("admin@example.com", view);
        var answers = new RequestsPage(admin.Page);
        await admin.OpenAsync("/requests");
        await admin.UntilLiveAsync();
        await found.LookAsync(admin, "requests-waiting");
        await answers.Waiting.First.GetByRole(AriaRole.Button, new() { Name = "Change before approving" }).ClickAsync();
        await Expect(answers.Change("ana@example.com")).ToBeVisibleAsync();
        await found.LookAsync(admin, "requests-dialog-change");
        await answers.Change("ana@example.com").GetByRole(AriaRole.Button, new() { Name = "Approve" }).ClickAsync();
        await Expect(answers.Answered).ToHaveCountAsync(1);
        await answers.Waiting.First.GetByRole(AriaRole.Button, new() { Name = "Decline" }).ClickAsync();
        await answers.Decline("kim@example.com").GetByLabel("Note (recommended)").FillAsync(new string('x', 501));
        await Expect(answers.Decline("kim@example.com").GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await found.LookAsync(admin, "requests-dialog-decline");
        await answers.Decline("kim@example.com").GetByLabel("Note (recommended)").FillAsync("Use the contractor portal.");
        await answers.Decline("kim@example.com").GetByRole(AriaRole.Button, new() { Name = "Decline", Exact = true }).ClickAsync();
        await Expect(answers.Answered).ToHaveCountAsync(2);
        await found.LookAsync(admin, "requests-nothing-waits");
        await admin.OpenAsync("/requests?show=answered");
        await admin.UntilLiveAsync();
        await found.LookAsync(admin, "requests-answered");
        found.DemandNone();
    }

    [Fact]
    public async Task No_page_of_the_local_tenant_has_an_accessibility_violation()
    {
        await using var journey = await Journey.BeginAsync(chromium);
        var found = new Findings();

        var admin = await journey.VisitorAsync(view);
        await admin.OpenAsync("/");
        await found.LookAsync(admin, "tenant-login");
        admin.ExpectRefusal(admin.Page.Url);
        await admin.Login.SignInAsync("admin@example.com", "wrong");
        await Expect(admin.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await found.LookAsync(admin, "tenant-login-wrong");
        await admin.Login.SignInAsync("admin@example.com");
        await admin.Page.WaitForURLAsync(address => address.StartsWith(journey.Portal.Address.ToString(), StringComparison.Ordinal));
        await admin.Invitations.OpenAsync();
        await admin.Invitations.InviteAsync("ana@example.com");
        var link = (await journey.Tenant.MailToAsync("ana@example.com")).PasswordLink();

        var ana = await journey.VisitorAsync(view);
        foreach (var page in new[] { "", "/mail", "/journal", "/faults", "/clock", "/acme" })
        {
            await ana.OpenAsync(new Uri(journey.Tenant.Address, $"/emulator{page}").ToString());
            await found.LookAsync(ana, $"tenant-emulator{page.Replace('/', '-')}");
        }

        await ana.Inbox.OpenMailToAsync("ana@example.com");
        await Expect(ana.Inbox.Mail.GetByRole(AriaRole.Heading).First).ToBeVisibleAsync();
        await found.LookAsync(ana, "tenant-mail");
        await ana.Page.GotoAsync("about:blank");
        await ana.Page.SetContentAsync(journey.Tenant.Mail.NewestTo("ana@example.com")!.Html);
        await found.LookAsync(ana, "mail-itself");
        await ana.Page.GotoAsync(link);
        await found.LookAsync(ana, "tenant-set-password");
        await ana.SetPassword.ChooseAsync("Ana-chose-this-1");
        await found.LookAsync(ana, "tenant-password-set");
        await ana.OpenDeadLinkAsync(link);
        await found.LookAsync(ana, "tenant-link-used");
        found.DemandNone();
    }

    [Fact]
    public async Task No_face_of_the_sessions_has_an_accessibility_violation()
    {
        await using var journey = await Journey.BeginAsync(chromium);
        var found = new Findings();
        var lead = await journey.SignedInAsync("lead@example.com", view);
        await lead.UntilLiveAsync();
        var admin = await journey.SignedInAsync("admin@example.com", view);

        await admin.OpenAsync("/sessions");
        await admin.UntilLiveAsync();
        var everywhere = admin.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out everywhere for Lee Lead" });
        await Expect(everywhere).ToBeVisibleAsync();
        await found.LookAsync(admin, "sessions");
        await everywhere.ClickAsync();
        var question = admin.Page.GetByRole(AriaRole.Alertdialog);
        await Expect(question).ToBeVisibleAsync();
        await found.LookAsync(admin, "sessions-asks");
        await question.GetByRole(AriaRole.Button, new() { Name = "Sign out everywhere" }).ClickAsync();
        await Expect(lead.Page.GetByRole(AriaRole.Heading, new() { Name = "Your session is over" })).ToBeVisibleAsync();
        await Expect(lead.Page.GetByText("Ada Admin signed you out.")).ToBeVisibleAsync();
        await found.LookAsync(lead, "session-ended-by-admin");
        await Expect(admin.Page.GetByText("Nobody but you is signed in.")).ToBeVisibleAsync();
        await found.LookAsync(admin, "sessions-only-me");
        await admin.OpenAsync("/sessions?q=nobody");
        await Expect(admin.Page.GetByRole(AriaRole.Heading, new() { Name = "Nobody who is signed in matches" })).ToBeVisibleAsync();
        await found.LookAsync(admin, "sessions-nothing-matches");

        await admin.OpenAsync("/sessions");
        await admin.UntilLiveAsync();
        journey.Portal.Get<PortalRoleMembers>().Learn(PortalRole.Admin, new Auth0Result<IReadOnlyList<RoleMember>>.Ok([new RoleMember("auth0|other", "other@example.com", "Other")]));
        await Expect(admin.Page.GetByRole(AriaRole.Heading, new() { Name = "Sessions are not yours to see" })).ToBeVisibleAsync();
        await found.LookAsync(admin, "sessions-not-yours");
        found.DemandNone();
    }

    [Fact]
    public async Task No_face_of_the_audit_has_an_accessibility_violation()
    {
        await using var journey = await Journey.BeginAsync(chromium);
        await TeamOfALead.AddAsync(journey.Portal);
        var found = new Findings();
        var lead = await journey.SignedInAsync(TeamOfALead.Lead, view);
        await lead.OpenAsync($"/invites/{Guid.Empty}", status: 404); // a refusal
        var admin = await journey.SignedInAsync("admin@example.com", view);
        await admin.Invitations.OpenAsync();
        await admin.Invitations.InviteAsync("ana@example.com");
        await admin.Invitations.ExpectAsync("ana@example.com", "Pending");

        await admin.OpenAsync("/audit");
        await admin.UntilLiveAsync();
        await found.LookAsync(admin, "audit");
        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "Verify" }).ClickAsync();
        await Expect(admin.Page.GetByRole(AriaRole.Status).Filter(new() { HasText = "The chain is whole" })).ToBeVisibleAsync();
        await found.LookAsync(admin, "audit-whole");
        await admin.Page.GetByRole(AriaRole.Link, new() { Name = "ana@example.com" }).First.ClickAsync();
        await Expect(admin.Page.GetByRole(AriaRole.Heading, new() { Level = 1, Name = "ana@example.com" })).ToBeVisibleAsync();
        await admin.OpenAsync("/audit/1");
        await found.LookAsync(admin, "audit-entry");
        await admin.OpenAsync("/audit?what=invite&when=7d&since=2020-01-01");
        await admin.UntilLiveAsync();
        await found.LookAsync(admin, "audit-filtered");
        await admin.Page.GetByRole(AriaRole.Link, new() { Name = "Ada Admin" }).First.ClickAsync();
        await Expect(admin.Page.GetByText("Only what is about")).ToBeVisibleAsync();
        await admin.UntilLiveAsync();
        await found.LookAsync(admin, "audit-of-a-person");
        await admin.OpenAsync("/audit?q=nobody-at-all");
        await Expect(admin.Page.GetByRole(AriaRole.Heading, new() { Name = "No entry matches “nobody-at-all”" })).ToBeVisibleAsync();
        await found.LookAsync(admin, "audit-nothing-matches");

        await admin.OpenAsync("/audit");
        await admin.UntilLiveAsync();
        await using (var db = await journey.Portal.Get<IDbContextFactory<PortalDb>>().CreateDbContextAsync())
        {
            await db.Database.ExecuteSqlRawAsync(AppendOnly.Drop + "UPDATE AuditEntries SET ActorName = 'Mallory' WHERE Number = 2");
        }

        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "Verify" }).ClickAsync();
        await Expect(admin.Page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "Entry 2" })).ToBeVisibleAsync();
        await found.LookAsync(admin, "audit-broken");
        found.DemandNone();
    }

    [Fact]
    public async Task No_page_of_a_team_lead_who_invites_has_an_accessibility_violation()
    {
        await using var journey = await Journey.BeginAsync(chromium, new PortalHostOptions { Settings = new Dictionary<string, string?> { ["Invites:LeadsMayInvite"] = "true" } });
        await TeamOfALead.AddAsync(journey.Portal);
        var found = new Findings();
        var lead = await journey.SignedInAsync(TeamOfALead.Lead, view);
        await lead.UntilLiveAsync();
        await found.LookAsync(lead, "lead-home-empty");
        await lead.Invitations.OpenAsync();
        await lead.Invitations.Invite.ClickAsync();
        await Expect(lead.Invitations.Dialog.Addresses).ToBeFocusedAsync();
        await lead.Invitations.Dialog.EnterAsync("ana@example.com");
        await found.LookAsync(lead, "lead-dialog");
        await lead.Invitations.Dialog.Send.ClickAsync();
        await lead.Invitations.Dialog.Done.ClickAsync();
        await lead.Invitations.ExpectAsync("ana@example.com", "Pending");
        await found.LookAsync(lead, "lead-invites");
        await lead.Invitations.OpenMenuAsync("ana@example.com");
        await found.LookAsync(lead, "lead-menu-open");
        await lead.Page.Keyboard.PressAsync("Escape");
        await lead.Page.GetByRole(AriaRole.Link, new() { Name = "ana@example.com" }).ClickAsync();
        await Expect(lead.Page.GetByRole(AriaRole.Heading, new() { Name = "What happened" })).ToBeVisibleAsync();
        await lead.UntilLiveAsync();
        await found.LookAsync(lead, "lead-details");
        await lead.OpenAsync("/teams");
        await lead.UntilLiveAsync();
        await found.LookAsync(lead, "lead-teams");
        await lead.Page.GetByRole(AriaRole.Link, new() { Name = "Field sales", Exact = true }).ClickAsync();
        await Expect(lead.Page.GetByRole(AriaRole.Heading, new() { Level = 1, Name = "Field sales" })).ToBeVisibleAsync();
        await lead.UntilLiveAsync();
        await found.LookAsync(lead, "lead-team");
        await lead.OpenAsync("/");
        await lead.UntilLiveAsync();
        await found.LookAsync(lead, "lead-home");
        found.DemandNone();
    }

    private static async Task LookAtTheDialogAsync(Visitor admin, Findings found)
    {
        var dialog = admin.Invitations.Dialog;
        await admin.Invitations.Invite.ClickAsync();
        await Expect(dialog.Addresses).ToBeFocusedAsync();
        await found.LookAsync(admin, "dialog-empty");
        await dialog.EnterAsync("ana@example.com, ben@example, outsider@example.com, ana@example.com");
        await dialog.ChooseRoleAsync("Portal Admin");
        await Expect(dialog.Whole.GetByText("is an administrative role")).ToBeVisibleAsync();
        await dialog.ChooseAnotherDateAsync();
        await Expect(dialog.Whole.GetByLabel("Last day")).ToBeVisibleAsync();
        await found.LookAsync(admin, "dialog-filled");
        await dialog.Send.ClickAsync();
        var confirm = admin.Page.GetByRole(AriaRole.Heading, new() { Name = "Give Portal Admin to" });
        await Expect(confirm).ToBeVisibleAsync();
        await found.LookAsync(admin, "dialog-confirms-roles");
        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "Send 2 invites" }).Last.ClickAsync();
        await Expect(dialog.Result("ana@example.com")).ToContainTextAsync("Auth0 accepted the email");
        await found.LookAsync(admin, "dialog-result");
        await dialog.Done.ClickAsync();
    }

    private static async Task LookAtTheEditsAsync(Visitor admin, Findings found)
    {
        await admin.Invitations.ChooseAsync("ana@example.com", "Extend");
        var extend = admin.Invitations.Extend("ana@example.com");
        await Expect(extend.GetByLabel("New expiry")).ToBeFocusedAsync();
        await extend.GetByLabel("New expiry").SelectOptionAsync("0");
        await Expect(extend.GetByLabel("Last day")).ToBeVisibleAsync();
        await found.LookAsync(admin, "dialog-extends");
        await admin.Page.Keyboard.PressAsync("Escape");
        await Expect(extend).ToBeHiddenAsync();

        await admin.Invitations.ChooseAsync("ana@example.com", "Change team or roles");
        var roles = admin.Invitations.Roles("ana@example.com");
        await roles.GetByRole(AriaRole.Checkbox, new() { Name = "Member" }).CheckAsync();
        await found.LookAsync(admin, "dialog-changes-roles");
        await admin.Page.Keyboard.PressAsync("Escape");
        await Expect(roles).ToBeHiddenAsync();
    }
}
