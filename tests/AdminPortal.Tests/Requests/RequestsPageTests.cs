using System.Net;

namespace AdminPortal.Tests.Requests;

/// <summary>The page as plain HTML: what is there while the WebSocket is blocked.</summary>
public sealed class RequestsPageTests
{
    [Fact]
    public async Task An_admin_reads_what_waits_and_the_count_beside_the_place()
    {
        await using var world = await RequestWorld.StartAsync();
        await world.AskedAsync();
        using var browser = await world.Portal.SignInOverHttpAsync(RequestWorld.Admin);

        var page = await browser.GoToAsync("/requests");
        Assert.Equal((HttpStatusCode.OK, "Requests"), (page.Status, page.Heading));
        Assert.Contains("Lee Lead leads Field sales asks for bruno.klein@example.com", page.Words, StringComparison.Ordinal);
        Assert.Equal("1 waiting", page.Document.QuerySelector(".nav .count")!.TextContent);
        Assert.Equal("Waiting 1", page.Document.QuerySelector(".segments a[aria-current]")!.TextContent);

        await world.DeclineAsync(Assert.Single((await world.ListAsync(RequestWorld.Admin)).Rows).Id, "Not now");
        page = await browser.GoToAsync("/requests?show=answered");
        Assert.Contains("Ada Admin declined bruno.klein@example.com for Field sales", page.Words, StringComparison.Ordinal);
        Assert.Null(page.Document.QuerySelector(".nav .count"));
    }

    [Fact]
    public async Task A_lead_reads_their_own_with_outcome_and_note_and_no_count()
    {
        await using var world = await RequestWorld.StartAsync();
        await world.DeclineAsync(await world.AskedAsync(), "Use the contractor portal.");
        await world.AskedAsync("kim@example.com", RequestWorld.OtherLead);
        using var browser = await world.Portal.SignInOverHttpAsync(RequestWorld.Lead);

        var page = await browser.GoToAsync("/requests");
        Assert.Contains("Use the contractor portal.", page.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("kim@example.com", page.Html, StringComparison.Ordinal);
        Assert.Null(page.Document.QuerySelector(".nav .count"));
        Assert.NotNull(page.Document.QuerySelector(".nav a[href='/requests'][aria-current=page]"));
    }

    [Fact]
    public async Task Support_gets_a_refusal_and_no_entry_in_the_navigation()
    {
        await using var world = await RequestWorld.StartAsync();
        await world.AskedAsync();
        using var browser = await world.Portal.SignInOverHttpAsync(RequestWorld.Support);

        var page = await browser.GoToAsync("/requests");
        Assert.Equal(HttpStatusCode.Forbidden, page.Status);
        Assert.DoesNotContain("bruno.klein", page.Html, StringComparison.Ordinal);
        Assert.Null((await browser.GoToAsync("/")).Document.QuerySelector(".nav a[href='/requests']"));
    }
}
