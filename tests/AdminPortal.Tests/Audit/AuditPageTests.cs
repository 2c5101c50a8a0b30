using System.Net;
using AdminPortal.Audit;
using AdminPortal.Tests.Invites;

namespace AdminPortal.Tests.Audit;

/// <summary>The audit over plain HTTP: what a browser without a WebSocket sees.</summary>
public sealed class AuditPageTests
{
    [Fact]
    public async Task Without_a_WebSocket_an_admin_reads_filters_verifies_and_opens_an_entry()
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await world.SentAsync("ana@example.com");
        using var browser = await world.Portal.SignInOverHttpAsync(InviteWorld.Admin);

        var page = await browser.GoToAsync("/audit");
        Assert.Equal("Audit", page.Heading);
        Assert.Equal("Audit entries", page.Document.QuerySelector("table caption")!.TextContent);
        Assert.Contains("Email accepted by Auth0", page.Words, StringComparison.Ordinal);
        Assert.Contains("ana@example.com", page.Words, StringComparison.Ordinal);

        var verified = await browser.SubmitAsync(page, "Verify");
        Assert.Contains("The chain is whole", verified.Document.QuerySelector(".notice.green[role=status]")!.TextContent, StringComparison.Ordinal);

        var found = await browser.SubmitAsync(verified, "Search", ("Search the audit", "ana@"));
        Assert.Equal("/audit", found.Address.AbsolutePath);
        Assert.All(found.Document.QuerySelectorAll("tbody tr"), row => Assert.Contains("ana@example.com", row.TextContent, StringComparison.Ordinal));
        var none = await browser.SubmitAsync(found, "Search", ("Search the audit", "nobody at all"));
        Assert.Contains("No entry matches “nobody at all”", none.Words, StringComparison.Ordinal);
        Assert.Equal("/audit", new Uri(none.Link("Clear filters")).PathAndQuery);

        var view = await browser.GoToAsync($"/audit?invite={id}");
        Assert.Contains("Only what is about ana@example.com", view.Words, StringComparison.Ordinal);
        var entry = await browser.GoToAsync("/audit/1");
        Assert.Equal((HttpStatusCode.OK, 64), (entry.Status, entry.Document.QuerySelector("dd > code:only-child")!.TextContent.Length));
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GoToAsync("/audit/999999")).Status);
        Assert.Contains($"/audit?invite={id}", (await browser.GoToAsync($"/invites/{id}")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_chain_is_told_with_the_way_to_its_entry()
    {
        await using var world = await InviteWorld.StartAsync();
        await world.SentAsync("ana@example.com");
        using var browser = await world.Portal.SignInOverHttpAsync(InviteWorld.Admin);
        await using (var db = await world.ContextAsync())
        {
            await Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.ExecuteSqlRawAsync(db.Database, AppendOnly.Drop + "UPDATE AuditEntries SET ActorName = 'Mallory' WHERE Number = 1");
        }

        var page = await browser.SubmitAsync(await browser.GoToAsync("/audit"), "Verify");

        var alert = page.Document.QuerySelector(".notice.red[role=alert]")!;
        Assert.Contains("Entry 1 was changed after it was sealed.", alert.TextContent, StringComparison.Ordinal);
        Assert.Equal("/audit/1", alert.QuerySelector("a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task An_export_is_a_file_of_what_the_address_asks_for()
    {
        await using var world = await InviteWorld.StartAsync();
        await world.InviteAsync("ana@example.com");
        using var browser = await world.Portal.SignInOverHttpAsync(InviteWorld.Admin);

        var file = await browser.GoToAsync("/audit/export?what=invite");

        Assert.Equal(HttpStatusCode.OK, file.Status);
        Assert.Equal("text/csv; charset=utf-8", file.Headers["Content-Type"]);
        Assert.Contains("attachment; filename=audit-2026-11-22.csv", file.Headers["Content-Disposition"], StringComparison.Ordinal);
        Assert.Contains("ana@example.com", file.Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("support@example.com")]
    [InlineData("outsider@example.com")]
    public async Task Whoever_is_no_admin_sees_neither_page_nor_file(string email)
    {
        await using var world = await InviteWorld.StartAsync();
        await world.InviteAsync("ana@example.com");
        using var browser = await world.Portal.SignInOverHttpAsync(email);

        foreach (var address in new[] { "/audit", "/audit/1", "/audit/export" })
        {
            var page = await browser.GoToAsync(address);
            Assert.NotEqual("Audit", page.Heading);
            Assert.DoesNotContain("ana@example.com", page.Html, StringComparison.Ordinal);
        }
    }
}
