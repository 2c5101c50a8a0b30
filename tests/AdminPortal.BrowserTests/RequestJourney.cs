using AdminPortal.BrowserTests.Pages;
using AdminPortal.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AdminPortal.BrowserTests;

[Collection(nameof(ChromiumCollection))]
public sealed class RequestJourney(Chromium chromium)
{
    [Fact]
    public async Task A_lead_asks_an_admin_sees_it_by_itself_and_approves_with_another_role_and_the_lead_sees_the_outcome()
    {
        await using var journey = await Journey.BeginAsync(chromium);
        await TeamOfALead.AddAsync(journey.Portal);
        var admin = await journey.SignedInAsync("admin@example.com");
        await admin.UntilLiveAsync();
        var answers = new RequestsPage(admin.Page);
        await Expect(answers.Count).ToHaveCountAsync(0);

        var lead = await journey.SignedInAsync(TeamOfALead.Lead);
        await lead.OpenAsync("/invites");
        await lead.UntilLiveAsync();
        var asks = new RequestsPage(lead.Page);
        await asks.EnterAsync("Bruno Klein <bruno.klein@example.com>, kim@example.com");
        await Expect(asks.AskDialog.GetByLabel("Team", new() { Exact = true }).Locator("option:checked")).ToHaveTextAsync("Field sales");
        await Expect(asks.AskDialog.GetByRole(AriaRole.Checkbox, new() { Name = "Deploy" })).ToBeCheckedAsync();
        await asks.AskDialog.GetByLabel("Reason for the admin (optional)").FillAsync("He starts on Monday.");
        await lead.PictureAsync("request-1-ask");
        await asks.AskDialog.GetByRole(AriaRole.Button, new() { Name = "Ask for 2 invitations" }).ClickAsync();
        await Expect(asks.AskDialog.GetByRole(AriaRole.Heading, new() { Name = "Asked (2)" })).ToBeFocusedAsync();
        await asks.AskDialog.GetByRole(AriaRole.Button, new() { Name = "Done" }).ClickAsync();
        Assert.Empty(journey.Tenant.Mail.To("bruno.klein@example.com"));

        await Expect(answers.Count).ToHaveTextAsync("2 waiting", new() { Timeout = 20_000 });
        await admin.OpenAsync("/requests");
        await admin.UntilLiveAsync();
        var bruno = answers.Waiting.Filter(new() { HasText = "bruno.klein@example.com" });
        await Expect(bruno).ToContainTextAsync("“He starts on Monday.”");
        await admin.PictureAsync("request-2-board");
        await bruno.GetByRole(AriaRole.Button, new() { Name = "Change before approving" }).ClickAsync();
        var change = answers.Change("bruno.klein@example.com");
        await change.GetByRole(AriaRole.Checkbox, new() { Name = "Deploy" }).UncheckAsync();
        await change.GetByRole(AriaRole.Checkbox, new() { Name = "Member" }).CheckAsync();
        await admin.PictureAsync("request-3-change");
        await change.GetByRole(AriaRole.Button, new() { Name = "Approve" }).ClickAsync();
        await Expect(admin.Page.GetByRole(AriaRole.Status).GetByText("bruno.klein@example.com is invited")).ToBeVisibleAsync();
        await Expect(answers.Answered).ToContainTextAsync("Role corrected from Deploy to Member.");
        await Expect(answers.Count).ToHaveTextAsync("1 waiting");

        await answers.Waiting.GetByRole(AriaRole.Button, new() { Name = "Decline" }).ClickAsync();
        await Expect(answers.Decline("kim@example.com").GetByLabel("Note (recommended)")).ToBeFocusedAsync();
        await answers.Decline("kim@example.com").GetByLabel("Note (recommended)").FillAsync("Use the contractor portal.");
        await answers.Decline("kim@example.com").GetByRole(AriaRole.Button, new() { Name = "Decline", Exact = true }).ClickAsync();
        await Expect(admin.Page.GetByRole(AriaRole.Heading, new() { Name = "Nothing waits" })).ToBeVisibleAsync();
        await Expect(answers.Count).ToHaveCountAsync(0);

        var mail = await journey.Tenant.MailToAsync("bruno.klein@example.com");
        Assert.Contains("Ada Admin", mail.Subject, StringComparison.Ordinal);
        await lead.OpenAsync("/requests");
        await lead.UntilLiveAsync();
        await Expect(asks.Answered.Filter(new() { HasText = "bruno.klein@example.com" })).ToContainTextAsync("Role corrected from Deploy to Member. The invitation is pending.", new() { Timeout = 20_000 });
        await Expect(asks.Answered.Filter(new() { HasText = "kim@example.com" })).ToContainTextAsync("“Use the contractor portal.”");
        await lead.PictureAsync("request-4-outcome");

        var person = await journey.VisitorAsync();
        await person.Page.GotoAsync(mail.PasswordLink());
        await person.SetPassword.ChooseAsync("Bruno-chose-this-1");
        await Expect(asks.Answered.Filter(new() { HasText = "bruno.klein@example.com" })).ToContainTextAsync("The invitation is accepted.", new() { Timeout = 20_000 });
    }
}
