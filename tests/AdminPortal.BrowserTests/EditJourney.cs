using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AdminPortal.BrowserTests;

[Collection(nameof(ChromiumCollection))]
public sealed partial class EditJourney(Chromium chromium)
{
    [GeneratedRegex(@"^\s*in [67] days\s*$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NearlyAWeek();

    [Fact]
    public async Task An_admin_extends_an_invitation_and_changes_its_roles_and_the_person_gets_in_by_the_first_mail()
    {
        await using var journey = await Journey.BeginAsync(chromium);
        var admin = await journey.SignedInAsync("admin@example.com");
        await admin.Invitations.OpenAsync();
        await admin.Invitations.Invite.ClickAsync();
        await admin.Invitations.Dialog.EnterAsync("ana@example.com");
        await admin.Invitations.Dialog.ChooseRoleAsync("Member");
        await admin.Invitations.Dialog.Whole.GetByLabel("Expires").SelectOptionAsync(TimeSpan.FromDays(3).Ticks.ToString(System.Globalization.CultureInfo.InvariantCulture));
        await admin.Invitations.Dialog.Send.ClickAsync();
        await Expect(admin.Invitations.Dialog.Result("ana@example.com")).ToContainTextAsync("Auth0 accepted the email");
        await admin.Invitations.Dialog.Done.ClickAsync();
        await admin.Invitations.ExpectAsync("ana@example.com", "Pending");
        await Expect(admin.Invitations.Row("ana@example.com").Locator(".next")).ToContainTextAsync("in 3 days");

        await admin.Invitations.ChooseAsync("ana@example.com", "Extend");
        var extend = admin.Invitations.Extend("ana@example.com");
        await Expect(extend.GetByLabel("New expiry")).ToBeFocusedAsync();
        await extend.GetByLabel("New expiry").SelectOptionAsync("0");
        var day = await extend.GetByLabel("Last day").GetAttributeAsync("max");
        await extend.GetByLabel("Last day").FillAsync(DateOnly.Parse(day!, System.Globalization.CultureInfo.InvariantCulture).AddDays(-1).ToString("O"));
        await Expect(extend.GetByText("No email goes out")).ToBeVisibleAsync();
        await admin.PictureAsync("edit-1-extend");
        await extend.GetByRole(AriaRole.Button, new() { Name = "Extend", Exact = true }).ClickAsync();
        await Expect(admin.Page.GetByRole(AriaRole.Status).GetByText("The invitation for ana@example.com now expires on")).ToBeVisibleAsync();
        await Expect(extend).ToBeHiddenAsync();
        // The end of that day: six and a half days off at noon, nearly seven just after midnight.
        await Expect(admin.Invitations.Row("ana@example.com").Locator(".next")).ToHaveTextAsync(NearlyAWeek());

        await admin.Invitations.ChooseAsync("ana@example.com", "Change team or roles");
        var roles = admin.Invitations.Roles("ana@example.com");
        await Expect(roles.GetByRole(AriaRole.Checkbox, new() { Name = "Member" })).ToBeCheckedAsync();
        await roles.GetByRole(AriaRole.Checkbox, new() { Name = "Member" }).UncheckAsync();
        await roles.GetByRole(AriaRole.Checkbox, new() { Name = "Billing" }).CheckAsync();
        await admin.PictureAsync("edit-2-roles");
        await roles.GetByRole(AriaRole.Button, new() { Name = "Change roles" }).ClickAsync();
        await Expect(admin.Page.GetByRole(AriaRole.Status).GetByText("The roles of ana@example.com are changed")).ToBeVisibleAsync();
        await Expect(admin.Invitations.Row("ana@example.com")).ToContainTextAsync("Billing");

        await admin.Page.GetByRole(AriaRole.Link, new() { Name = "ana@example.com" }).ClickAsync();
        await Expect(admin.Page.GetByRole(AriaRole.Heading, new() { Name = "Roles changed in Auth0" })).ToBeVisibleAsync();
        await Expect(admin.Page.GetByRole(AriaRole.Heading, new() { Name = "Extended by Ada Admin" })).ToBeVisibleAsync();
        await admin.PictureAsync("edit-3-details");

        var mail = Assert.Single(journey.Tenant.Mail.To("ana@example.com"));
        var ana = await journey.VisitorAsync();
        await ana.Page.GotoAsync(AdminPortal.Testing.MailRoom.PasswordLink(mail));
        await ana.SetPassword.ChooseAsync("Ana-chose-this-1");
        await Expect(admin.Page.GetByRole(AriaRole.Heading, new() { Name = "Accepted", Exact = true })).ToBeVisibleAsync();
        Assert.Equal(["Billing"], journey.Tenant.State.Read(tenant =>
        {
            var user = tenant.UserByEmail("ana@example.com", "Username-Password-Authentication")!;
            return tenant.Roles.Where(role => tenant.RoleMembers.Any(member => member.RoleId == role.Id && member.UserId == user.UserId)).Select(role => role.Name).ToList();
        }));
    }

    [Fact]
    public async Task After_the_first_resend_the_next_one_counts_down_before_ones_eyes()
    {
        await using var journey = await Journey.BeginAsync(chromium);
        var admin = await journey.SignedInAsync("admin@example.com");
        await admin.Invitations.OpenAsync();
        await admin.Invitations.InviteAsync("ana@example.com");
        await admin.Invitations.ExpectAsync("ana@example.com", "Pending");
        await admin.Page.GetByRole(AriaRole.Link, new() { Name = "ana@example.com" }).ClickAsync();
        await Expect(admin.Page.GetByRole(AriaRole.Heading, new() { Name = "What happened" })).ToBeVisibleAsync();
        await admin.UntilLiveAsync();

        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "Resend" }).ClickAsync();
        await admin.Invitations.Question.GetByRole(AriaRole.Button, new() { Name = "Resend" }).ClickAsync();

        var button = admin.Page.Locator(".page-head button.primary");
        await Expect(button).ToContainTextAsync("Resend in 0:", new() { Timeout = 20_000 });
        await Expect(button).ToHaveAttributeAsync("aria-disabled", "true");
        var first = await button.TextContentAsync();
        await Expect(button).Not.ToHaveTextAsync(first!, new() { Timeout = 5_000 });
    }
}
