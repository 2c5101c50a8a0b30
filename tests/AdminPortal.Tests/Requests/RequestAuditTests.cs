using AdminPortal.Audit;

namespace AdminPortal.Tests.Requests;

public sealed class RequestAuditTests
{
    [Fact]
    public async Task What_became_of_a_request_is_found_by_the_address_asked_for_and_leads_to_it()
    {
        await using var world = await RequestWorld.StartAsync();
        var id = await world.AskedAsync();
        await world.AskedAsync("kim@example.com");
        var waiting = await FindAsync(world, "BRUNO.");
        await world.DeclineAsync(id, "Ask again in May.");
        var answered = await FindAsync(world, "BRUNO.");

        Assert.Equal([("request.asked", RequestWorld.Bruno, "/requests")], waiting);
        Assert.Equal([("request.declined", RequestWorld.Bruno, "/requests?show=answered"), ("request.asked", RequestWorld.Bruno, "/requests?show=answered")], answered);
        Assert.Empty(await FindAsync(world, "br%klein"));
    }

    private static async Task<IReadOnlyList<(string Action, string? Name, string? Href)>> FindAsync(RequestWorld world, string search)
    {
        await using var scope = world.Portal.SignedInAs(RequestWorld.Admin);
        var page = Assert.IsType<AuditListOutcome.Page>(await scope.Get<AuditList>().HandleAsync(new AuditListQuery { Search = search }));
        return [.. page.Entries.Rows.Select(row => (row.Action, row.About?.Name, row.About?.Href))];
    }
}
