using System.Text.Json.Nodes;
using Auth0Emulator.Tests.Kit;

namespace Auth0Emulator.Tests.Management;

public sealed class ReadingUsersTests : TenantTests
{
    [Fact]
    public async Task A_user_is_there_by_id_at_once()
    {
        var id = await Http.NewUserAsync("nia@example.com");

        var answer = await Http.CallAsync("GET", $"/users/{Uri.EscapeDataString(id)}");

        Assert.Equal((200, "nia@example.com"), (answer.Status, answer.Text("email")));
    }

    [Fact]
    public async Task Fields_a_user_has_not_got_are_left_out()
    {
        var id = await Http.NewUserAsync("nia@example.com");

        var answer = await Http.CallAsync("GET", $"/users/{Uri.EscapeDataString(id)}");

        Assert.All(["last_login", "last_ip", "logins_count", "last_password_reset", "blocked", "app_metadata"], field => Assert.False(answer.Has(field)));
    }

    [Fact]
    public async Task An_unknown_id_does_not_exist() =>
        (await Http.CallAsync("GET", "/users/auth0%7Cnobody")).Is(404, """{"statusCode":404,"error":"Not Found","message":"The user does not exist.","errorCode":"inexistent_user"}""");

    [Theory]
    [InlineData("GET")]
    [InlineData("PATCH")]
    [InlineData("DELETE")]
    public async Task An_id_without_a_provider_is_malformed(string method)
    {
        var answer = await Http.CallAsync(method, "/users/nobody", method == "PATCH" ? new { blocked = true } : null);

        Assert.Equal((400, "invalid_uri"), (answer.Status, answer.Text("errorCode")));
    }

    [Fact]
    public async Task Users_by_address_come_as_a_bare_array_at_once()
    {
        var id = await Http.NewUserAsync("nia@example.com");

        var answer = await Http.CallAsync("GET", "/users-by-email?email=nia%40example.com");

        Assert.Equal(id, Assert.Single(answer.Json.AsArray())!["user_id"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("nobody%40example.com")]
    [InlineData("Admin%40example.com")]
    public async Task An_address_nobody_has_in_that_case_finds_nobody(string email) =>
        (await Http.CallAsync("GET", $"/users-by-email?email={email}")).Is(200, "[]");

    [Fact]
    public async Task Looking_up_no_address_at_all_is_refused() =>
        Assert.Equal("invalid_query_string", (await Http.CallAsync("GET", "/users-by-email")).Text("errorCode"));

    [Fact]
    public async Task Fields_can_be_chosen_and_left_out()
    {
        var only = await Http.CallAsync("GET", "/users-by-email?email=admin%40example.com&fields=user_id,email");
        var without = await Http.CallAsync("GET", "/users-by-email?email=admin%40example.com&fields=identities&include_fields=false");

        Assert.Equal(["email", "user_id"], only.Json[0]!.AsObject().Select(field => field.Key));
        Assert.False(without.Json[0]!.AsObject().ContainsKey("identities"));
        Assert.True(without.Json[0]!.AsObject().ContainsKey("email"));
    }

    [Fact]
    public async Task Deleting_answers_204_whether_or_not_there_was_a_user()
    {
        var path = $"/users/{Uri.EscapeDataString(await Http.NewUserAsync("nia@example.com"))}";

        var first = await Http.CallAsync("DELETE", path);
        var second = await Http.CallAsync("DELETE", path);

        Assert.Equal((204, 204), (first.Status, second.Status));
        Assert.Empty(first.Body);
        Assert.Equal(404, (await Http.CallAsync("GET", path)).Status);
        Assert.Single(Tenant.State.Read(tenant => tenant.Logs.Where(entry => entry.Type == "sdu").ToArray()));
    }

    [Fact]
    public async Task A_deleted_user_frees_the_address_and_takes_roles_along()
    {
        var id = await Http.NewUserAsync("nia@example.com");
        await Http.CallAsync("POST", $"/users/{Uri.EscapeDataString(id)}/roles", new { roles = new[] { "rol_Member0000000000" } });
        await Http.CallAsync("DELETE", $"/users/{Uri.EscapeDataString(id)}");

        var again = await Http.NewUserAsync("nia@example.com");

        Assert.NotEqual(id, again);
        (await Http.CallAsync("GET", "/roles/rol_Member0000000000/users")).Is(200, "[]");
    }

    [Fact]
    public async Task An_unknown_query_parameter_is_refused()
    {
        var answer = await Http.CallAsync("GET", "/users-by-email?email=a&mail=b");

        Assert.Equal("Query validation error: 'Additional properties not allowed: mail'.", answer.Text("message"));
    }

    [Fact]
    public async Task The_seeded_people_hold_their_roles()
    {
        var admin = (await Http.CallAsync("GET", "/users-by-email?email=admin%40example.com")).Json[0]!;
        Assert.True(admin["email_verified"]!.GetValue<bool>());

        var roles = await Http.CallAsync("GET", $"/users/{Uri.EscapeDataString(admin["user_id"]!.GetValue<string>())}/roles");

        Assert.Equal(["Portal Admin"], roles.Json.AsArray().Select(role => role!["name"]!.GetValue<string>()));
    }
}
