using System.Globalization;
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
        foreach (var (name, address, status) in new[]
        {
            ("signed-out", "/signed-out", 200),
            ("problem-denied", "/signin/problem/denied", 200),
            ("problem-cancelled", "/signin/problem/cancelled", 200),
            ("problem-clock", "/signin/problem/clock-skew", 200),
        })
        {
            await stranger.OpenAsync(address, status);
            await found.LookAsync(stranger, name);
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

    private static async Task LookAtTheDialogAsync(Visitor admin, Findings found)
    {
        var dialog = admin.Invitations.Dialog;
        await admin.Invitations.Invite.ClickAsync();
        await Expect(dialog.Addresses).ToBeFocusedAsync();
        await found.LookAsync(admin, "dialog-empty");
        await dialog.EnterAsync("ana@example.com, ben@example, outsider@example.com, ana@example.com");
        await dialog.ChooseRoleAsync("Portal Admin");
        await Expect(dialog.Whole.GetByText("is an administrative role")).ToBeVisibleAsync();
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

        await admin.Invitations.ChooseAsync("ana@example.com", "Change roles");
        var roles = admin.Invitations.Roles("ana@example.com");
        await roles.GetByRole(AriaRole.Checkbox, new() { Name = "Member" }).CheckAsync();
        await found.LookAsync(admin, "dialog-changes-roles");
        await admin.Page.Keyboard.PressAsync("Escape");
        await Expect(roles).ToBeHiddenAsync();
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
