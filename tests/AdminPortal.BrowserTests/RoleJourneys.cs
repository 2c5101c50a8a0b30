using AdminPortal.Data;
using AdminPortal.SignIn;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AdminPortal.BrowserTests;

/// <summary>What an admin and a team lead do with a team, each with exactly their rights. Support has a journey of its own.</summary>
[Collection(nameof(ChromiumCollection))]
public sealed class RoleJourneys(Chromium chromium)
{
    private const string Ours = "ana@example.com";
    private const string Theirs = "ben@example.com";

    [Fact]
    public async Task An_admin_makes_a_team_finds_its_lead_in_the_tenant_and_invites_into_it()
    {
        await using var journey = await Journey.BeginAsync(chromium);
        var admin = await journey.SignedInAsync("admin@example.com");
        var page = admin.Page;
        await admin.OpenAsync("/teams");
        await admin.UntilLiveAsync();
        await admin.PictureAsync("admin-1-no-team");
        await page.GetByRole(AriaRole.Button, new() { Name = "New team" }).ClickAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Field sales");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make team" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Field sales" }).First.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1, Name = "Field sales" })).ToBeVisibleAsync();
        await admin.UntilLiveAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Add lead" }).ClickAsync();
        await page.GetByLabel("Name or address").FillAsync("Lee");
        await page.GetByRole(AriaRole.Button, new() { Name = "Search", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Make lead: Lee Lead" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Leads" }).GetByText("lead@example.com")).ToBeVisibleAsync();
        await admin.PictureAsync("admin-2-team");

        await admin.Invitations.OpenAsync();
        await admin.Invitations.Invite.ClickAsync();
        await admin.Invitations.Dialog.EnterAsync(Ours);
        await admin.Invitations.Dialog.Whole.GetByLabel("Team", new() { Exact = true }).SelectOptionAsync(new SelectOptionValue { Label = "Field sales" });
        await admin.PictureAsync("admin-3-dialog");
        await admin.Invitations.Dialog.Send.ClickAsync();
        await admin.Invitations.Dialog.Done.ClickAsync();
        await admin.Invitations.ExpectAsync(Ours, "Pending");
        await Expect(admin.Invitations.Row(Ours)).ToContainTextAsync("Field sales");
        await admin.PictureAsync("admin-4-list");

        await admin.OpenAsync("/audit");
        await Expect(page.GetByRole(AriaRole.Table, new() { Name = "Audit entries" })).ToContainTextAsync("Field sales");
        await admin.PictureAsync("admin-5-audit");
    }

    [Fact]
    public async Task A_lead_sees_and_resends_what_belongs_to_their_team_and_nothing_else()
    {
        await using var journey = await TwoInvitationsAsync();
        var theirs = await IdOfAsync(journey, Theirs);
        var lead = await journey.SignedInAsync(TeamOfALead.Lead);
        await lead.UntilLiveAsync();
        await Expect(lead.Page.GetByRole(AriaRole.Link, new() { Name = "Pending 1" })).ToBeVisibleAsync();
        await lead.PictureAsync("lead-1-home");

        await lead.Invitations.OpenAsync();
        await lead.Invitations.ExpectAsync(Ours, "Pending");
        await Expect(lead.Invitations.Row(Theirs)).ToHaveCountAsync(0);
        await lead.PictureAsync("lead-2-list");
        await lead.Invitations.ResendAsync(Ours);
        await Expect(lead.Page.GetByRole(AriaRole.Status).GetByText(Ours).First).ToBeVisibleAsync();

        await lead.OpenAsync($"/invites/{theirs}", status: 404);
        foreach (var place in new[] { "/setup", "/audit", "/sessions", "/lookup" })
        {
            lead.ExpectRefusal("/signin/not-yours");
            await lead.Page.GotoAsync(new Uri(journey.Portal.Address, place).AbsoluteUri);
            await Expect(lead.Page).ToHaveURLAsync(new Uri(journey.Portal.Address, "/signin/not-yours").AbsoluteUri);
        }

        Assert.Equal(2, journey.Tenant.Mail.To(Ours).Count);
        Assert.Single(journey.Tenant.Mail.To(Theirs));
        Assert.Contains((Right.SeeInvites, theirs.ToString()), await RefusedAsync(journey, "Lee Lead"));
    }

    [Fact]
    public async Task A_click_that_the_page_does_not_offer_is_refused_and_stands_in_the_audit()
    {
        await using var journey = await TwoInvitationsAsync();
        var ours = await IdOfAsync(journey, Ours);
        var lead = await journey.SignedInAsync(TeamOfALead.Lead);
        await lead.Invitations.OpenAsync();
        await lead.Invitations.ExpectActionsAsync(Ours);
        var revoke = lead.Invitations.Row(Ours).Locator(".menu button", new() { HasText = "Revoke" });
        await Expect(revoke).ToHaveAttributeAsync("aria-disabled", "true");
        await Expect(revoke).ToContainTextAsync("Only a company admin can revoke.");

        // As somebody does it who has read how Blazor sends its events: the button is made a working one, and pressed.
        await revoke.EvaluateAsync("button => { button.removeAttribute('aria-disabled'); button.click(); }");

        await Expect(lead.Invitations.Row(Ours).Locator(".chip")).ToHaveTextAsync("Pending");
        await AdminPortal.Testing.Eventually.Async(() => RefusedAsync(journey, "Lee Lead"), refused => refused.Contains((Right.RevokeInvites, ours.ToString())));
        await lead.Invitations.ExpectAsync(Ours, "Pending");
    }

    [Fact]
    public async Task A_role_taken_away_in_Auth0_takes_the_rights_from_a_page_that_is_open()
    {
        await using var journey = await TwoInvitationsAsync();
        var lead = await journey.SignedInAsync(TeamOfALead.Lead);
        await lead.Invitations.OpenAsync();
        await lead.Invitations.ExpectActionsAsync(Ours);

        journey.Tenant.State.Change(tenant => tenant.RoleMembers.RemoveAll(member => tenant.Roles.Exists(role => role.Id == member.RoleId && role.Name == "Portal Team Lead")));
        await journey.Portal.Get<SignInWatch>().LookAsync(default); // the look that is due every 45 seconds

        await Expect(lead.Page.Locator(".banner").GetByText("Your role was taken away.")).ToBeVisibleAsync();
        await Expect(lead.Page.GetByRole(AriaRole.Heading, new() { Name = "Invitations are not yours to see" })).ToBeVisibleAsync();
        await Expect(lead.Page.GetByText(Ours)).ToHaveCountAsync(0);
        await lead.PictureAsync("lead-3-role-gone");
        lead.ExpectRefusal("/signin/no-access");
        await lead.Page.GetByRole(AriaRole.Link, new() { Name = "Load the page anew" }).ClickAsync();
        await Expect(lead.Page.GetByRole(AriaRole.Heading, new() { Name = "One role is missing" })).ToBeVisibleAsync();
    }

    private async Task<Journey> TwoInvitationsAsync()
    {
        var journey = await Journey.BeginAsync(chromium);
        await TeamOfALead.AddAsync(journey.Portal);
        var admin = await journey.SignedInAsync("admin@example.com");
        await admin.Invitations.OpenAsync();
        await admin.Invitations.Invite.ClickAsync();
        await admin.Invitations.Dialog.EnterAsync(Ours);
        await admin.Invitations.Dialog.Whole.GetByLabel("Team", new() { Exact = true }).SelectOptionAsync(new SelectOptionValue { Label = "Field sales" });
        await admin.Invitations.Dialog.Send.ClickAsync();
        await admin.Invitations.Dialog.Done.ClickAsync();
        await admin.Invitations.InviteAsync(Theirs);
        await admin.Invitations.ExpectAsync(Ours, "Pending");
        await admin.Invitations.ExpectAsync(Theirs, "Pending");
        return journey;
    }

    private static async Task<Guid> IdOfAsync(Journey journey, string email)
    {
        await using var db = await journey.Portal.Get<IDbContextFactory<PortalDb>>().CreateDbContextAsync();
        return (await db.Invites.AsNoTracking().SingleAsync(invite => invite.Email == email)).Id;
    }

    private static async Task<IReadOnlyList<(Right Right, string About)>> RefusedAsync(Journey journey, string name)
    {
        await using var db = await journey.Portal.Get<IDbContextFactory<PortalDb>>().CreateDbContextAsync();
        var entries = await db.AuditEntries.AsNoTracking().Where(entry => entry.ActorName == name && entry.Action == Refusals.Action).OrderBy(entry => entry.Number).ToListAsync();
        return entries.ConvertAll(entry => (Enum.Parse<Right>(System.Text.Json.JsonDocument.Parse(entry.Details).RootElement.GetProperty("right").GetString()!), entry.Subject));
    }
}
