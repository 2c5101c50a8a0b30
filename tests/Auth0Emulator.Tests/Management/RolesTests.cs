using Auth0Emulator.Tests.Kit;

namespace Auth0Emulator.Tests.Management;

public sealed class RolesTests : TenantTests
{
    private const string Member = "rol_Member0000000000";

    protected override LocalTenantOptions Options => base.Options with
    {
        Seed = TenantSeed.Default with
        {
            ManagementScopes = [.. TenantSeed.Default.ManagementScopes, "delete:role_members", "create:roles", "delete:roles"],
        },
    };

    [Fact]
    public async Task Roles_are_listed_bare_or_with_totals()
    {
        var bare = await Http.CallAsync("GET", "/roles");
        var page = await Http.CallAsync("GET", "/roles?include_totals=true&per_page=2&page=1");

        Assert.Equal(["Portal Admin", "Portal Team Lead", "Portal Support", "Member", "Billing", "Deploy"], bare.Json.AsArray().Select(role => role!["name"]!.GetValue<string>()));
        Assert.Equal((2, 2, 6), (page.Json["start"]!.GetValue<int>(), page.Json["limit"]!.GetValue<int>(), page.Json["total"]!.GetValue<int>()));
        Assert.Equal(["Portal Support", "Member"], page.Json["roles"]!.AsArray().Select(role => role!["name"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData("portal", 3)]
    [InlineData("BILL", 1)]
    [InlineData("nothing", 0)]
    public async Task Roles_are_filtered_by_part_of_their_name_whatever_the_case(string filter, int found) =>
        Assert.Equal(found, (await Http.CallAsync("GET", $"/roles?name_filter={filter}")).Json.AsArray().Count);

    [Fact]
    public async Task Creating_a_role_answers_200_and_deleting_one_200_with_an_empty_object()
    {
        var created = await Http.CallAsync("POST", "/roles", new { name = "Auditor", description = "Reads" });

        Assert.Equal(200, created.Status);
        Assert.Matches("^rol_[A-Za-z0-9]{16}$", created.Text("id"));
        (await Http.CallAsync("DELETE", $"/roles/{created.Text("id")}")).Is(200, "{}");
        (await Http.CallAsync("DELETE", $"/roles/{created.Text("id")}")).Is(404, """{"statusCode":404,"error":"Not Found","message":"The role does not exist."}""");
    }

    [Fact]
    public async Task Assigning_roles_answers_204_also_the_second_time()
    {
        var path = $"/users/{Uri.EscapeDataString(await Http.NewUserAsync("nia@example.com"))}/roles";

        Assert.Equal(204, (await Http.CallAsync("POST", path, new { roles = new[] { Member } })).Status);
        Assert.Equal(204, (await Http.CallAsync("POST", path, new { roles = new[] { Member, "rol_Billing000000000" } })).Status);

        (await Http.CallAsync("GET", path)).Is(200, $$"""
            [{"id":"{{Member}}","name":"Member","description":"Uses the product"},{"id":"rol_Billing000000000","name":"Billing","description":"Sees invoices"}]
            """);
    }

    [Fact]
    public async Task Taking_roles_away_answers_204()
    {
        var path = $"/users/{Uri.EscapeDataString(await Http.NewUserAsync("nia@example.com"))}/roles";
        await Http.CallAsync("POST", path, new { roles = new[] { Member } });

        Assert.Equal(204, (await Http.CallAsync("DELETE", path, new { roles = new[] { Member } })).Status);

        (await Http.CallAsync("GET", path + "?include_totals=true")).Is(200, """{"start":0,"limit":50,"total":0,"roles":[]}""");
    }

    [Fact]
    public async Task Assigning_no_role_is_refused()
    {
        var path = $"/users/{Uri.EscapeDataString(await Http.NewUserAsync("nia@example.com"))}/roles";

        var answer = await Http.CallAsync("POST", path, new { roles = Array.Empty<string>() });

        Assert.StartsWith("Payload validation error: 'Array is too short (0), minimum 1' on property roles", answer.Text("message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_unknown_gets_a_role() =>
        Assert.Equal("inexistent_user", (await Http.CallAsync("POST", "/users/auth0%7Cnobody/roles", new { roles = new[] { Member } })).Text("errorCode"));

    [Fact]
    public async Task An_unknown_role_does_not_exist()
    {
        var path = $"/users/{Uri.EscapeDataString(await Http.NewUserAsync("nia@example.com"))}/roles";

        Assert.Equal(404, (await Http.CallAsync("POST", path, new { roles = new[] { Member, "rol_nothing" } })).Status);
        (await Http.CallAsync("GET", path)).Is(200, "[]");
    }

    [Fact]
    public async Task Members_of_a_role_come_in_all_three_shapes()
    {
        var ids = new List<string>();
        for (var number = 0; number < 5; number++)
        {
            ids.Add(await Http.NewUserAsync($"member{number}@example.com", $"m{number}"));
        }

        (await Http.CallAsync("POST", $"/roles/{Member}/users", new { users = ids })).Is(200, "{}");

        var bare = await Http.CallAsync("GET", $"/roles/{Member}/users");
        Assert.Equal(ids, bare.Json.AsArray().Select(user => user!["user_id"]!.GetValue<string>()));
        Assert.Equal(["user_id", "email", "picture", "name"], bare.Json[0]!.AsObject().Select(field => field.Key));

        var totals = await Http.CallAsync("GET", $"/roles/{Member}/users?include_totals=true&per_page=2&page=2");
        Assert.Equal((4, 2, 5, 1), (totals.Json["start"]!.GetValue<int>(), totals.Json["limit"]!.GetValue<int>(), totals.Json["total"]!.GetValue<int>(), totals.Json["users"]!.AsArray().Count));

        var seen = new List<string>();
        var from = "";
        while (true)
        {
            var page = await Http.CallAsync("GET", $"/roles/{Member}/users?take=2{(from.Length > 0 ? "&from=" + Uri.EscapeDataString(from) : "")}");
            seen.AddRange(page.Json["users"]!.AsArray().Select(user => user!["user_id"]!.GetValue<string>()));
            if (!page.Has("next"))
            {
                break;
            }

            from = page.Text("next");
        }

        Assert.Equal(ids, seen);
    }

    [Theory]
    [InlineData("per_page=101", "'Value 101 is greater than maximum 100' on property per_page")]
    [InlineData("page=-1", "'Value -1 is less than minimum 0' on property page")]
    [InlineData("take=0", "'Value 0 is less than minimum 1' on property take")]
    [InlineData("per_page=many", "'Expected type integer but found type string' on property per_page")]
    public async Task Paging_out_of_bounds_is_refused(string query, string problem)
    {
        var answer = await Http.CallAsync("GET", $"/roles/{Member}/users?{query}");

        Assert.Equal((400, "invalid_query_string"), (answer.Status, answer.Text("errorCode")));
        Assert.StartsWith("Query validation error: " + problem, answer.Text("message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_end_at_a_thousand_records() =>
        Assert.Equal("invalid_paging", (await Http.CallAsync("GET", $"/roles/{Member}/users?page=10&per_page=100")).Text("errorCode"));
}
