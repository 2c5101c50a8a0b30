using System.Text.Json.Nodes;
using Auth0Emulator.Tests.Kit;

namespace Auth0Emulator.Tests.Management;

public sealed class SearchTests : TenantTests
{
    private Task<Answer> SearchAsync(string q, string more = "") => Http.CallAsync("GET", $"/users?search_engine=v3&q={Uri.EscapeDataString(q)}{more}");

    private async Task<string[]> FoundAsync(string q) =>
        [.. (await SearchAsync(q)).Json.AsArray().Select(user => user!["email"]!.GetValue<string>()).Order(StringComparer.Ordinal)];

    [Fact]
    public async Task A_new_user_shows_only_when_the_index_has_caught_up()
    {
        await Http.NewUserAsync("nia@example.com");
        Assert.Empty(await FoundAsync("email:\"nia@example.com\""));

        Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(["nia@example.com"], await FoundAsync("email:\"nia@example.com\""));
    }

    [Fact]
    public async Task The_index_keeps_up_when_the_clock_was_moved_on_and_back()
    {
        Tenant.Clock.MoveBy(TimeSpan.FromDays(10));
        await Http.NewUserAsync("nia@example.com");
        Tenant.Clock.MoveBy(TimeSpan.FromDays(-10));
        await Http.NewUserAsync("ned@example.com");
        Assert.DoesNotContain("ned@example.com", await FoundAsync("email:ned@example.com"));

        Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(["ned@example.com", "nia@example.com"], await FoundAsync("email:nia@example.com OR email:ned@example.com"));
    }

    [Fact]
    public async Task A_deleted_user_shows_until_the_index_has_caught_up()
    {
        await Http.CallAsync("DELETE", "/users/auth0%7C6741a0000000000000000001");
        Assert.Single(await FoundAsync("email:admin@example.com"));

        Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Empty(await FoundAsync("email:admin@example.com"));
    }

    [Fact]
    public async Task A_change_shows_as_it_was_until_the_index_has_caught_up()
    {
        await Http.CallAsync("PATCH", "/users/auth0%7C6741a0000000000000000001", new { blocked = true });
        Assert.Empty(await FoundAsync("blocked:true"));

        Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Single(await FoundAsync("blocked:true"));
    }

    [Theory]
    [InlineData("email:\"ADMIN@example.com\"", "admin")]
    [InlineData("email:admin*", "admin")]
    [InlineData("email:*tsider@example.com", "outsider")]
    [InlineData("email.domain:\"example.com\"", "admin,lead,outsider,support")]
    [InlineData("identities.connection:\"Username-Password-Authentication\"", "admin,lead,outsider,support")]
    [InlineData("identities.connection:\"username-password-authentication\"", "")]
    [InlineData("name:\"ada admin\"", "admin")]
    [InlineData("name:Ada", "")]
    [InlineData("email:admin@example.com OR email:lead@example.com", "admin,lead")]
    [InlineData("email:admin@example.com email:lead@example.com", "admin,lead")]
    [InlineData("email_verified:true NOT email:admin@example.com", "lead,outsider,support")]
    [InlineData("email:admin@example.com NOT email:lead@example.com email:lead@example.com email:support@example.com", "admin,support")]
    [InlineData("email:(admin@example.com lead@example.com NOT lead@example.com)", "admin")]
    [InlineData("email:(admin@example.com OR lead@example.com)", "admin,lead")]
    [InlineData("NOT email:admin@example.com", "lead,outsider,support")]
    [InlineData("email_verified:true AND NOT (email:admin* OR email:lead*)", "outsider,support")]
    [InlineData("app_metadata.tenant:\"acme\"", "support")]
    [InlineData("app_metadata.tenant:\"Acme\"", "")]
    [InlineData("app_metadata.tags:\"vip\"", "support")]
    [InlineData("_exists_:app_metadata.tenant", "support")]
    [InlineData("_exists_:app_metadata.nothing", "")]
    [InlineData("logins_count:0", "")]
    [InlineData("NOT _exists_:logins_count OR logins_count:0", "admin,outsider,support")]
    [InlineData("logins_count:[2 TO 10]", "lead")]
    [InlineData("logins_count:{3 TO *]", "")]
    [InlineData("logins_count:[3 TO *}", "lead")]
    [InlineData("created_at:[2026-11-22 TO 2026-11-23]", "admin,lead,outsider,support")]
    [InlineData("created_at:{2026-11-22T09:00:00.000Z TO *]", "")]
    [InlineData("user_metadata.color:\"blue\"", "support")]
    [InlineData("user_metadata.color:bl*", "")]
    [InlineData("picture:*gravatar*", "")]
    [InlineData("user_id:\"auth0|6741a0000000000000000001\"", "admin")]
    [InlineData("user_id:auth0\\|6741a0000000000000000001", "admin")]
    [InlineData("admin@example.com", "admin")]
    [InlineData("*", "admin,lead,outsider,support")]
    [InlineData("", "admin,lead,outsider,support")]
    public async Task The_query_finds_what_Auth0_would_find(string q, string expected)
    {
        Tenant.State.Change(tenant =>
        {
            tenant.PutUser(tenant.User("auth0|6741a0000000000000000002")! with { LoginsCount = 3 }, Clock.Now);
            tenant.PutUser(tenant.User("auth0|6741a0000000000000000003")! with
            {
                AppMetadata = JsonNode.Parse("""{"tenant":"acme","tags":["vip","beta"],"nothing":null}""")!.AsObject(),
                UserMetadata = JsonNode.Parse("""{"color":"blue"}""")!.AsObject(),
            }, Clock.Now);
        });
        Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(expected.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(name => name + "@example.com"), await FoundAsync(q));
    }

    [Theory]
    [InlineData("email:")]
    [InlineData("(email:a")]
    [InlineData("email:\"a")]
    [InlineData("logins_count:[1 10]")]
    [InlineData("email:*ab")]
    [InlineData("email:a)")]
    public async Task A_query_that_can_not_be_read_is_refused(string q)
    {
        var answer = await SearchAsync(q);

        Assert.Equal((400, "invalid_query_string"), (answer.Status, answer.Text("errorCode")));
    }

    [Theory]
    [InlineData("(")]
    [InlineData("NOT ")]
    public async Task A_query_nested_without_end_is_refused_and_harms_nobody(string nesting)
    {
        Assert.Equal(400, (await SearchAsync(string.Concat(Enumerable.Repeat(nesting, 1000)) + "a")).Status);
        Assert.Equal(200, (await SearchAsync("*")).Status);
    }

    [Fact]
    public async Task A_query_that_is_too_long_is_refused() => Assert.Equal(414, (await SearchAsync(new string('x', 9000))).Status);

    [Fact]
    public async Task A_long_chain_of_terms_is_not_nested()
    {
        Assert.Equal(["admin@example.com"], await FoundAsync(string.Join(" OR ", Enumerable.Repeat("email:admin@example.com", 150))));
    }

    [Fact]
    public async Task Totals_come_with_start_limit_length_and_total()
    {
        var answer = await SearchAsync("email:*@example.com", "&include_totals=true&per_page=3&page=1&sort=email:1");

        Assert.Equal((3, 3, 1, 4), (answer.Json["start"]!.GetValue<int>(), answer.Json["limit"]!.GetValue<int>(), answer.Json["length"]!.GetValue<int>(), answer.Json["total"]!.GetValue<int>()));
        Assert.Equal("support@example.com", answer.Json["users"]![0]!["email"]!.GetValue<string>());
    }

    [Fact]
    public async Task Users_are_sorted_by_a_field_in_either_direction()
    {
        var up = (await SearchAsync("*", "&sort=email:1")).Json.AsArray().Select(user => user!["email"]!.GetValue<string>()).ToArray();
        var down = (await SearchAsync("*", "&sort=email:-1")).Json.AsArray().Select(user => user!["email"]!.GetValue<string>()).ToArray();

        Assert.Equal(up.Order(StringComparer.Ordinal), up);
        Assert.Equal(up.Reverse(), down);
    }

    [Theory]
    [InlineData("app_metadata.plan:1")]
    [InlineData("email:up")]
    public async Task Sorting_by_metadata_or_in_no_direction_is_refused(string sort) =>
        Assert.Equal(400, (await SearchAsync("*", $"&sort={sort}")).Status);

    [Fact]
    public async Task A_thousand_results_are_the_end()
    {
        Assert.Equal(200, (await SearchAsync("*", "&page=9&per_page=100")).Status);
        var answer = await SearchAsync("*", "&page=10&per_page=100");

        Assert.Equal((400, "invalid_paging"), (answer.Status, answer.Text("errorCode")));
        Assert.StartsWith("You can only page through the first 1000 records.", answer.Text("message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Older_search_engines_are_not_emulated() => Assert.Equal(501, (await Http.CallAsync("GET", "/users?search_engine=v1&q=a")).Status);
}
