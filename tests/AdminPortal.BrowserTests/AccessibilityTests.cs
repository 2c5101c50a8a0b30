using System.Globalization;
using AdminPortal.Invites;
using AdminPortal.SignIn;
using AdminPortal.Testing;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AdminPortal.BrowserTests;

/// <summary>axe over every page and face of portal and tenant.</summary>
[Collection(nameof(ChromiumCollection))]
public sealed class AccessibilityTests(Chromium chromium)
{
    private static readonly AxeRunOptions Rules = new()
    {
        // The inbox shows mails in a frame without scripts, where axe would wait for ever; the mail is looked at by itself.
        Iframes = false,
        RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] },
        Rules = new Dictionary<string, RuleOptions>(StringComparer.Ordinal) { ["target-size"] = new() { Enabled = true } },
    };

    /// <summary>Themes and widths.</summary>
    public static TheoryData<ColorScheme, int> Views => new()
    {
        { ColorScheme.Light, 1280 },
        { ColorScheme.Dark, 1280 },
        { ColorScheme.Light, 375 },
        { ColorScheme.Dark, 375 },
    };

    [Theory]
    [MemberData(nameof(Views))]
    public async Task No_page_of_the_portal_has_an_accessibility_violation(ColorScheme colours, int width)
    {
        await using var journey = await Journey.BeginAsync(chromium);
        var found = new Findings();
        var view = new VisitorOptions { Colours = colours, Width = width, Height = width < 600 ? 812 : 800 };

        var stranger = await journey.VisitorAsync(view);
        await LookAtAsync(stranger, found, "/signed-out", "You are signed out");
        await LookAtAsync(stranger, found, "/error", "Something broke on our side");
        await LookAtAsync(stranger, found, "/signin/problem/no-such-problem", "Signing in did not work");
        foreach (var problem in Enum.GetValues<SignInProblem>())
        {
            await LookAtAsync(stranger, found, SignInFailures.PageFor(problem), HeadingOf(problem), problem is SignInProblem.TenantUnreachable ? 503 : 200);
        }

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
        await LookAtAsync(admin, found, "/signin/not-yours", "You are signed in, but this page is not yours to see", status: 403);
        await admin.OpenAsync("/no-such-page", status: 404);
        await found.LookAsync(admin, "not-found");
        await admin.OpenAsync($"/invites/{Guid.Empty}", status: 404);
        await found.LookAsync(admin, "no-such-invitation");
        found.DemandNone();
    }

    [Theory]
    [MemberData(nameof(Views))]
    public async Task No_face_of_the_list_has_an_accessibility_violation(ColorScheme colours, int width)
    {
        var unreadable = new UnreadableSearch();
        await using var journey = await Journey.BeginAsync(chromium, new() { Settings = Journey.LongSessions, Services = unreadable.Register });
        var found = new Findings();
        var admin = await journey.SignedInAsync("admin@example.com", new() { Colours = colours, Width = width, Height = width < 600 ? 812 : 800 });
        await admin.Invitations.OpenAsync();
        await using var removal = await EveryStatus.MakeAsync(journey, admin);
        await Expect(admin.Page.Locator(".banner")).ToContainTextAsync("read:logs");
        await found.LookAsync(admin, "invites-every-status-and-banner");

        await admin.Invitations.OpenAsync("?q=example");
        await admin.Invitations.ExpectActionsAsync("pending@example.com");
        unreadable.Word = "example";
        journey.Portal.Get<InviteChanges>().Publish(Guid.Empty);
        await Expect(admin.Page.GetByText("The list could not be refreshed.")).ToBeVisibleAsync();
        await found.LookAsync(admin, "invites-could-not-refresh");
        await admin.Invitations.OpenAsync("?q=example");
        await Expect(admin.Page.GetByText("The list could not be loaded.")).ToBeVisibleAsync();
        await found.LookAsync(admin, "invites-could-not-load");
        unreadable.Word = null;
        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();
        await admin.Invitations.ExpectAsync("pending@example.com", "Pending");
        found.DemandNone();
    }

    [Theory]
    [MemberData(nameof(Views))]
    public async Task No_page_of_the_local_tenant_has_an_accessibility_violation(ColorScheme colours, int width)
    {
        await using var journey = await Journey.BeginAsync(chromium);
        var found = new Findings();
        var view = new VisitorOptions { Colours = colours, Width = width, Height = width < 600 ? 812 : 800 };

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

    private static async Task LookAtAsync(Visitor visitor, Findings found, string address, string heading, int status = 200)
    {
        await visitor.OpenAsync(address, status);
        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(heading);
        await found.LookAsync(visitor, address.Trim('/').Replace('/', '-'));
    }

    private static string HeadingOf(SignInProblem problem) => problem switch
    {
        SignInProblem.Denied => "Auth0 did not let you in",
        SignInProblem.Blocked => "This account is blocked",
        SignInProblem.Cancelled => "You turned back",
        SignInProblem.Lost => "This sign-in can't be finished",
        SignInProblem.ClocksDiffer => "Two clocks disagree",
        SignInProblem.TenantUnreachable => "Auth0 does not answer",
        SignInProblem.NotTrusted => "Auth0's answer was not accepted",
        SignInProblem.Misconfigured => "The portal may not sign anybody in",
        SignInProblem.SessionOver => "Your session is over",
    };

    private static async Task LookAtTheDialogAsync(Visitor admin, Findings found)
    {
        var dialog = admin.Invitations.Dialog;
        await admin.Invitations.Invite.ClickAsync();
        await Expect(dialog.Addresses).ToBeFocusedAsync();
        await found.LookAsync(admin, "dialog-empty");
        await dialog.EnterAsync("ana@example.com, ben@example, outsider@example.com, ana@example.com");
        await dialog.ChooseRoleAsync("Portal Admin");
        await Expect(dialog.Whole.GetByText("is an administrative role")).ToBeVisibleAsync();
        await dialog.Expires.SelectOptionAsync("Another date…");
        await Expect(dialog.LastDay).ToBeVisibleAsync();
        await found.LookAsync(admin, "dialog-filled-with-another-date");
        await dialog.Send.ClickAsync();
        var confirm = admin.Page.GetByRole(AriaRole.Heading, new() { Name = "Give Portal Admin to" });
        await Expect(confirm).ToBeVisibleAsync();
        await found.LookAsync(admin, "dialog-confirms-roles");
        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "Send 2 invites" }).Last.ClickAsync();
        await Expect(dialog.Result("ana@example.com")).ToContainTextAsync("Auth0 accepted the email");
        await found.LookAsync(admin, "dialog-result");
        await dialog.Done.ClickAsync();
    }

    private sealed class Findings
    {
        private readonly List<string> _found = [];

        public async Task LookAsync(Visitor visitor, string name)
        {
            await visitor.PictureAsync($"page-{name}");
            var result = await visitor.Page.RunAxe(Rules);
            foreach (var violation in result.Violations)
            {
                _found.AddRange(violation.Nodes.Select(node => string.Create(CultureInfo.InvariantCulture, $"{name}: {violation.Id} ({violation.Help}) at {node.Target}\n    {node.Html}")));
            }

            if (await visitor.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth > document.documentElement.clientWidth"))
            {
                _found.Add($"{name}: the page scrolls sideways");
            }
        }

        public void DemandNone() => Assert.True(_found.Count == 0, $"{_found.Count} violation(s):\n{string.Join('\n', _found)}");
    }
}
