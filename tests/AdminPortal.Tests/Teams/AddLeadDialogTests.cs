using AdminPortal.Data;
using AdminPortal.Shell;
using AdminPortal.Teams;
using AdminPortal.Tests.Setup;
using Auth0Emulator.Control;
using Bunit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Tests.Teams;

/// <summary>The search for a lead, against a local tenant.</summary>
public sealed class AddLeadDialogTests : SetupContext
{
    [Fact]
    public async Task Somebody_found_becomes_lead_and_the_notice_says_what_is_missing()
    {
        var (id, dialog) = await OpenAsync();
        Assert.Equal("Add a lead to Finance", dialog.Find("h2").TextContent);
        Assert.Contains("Portal Team Lead", dialog.Find(".dialog-foot p").TextContent, StringComparison.Ordinal);
        await SearchAsync(dialog, "olga");
        dialog.WaitForAssertion(() => Assert.Equal("1 person found.", dialog.Find("[role=status]").TextContent));
        Assert.Equal(("Olga Outsider", "outsider@example.com"), (dialog.Find(".items strong").TextContent, dialog.Find(".items p").TextContent));

        KnowLeads();
        await dialog.Find("button[aria-label='Make lead: Olga Outsider']").ClickAsync(new());

        var notice = Assert.Single(Services.GetRequiredService<Notices>().Shown);
        Assert.Equal(
            ("Olga Outsider leads Finance", "Olga Outsider does not hold Portal Team Lead in Auth0 yet: give it there, then this counts."),
            (notice.Title, notice.Text));
        Assert.Equal("outsider@example.com", Assert.Single((await RowAsync(id)).Leads).Email);
    }

    [Fact]
    public async Task Whoever_leads_it_already_can_not_be_chosen()
    {
        var (id, _) = await OpenAsync();
        await Services.GetRequiredService<AddLead>().HandleAsync(id, new FoundPerson("auth0|6741a0000000000000000002", "Lee Lead", "lead@example.com"));
        var row = await RowAsync(id);
        var dialog = Render<AddLeadDialog>(parameters => parameters.Add(it => it.Team, row));

        await SearchAsync(dialog, "lee lead");

        dialog.WaitForAssertion(() => Assert.Equal("Leads it already", dialog.Find(".items .muted").TextContent));
        Assert.Empty(dialog.FindAll(".items button"));
    }

    [Fact]
    public async Task Nobody_found_and_too_little_typed_are_said_in_place()
    {
        var (_, dialog) = await OpenAsync();
        await SearchAsync(dialog, "nobody-at-all");
        dialog.WaitForAssertion(() => Assert.StartsWith("Nobody is found.", dialog.Find("[role=status]").TextContent, StringComparison.Ordinal));

        await SearchAsync(dialog, "*");
        dialog.WaitForAssertion(() => Assert.Contains("Type at least 2 letters", dialog.Find("[role=alert]").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task When_Auth0_fails_what_was_found_and_typed_stays()
    {
        var (_, dialog) = await OpenAsync();
        await SearchAsync(dialog, "olga");
        dialog.WaitForAssertion(() => Assert.Single(dialog.FindAll(".items li")));
        Tenant.Faults.Add(Fault.Drop("GET /api/v2/users"));

        await SearchAsync(dialog, "lee");

        dialog.WaitForAssertion(() => Assert.Contains("Auth0 does not answer. Search again in a moment.", dialog.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        Assert.Single(dialog.FindAll(".items li"));
        Assert.Equal("lee", dialog.Find("#people").GetAttribute("value"));
    }

    [Fact]
    public async Task When_the_database_fails_the_choice_stays_and_can_be_made_again()
    {
        var (id, dialog) = await OpenAsync();
        await SearchAsync(dialog, "olga");
        dialog.WaitForAssertion(() => Assert.Single(dialog.FindAll(".items li")));
        await BreakSetupAsync();

        await dialog.Find(".items button").ClickAsync(new());

        Assert.Contains("Olga Outsider was not made a lead", dialog.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Single(dialog.FindAll(".items li"));
        Assert.Empty((await RowAsync(id)).Leads);
        await MendAuditAsync();
        await dialog.Find(".items button").ClickAsync(new());
        Assert.Single((await RowAsync(id)).Leads);
    }

    private static async Task SearchAsync(IRenderedComponent<AddLeadDialog> dialog, string text)
    {
        dialog.Find("#people").Input(text);
        await dialog.Find("form").SubmitAsync();
    }

    private async Task<(Guid Id, IRenderedComponent<AddLeadDialog> Dialog)> OpenAsync()
    {
        var id = Assert.IsType<TeamOutcome.Done>(await Services.GetRequiredService<CreateTeam>().HandleAsync("Finance")).Id;
        var row = await RowAsync(id);
        return (id, Render<AddLeadDialog>(parameters => parameters.Add(it => it.Team, row)));
    }

    private async Task<TeamRow> RowAsync(Guid id) => Assert.IsType<TeamDetailsOutcome.Found>(await Services.GetRequiredService<TeamDetails>().HandleAsync(id)).Facts.Row;

    private void KnowLeads() => Services.GetRequiredService<AdminPortal.SignIn.PortalRoleMembers>()
        .Learn(AdminPortal.SignIn.PortalRole.TeamLead, new AdminPortal.Auth0.Auth0Result<IReadOnlyList<AdminPortal.Auth0.RoleMember>>.Ok([]));

    private async Task MendAuditAsync()
    {
        await using var db = await Services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync();
        await db.Database.ExecuteSqlRawAsync("DROP TRIGGER NoAudit");
    }
}
