using AdminPortal.Audit;
using AdminPortal.LookUp;
using AdminPortal.SignIn;
using AdminPortal.Tests.Invites;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Tests.LookUp;

public sealed class LookUpListTests
{
    [Fact]
    public async Task The_exact_address_comes_first_and_in_the_clear_the_others_stay_covered()
    {
        await using var world = await InviteWorld.StartAsync();
        await world.InviteAsync("Ana Horvat <ana@example.com>");
        await world.InviteAsync("Joana Lima <joana@example.com>");
        await world.InviteAsync("ben@example.com");

        var page = await FindAsync(world, " ANA@example.com ");

        Assert.Equal([("ana@example.com", "A. H.", true), ("j•••@example.com", "J. L.", false)], page.Rows.Select(row => (row.Address, row.Initials, row.IsExact)));
    }

    [Fact]
    public async Task Every_invitation_of_the_exact_address_comes_before_the_others_the_newest_first()
    {
        await using var world = await InviteWorld.StartAsync();
        var first = await world.InviteAsync("ana@example.com");
        await world.RevokeAsync(first);
        await world.InviteAsync("diana@example.com");
        var second = await world.InviteAsync("ana@example.com");
        await world.InviteAsync("joana@example.com");

        var page = await FindAsync(world, "ana@example.com");

        Assert.Equal([second, first], page.Rows.Take(2).Select(row => row.Id));
        Assert.Equal(["j•••@example.com", "d•••@example.com"], page.Rows.Skip(2).Select(row => row.Address));
    }

    [Fact]
    public async Task Text_finds_addresses_and_names_and_is_taken_literally()
    {
        await using var world = await InviteWorld.StartAsync();
        await world.InviteAsync("Ana Horvat <a%b_c@example.com>");
        await world.InviteAsync("ben@example.com");

        Assert.Equal(["a•••@example.com"], (await FindAsync(world, "horv")).Rows.Select(row => row.Address));
        Assert.Equal(["a•••@example.com"], (await FindAsync(world, "%")).Rows.Select(row => row.Address));
        Assert.Equal(["a•••@example.com"], (await FindAsync(world, "_")).Rows.Select(row => row.Address));
        foreach (var text in new[] { "\\", "\"", "*", "NEAR(", "' OR 1=1", "😀", "%%" })
        {
            Assert.Empty((await FindAsync(world, text)).Rows);
        }
    }

    [Fact]
    public async Task Whoever_invited_is_not_found_by_name()
    {
        await using var world = await InviteWorld.StartAsync();
        await world.InviteAsync("ana@example.com");

        Assert.Empty((await FindAsync(world, "Ada Admin")).Rows);
    }

    [Fact]
    public async Task Longer_than_any_address_is_told_and_not_looked_for()
    {
        await using var world = await InviteWorld.StartAsync();
        await using var scope = world.Portal.SignedInAs(TeamScenes.Support);

        Assert.IsType<LookUpOutcome.TooLong>(await scope.Get<LookUpList>().HandleAsync(new string('a', 10_000), null));
        Assert.IsType<LookUpOutcome.Page>(await scope.Get<LookUpList>().HandleAsync(new string('a', LookUpList.LongestSearch), null));
    }

    [Fact]
    public async Task Without_a_search_the_newest_are_there_to_browse_page_after_page()
    {
        await using var world = await InviteWorld.StartAsync();
        await world.AddBulkAsync(LookUpList.PageSize + 3);

        var first = await FindAsync(world, null);
        var second = await FindAsync(world, null, first.Next);

        Assert.Equal((LookUpList.PageSize, 3), (first.Rows.Count, second.Rows.Count));
        Assert.Null(second.Next);
        Assert.Equal((await world.RowsAsync()).Select(invite => invite.Id).Reverse(), first.Rows.Concat(second.Rows).Select(row => row.Id));
        Assert.All(first.Rows, row => Assert.Equal("b•••@example.com", row.Address));
    }

    [Fact]
    public async Task Paging_goes_through_the_exact_matches_into_the_others_without_a_gap()
    {
        await using var world = await InviteWorld.StartAsync();
        for (var round = 0; round < LookUpList.PageSize + 2; round++)
        {
            await world.RevokeAsync(await world.InviteAsync("ana@example.com"));
        }

        await world.InviteAsync("diana@example.com");

        var first = await FindAsync(world, "ana@example.com");
        var second = await FindAsync(world, "ana@example.com", first.Next);

        Assert.All(first.Rows, row => Assert.True(row.IsExact));
        Assert.Equal([true, true, false], second.Rows.Select(row => row.IsExact));
        Assert.Equal(LookUpList.PageSize + 3, first.Rows.Concat(second.Rows).Select(row => row.Id).Distinct().Count());
    }

    [Fact]
    public async Task A_page_that_the_exact_matches_fill_leads_on_to_the_others()
    {
        await using var world = await InviteWorld.StartAsync();
        await world.InviteAsync("diana@example.com");
        for (var round = 0; round < LookUpList.PageSize; round++)
        {
            await world.RevokeAsync(await world.InviteAsync("ana@example.com"));
        }

        var first = await FindAsync(world, "ana@example.com");
        var second = await FindAsync(world, "ana@example.com", first.Next);

        Assert.Equal(["d•••@example.com"], second.Rows.Select(row => row.Address));
    }

    [Theory]
    [InlineData("12", false, 12L)]
    [InlineData("x7", true, 7L)]
    public void A_place_is_read_back(string word, bool isExact, long number)
    {
        Assert.Equal(new LookUpCursor(isExact, number), LookUpCursor.Read(word));
        Assert.Equal(word, new LookUpCursor(isExact, number).ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("x")]
    [InlineData("-1")]
    [InlineData("1 OR 1")]
    public void A_place_that_was_tampered_with_is_none(string? word) => Assert.Null(LookUpCursor.Read(word));

    [Fact]
    public async Task Test_invitations_are_not_found()
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await world.InviteAsync("ana@example.com");
        await using (var db = await world.ContextAsync())
        {
            Assert.Equal(1, await db.Database.ExecuteSqlAsync($"UPDATE Invites SET IsTest = 1"));
        }

        Assert.Empty((await FindAsync(world, "ana@example.com")).Rows);
        await using var scope = world.Portal.SignedInAs(TeamScenes.Support);
        Assert.IsType<LookedUpOutcome.NotFound>(await scope.Get<OpenLookedUpInvite>().HandleAsync(id));
    }

    [Theory]
    [InlineData(InviteWorld.Admin, true)]
    [InlineData(TeamScenes.Support, true)]
    [InlineData(TeamScenes.Lead, false)]
    [InlineData(TeamScenes.Outsider, false)]
    public async Task Only_who_has_the_right_looks_up_and_opens_and_a_refusal_is_on_record(string email, bool may)
    {
        await using var world = await InviteWorld.StartAsync();
        var id = await world.InviteAsync("ana@example.com");
        await using var scope = world.Portal.SignedInAs(email);

        Assert.Equal(may, await scope.Get<LookUpList>().HandleAsync("ana", null) is LookUpOutcome.Page);
        Assert.Equal(may, await scope.Get<OpenLookedUpInvite>().HandleAsync(id) is LookedUpOutcome.Opened);

        await using var db = await world.ContextAsync();
        var refusals = await db.AuditEntries.Where(entry => entry.Outcome == AuditOutcome.Refused).OrderBy(entry => entry.Number).ToListAsync();
        Assert.Equal(may ? [] : ["", id.ToString()], refusals.Select(entry => entry.Subject));
        Assert.All(refusals, entry => Assert.Equal((Refusals.Action, world.SubjectOf(email)), (entry.Action, entry.ActorId)));
    }

    [Fact]
    public async Task Nobody_signed_in_looks_nothing_up()
    {
        await using var world = await InviteWorld.StartAsync();
        await using var nobody = world.Portal.SignedOut();

        Assert.IsType<LookUpOutcome.NotAllowed>(await nobody.Get<LookUpList>().HandleAsync(null, null));
        Assert.IsType<LookedUpOutcome.NotAllowed>(await nobody.Get<OpenLookedUpInvite>().HandleAsync(Guid.CreateVersion7(world.Now)));
    }

    private static async Task<LookUpOutcome.Page> FindAsync(InviteWorld world, string? search, LookUpCursor? after = null)
    {
        await using var scope = world.Portal.SignedInAs(TeamScenes.Support);
        return Assert.IsType<LookUpOutcome.Page>(await scope.Get<LookUpList>().HandleAsync(search, after));
    }
}
