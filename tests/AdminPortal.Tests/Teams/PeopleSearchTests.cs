using AdminPortal.Teams;
using AdminPortal.Testing;
using AdminPortal.Tests.Invites;
using Auth0Emulator.Control;

namespace AdminPortal.Tests.Teams;

/// <summary>People are found in the tenant by name or address, and nothing that is typed can mean anything else.</summary>
public sealed class PeopleSearchTests
{
    private const string Search = "GET /api/v2/users";

    [Theory]
    [InlineData("haddad", "Noor Haddad")]
    [InlineData("NOOR had", "Noor Haddad")]
    [InlineData("haddad, noor", "Noor Haddad")]
    [InlineData("no", "Noor Haddad")]
    [InlineData("noor.haddad@", "Noor Haddad")]
    [InlineData("noor.haddad@example.com", "Noor Haddad")]
    [InlineData("  Élodie  ", "Élodie Saint-Just")]
    [InlineData("saint-just", "Élodie Saint-Just")]
    [InlineData("jean+test", "Jean O'Neill")]
    [InlineData("o'neill", "Jean O'Neill")]
    public async Task Somebody_is_found_by_a_part_of_name_or_address(string text, string name)
    {
        await using var world = await WorldAsync();
        Assert.Equal(name, Assert.Single((await FoundAsync(world, text)).People).Name);
    }

    [Theory]
    [InlineData("*")]
    [InlineData("")]
    [InlineData(" a ")]
    [InlineData("\"")]
    [InlineData("()")]
    [InlineData("-+'.")]
    [InlineData("x:y*z?\"(w)")]
    [InlineData("\u0000\u200B")]
    [InlineData("\uD83D")]
    public async Task Too_little_is_not_searched_for(string text)
    {
        await using var world = await WorldAsync();
        Assert.Equal("Type at least 2 letters of a name or an address.", Assert.IsType<PeopleSearchOutcome.TooLittle>(await AskAsync(world, text)).Why);
        Assert.Equal(0, world.Calls(Search));
    }

    [Theory]
    [InlineData("noor\" OR email:*")]
    [InlineData("zzz) OR (name:*")]
    [InlineData("zzz OR _exists_:email")]
    [InlineData("zzz* OR blocked:false")]
    [InlineData("zzz\\\" OR \\*")]
    [InlineData("zzz [a TO z]")]
    [InlineData("zzz {a TO z}")]
    [InlineData("zzz NOT yyy")]
    [InlineData("zzz&search_engine=v1")]
    [InlineData("zzz#fragment%22%20OR%20*")]
    [InlineData("zzz || name:/.*/ ~ ^ ? !")]
    [InlineData("<script>zzz</script>")]
    public async Task Hostile_text_finds_nobody_it_does_not_name_and_breaks_no_query(string text)
    {
        await using var world = await WorldAsync();
        Assert.Empty((await FoundAsync(world, text)).People);
        Assert.Equal(200, Assert.Single(world.Tenant.Journal.On(Search)).Status);
    }

    [Theory]
    [InlineData("Noor Haddad", "(name:*noor* AND name:*haddad*) OR (email:*noor* AND email:*haddad*)")]
    [InlineData("Al", "(name:al*) OR (email:al*)")]
    [InlineData("Al Noor", "(name:*noor*) OR (email:*noor*)")]
    [InlineData("a-b+c@d.e", "(name:*a\\-b\\+c@d.e*) OR (email:*a\\-b\\+c@d.e*)")]
    [InlineData("AND OR NOT", "(name:*and* AND name:*not*) OR (email:*and* AND email:*not*)")]
    [InlineData("x:yz*?\"(w)", "(name:yz*) OR (email:yz*)")]
    public void Operators_become_blanks_and_words_lower_case(string text, string query) => Assert.Equal(query, PeopleQuery.Read(text)!.Lucene);

    [Fact]
    public void However_much_is_pasted_the_query_stays_short() =>
        Assert.InRange(PeopleQuery.Read(string.Concat(Enumerable.Repeat("word ", 100_000)))!.Lucene.Length, 1, 400);

    [Fact]
    public async Task Ten_are_shown_and_that_there_are_more_is_said()
    {
        await using var world = await WorldAsync();
        for (var number = 0; number < 11; number++)
        {
            world.Know($"twin{number}@example.com", $"Twin {number:00}");
        }

        var found = await FoundAsync(world, "twin");

        Assert.Equal((10, true), (found.People.Count, found.More));
        Assert.Equal("Twin 00", found.People[0].Name);
    }

    [Fact]
    public async Task A_whole_address_is_found_before_the_index_knows_it()
    {
        await using var world = await WorldAsync(new PortalHostOptions { TenantDelay = TimeSpan.FromMinutes(1) });
        world.Know("new@example.com", "Just Made");

        Assert.Empty((await FoundAsync(world, "just made")).People);
        Assert.Equal("Just Made", Assert.Single((await FoundAsync(world, "New@Example.com")).People).Name);
    }

    [Fact]
    public async Task Somebody_who_is_blocked_is_found_as_blocked()
    {
        await using var world = await WorldAsync();
        world.Know("gone@example.com", "Gone Away", blocked: true);
        Assert.True(Assert.Single((await FoundAsync(world, "gone")).People).Blocked);
    }

    [Fact]
    public async Task When_Auth0_does_not_answer_that_is_said_and_a_whole_address_still_helps()
    {
        await using var world = await WorldAsync();
        world.Tenant.Faults.Add(Fault.Drop(Search));

        Assert.Equal("Auth0 does not answer. Search again in a moment.", Assert.IsType<PeopleSearchOutcome.NoAnswer>(await AskAsync(world, "noor")).Why);
        Assert.Equal("Noor Haddad", Assert.Single((await FoundAsync(world, "noor.haddad@example.com")).People).Name);
    }

    [Fact]
    public async Task When_Auth0_asks_to_slow_down_it_says_for_how_long()
    {
        await using var world = await WorldAsync();
        world.Tenant.Faults.Add(Fault.Busy(Search, times: 1));

        Assert.Matches(@"^Auth0 asks the portal to slow down\. Search again in \d+ s\.$", Assert.IsType<PeopleSearchOutcome.NoAnswer>(await AskAsync(world, "noor")).Why);
    }

    [Fact]
    public async Task A_missing_scope_is_named()
    {
        await using var world = await WorldAsync();
        await world.DenyAsync("read:users");

        Assert.Equal("The Management token lacks read:users. Grant it in Auth0, then search again.", Assert.IsType<PeopleSearchOutcome.NoAnswer>(await AskAsync(world, "noor")).Why);
    }

    [Fact]
    public async Task A_search_that_Auth0_never_answers_ends()
    {
        await using var world = await WorldAsync();
        world.Tenant.Faults.Add(Fault.Hang(Search, times: 1));
        var searching = AskAsync(world, "noor");
        await world.Tenant.Journal.UntilAsync(_ => world.Calls(Search) > 0);
        world.Pass(PeopleSearch.Patience + TimeSpan.FromSeconds(1));

        Assert.Equal("Auth0 does not answer. Search again in a moment.", Assert.IsType<PeopleSearchOutcome.NoAnswer>(await searching).Why);
    }

    [Fact]
    public async Task Whoever_closes_the_search_is_not_told_that_Auth0_is_silent()
    {
        await using var world = await WorldAsync();
        world.Tenant.Faults.Add(Fault.Hang(Search, times: 1));
        using var closed = new CancellationTokenSource();
        var searching = world.AsAsync((PeopleSearch people) => people.HandleAsync("noor", closed.Token));
        await world.Tenant.Journal.UntilAsync(_ => world.Calls(Search) > 0);
        await closed.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => searching);
    }

    private static async Task<InviteWorld> WorldAsync(PortalHostOptions? options = null)
    {
        var world = await InviteWorld.StartAsync(options);
        world.Know("noor.haddad@example.com", "Noor Haddad");
        world.Know("elodie@example.com", "Élodie Saint-Just");
        world.Know("jean+test@example.com", "Jean O'Neill");
        return world;
    }

    private static Task<PeopleSearchOutcome> AskAsync(InviteWorld world, string text) => world.AsAsync((PeopleSearch people) => people.HandleAsync(text));

    private static async Task<PeopleSearchOutcome.Found> FoundAsync(InviteWorld world, string text) => Assert.IsType<PeopleSearchOutcome.Found>(await AskAsync(world, text));
}
