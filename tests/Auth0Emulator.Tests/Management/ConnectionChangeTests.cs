using System.Text.Json.Nodes;
using Auth0Emulator.Tenant;
using Auth0Emulator.Tests.Kit;

namespace Auth0Emulator.Tests.Management;

/// <summary>Connections, changed: the options are replaced whole, which is the trap.</summary>
public sealed class ConnectionChangeTests : TenantTests
{
    private const string Database = "/connections/con_LocalDatabase001";
    private const string Enterprise = "/connections/con_AcmeDirectory001";

    protected override LocalTenantOptions Options => base.Options with
    {
        Seed = TenantSeed.Default with
        {
            Connections =
            [
                .. TenantSeed.Default.Connections,
                new TenantConnection { Id = "con_AcmeDirectory001", Name = "acme-directory", Strategy = "samlp", EnabledClients = [TenantSeed.ManagementClientId, TenantSeed.PortalClientId] },
            ],
        },
    };

    [Fact]
    public async Task Public_sign_up_is_off_in_a_fresh_tenant() => Assert.True((bool)(await OptionsAsync())["disable_signup"]!);

    [Fact]
    public async Task Options_that_are_read_changed_and_written_keep_everything_else()
    {
        var options = await OptionsAsync();
        var before = options.DeepClone();
        options["disable_signup"] = false;

        var changed = await Http.CallAsync("PATCH", Database, new { options });

        Assert.Equal(200, changed.Status);
        before["disable_signup"] = false;
        Assert.True(JsonNode.DeepEquals(before, await OptionsAsync()));
        Assert.True(JsonNode.DeepEquals(before, changed.Json["options"]));
    }

    [Fact]
    public async Task Options_that_are_written_in_part_lose_the_rest_and_with_it_the_password_policy()
    {
        await Http.CallAsync("PATCH", Database, """{"options":{"disable_signup":true}}""");

        Assert.Equal("""{"disable_signup":true}""", (await OptionsAsync()).ToJsonString());
        Assert.Equal(201, (await NewUserAsync("x")).Status);
    }

    [Fact]
    public async Task What_this_tenant_knows_nothing_of_is_kept_as_it_came()
    {
        await Http.CallAsync("PATCH", Database, """{"options":{"passwordPolicy":"fair","customScripts":{"login":"function () {}"}}}""");

        Assert.Equal("""{"passwordPolicy":"fair","customScripts":{"login":"function () {}"}}""", (await OptionsAsync()).ToJsonString());
    }

    [Theory]
    [InlineData("""{"passwordPolicy":"low"}""", "abcdef", 201)]
    [InlineData("""{"passwordPolicy":"low"}""", "abcde", 400)]
    [InlineData("""{"passwordPolicy":null}""", "x", 201)]
    [InlineData("""{"passwordPolicy":"low","password_complexity_options":{"min_length":12}}""", "abcdefghijk", 400)]
    [InlineData("""{"passwordPolicy":"low","password_complexity_options":{"min_length":12}}""", "abcdefghijkl", 201)]
    public async Task The_password_policy_that_was_written_holds(string options, string password, int status)
    {
        await Http.CallAsync("PATCH", Database, $$"""{"options":{{options}}}""");

        Assert.Equal(status, (await NewUserAsync(password)).Status);
    }

    [Fact]
    public async Task Without_self_service_no_reset_mail_goes_out()
    {
        await Http.CallAsync("PATCH", Database, """{"options":{"disable_self_service_change_password":true}}""");

        await Http.SendAsync("POST", "/dbconnections/change_password", new { email = "lead@example.com", connection = TenantSeed.ConnectionName });

        Assert.Empty(Tenant.Mail.All);
    }

    [Theory]
    [InlineData("""{"options":{"passwordPolicy":"heroic"}}""", "'No enum match for: heroic' on property options.passwordPolicy")]
    [InlineData("""{"options":{"disable_signup":"yes"}}""", "'Expected type boolean but found type string' on property options.disable_signup")]
    [InlineData("""{"options":{"password_complexity_options":{"min_length":-1}}}""", "'Value -1 is less than minimum 0' on property options.password_complexity_options.min_length")]
    [InlineData("""{"enabled_clients":[]}""", "'Additional properties not allowed: enabled_clients'")]
    public async Task What_a_connection_can_not_be_is_refused(string body, string problem)
    {
        var refused = await Http.CallAsync("PATCH", Database, body);

        Assert.Equal((400, "invalid_body"), (refused.Status, refused.Text("errorCode")));
        Assert.StartsWith("Payload validation error: " + problem, refused.Text("message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_emulated_says_so() => Assert.Equal(501, (await Http.CallAsync("PATCH", Database, """{"is_domain_connection":true}""")).Status);

    [Theory]
    [InlineData("update:connections")]
    [InlineData("update:connections_options")]
    public async Task Changing_a_connection_wants_both_scopes(string denied)
    {
        Tenant.Grants.Deny(TenantSeed.ManagementClientId, denied);

        Assert.Equal("insufficient_scope", (await Http.CallAsync("PATCH", Database, "{}")).Text("errorCode"));
    }

    [Fact]
    public async Task Nobody_else_has_such_a_connection()
    {
        Assert.Equal("inexistent_connection", (await Http.CallAsync("PATCH", "/connections/con_nothing", "{}")).Text("errorCode"));
        Assert.Equal("inexistent_connection", (await Http.CallAsync("PATCH", "/connections/con_nothing/clients", Status(TenantSeed.AcmeClientId, true))).Text("errorCode"));
    }

    [Fact]
    public async Task A_connection_is_taken_from_a_client_and_given_back()
    {
        Assert.Equal(204, (await Http.CallAsync("PATCH", Database + "/clients", Status(TenantSeed.ManagementClientId, false))).Status);
        (await NewUserAsync("Correct-horse-7")).Is(400, $$"""
            {"statusCode":400,"error":"Bad Request","message":"Connection must be enabled for this client to perform single user creation and signup operations (client_id: {{TenantSeed.ManagementClientId}} - connection: {{TenantSeed.ConnectionName}})","errorCode":"auth0_idp_error"}
            """);

        Assert.Equal(204, (await Http.CallAsync("PATCH", Database + "/clients", Status(TenantSeed.ManagementClientId, true))).Status);

        Assert.Equal(201, (await NewUserAsync("Correct-horse-7")).Status);
        Assert.Equal(3, (await Http.CallAsync("GET", Database + "/clients")).Json["clients"]!.AsArray().Count);
    }

    [Fact]
    public async Task An_unknown_client_changes_nothing_for_the_others()
    {
        var refused = await Http.CallAsync("PATCH", Database + "/clients", $$"""[{"client_id":"{{TenantSeed.AcmeClientId}}","status":false},{"client_id":"nobody","status":true}]""");

        Assert.Equal((404, "inexistent_client"), (refused.Status, refused.Text("errorCode")));
        Assert.Equal(3, (await Http.CallAsync("GET", Database + "/clients")).Json["clients"]!.AsArray().Count);
    }

    [Theory]
    [InlineData("{}", "'Expected type array but found type object'")]
    [InlineData("[]", "'Array is too short (0), minimum 1'")]
    [InlineData("""[{"client_id":"x"}]""", "'Missing required property: status' on property 0")]
    [InlineData("""[{"client_id":"x","status":true,"name":"y"}]""", "'Additional properties not allowed: name' on property 0")]
    public async Task What_says_nothing_about_clients_is_refused(string body, string problem) =>
        Assert.StartsWith("Payload validation error: " + problem, (await Http.CallAsync("PATCH", Database + "/clients", body)).Text("message"), StringComparison.Ordinal);

    [Fact]
    public async Task Fifty_clients_at_a_time_are_enough()
    {
        var many = "[" + string.Join(',', Enumerable.Repeat($$"""{"client_id":"{{TenantSeed.AcmeClientId}}","status":true}""", 51)) + "]";

        Assert.Contains("Array is too long (51), maximum 50", (await Http.CallAsync("PATCH", Database + "/clients", many)).Text("message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_enterprise_connection_is_there_to_be_seen_and_makes_no_users()
    {
        var connection = await Http.CallAsync("GET", Enterprise);
        Assert.Equal(("samlp", "{}"), (connection.Text("strategy"), connection.Json["options"]!.ToJsonString()));
        Assert.Single((await Http.CallAsync("GET", "/connections?strategy=samlp")).Json.AsArray());

        var refused = await Http.CallAsync("POST", "/users", new { connection = "acme-directory", email = "nia@example.com", password = "Correct-horse-7" });

        Assert.Equal((400, "Connection does not support user creation through the API. It must either be a database or passwordless connection."), (refused.Status, refused.Text("message")));
        Assert.Equal(400, (await Http.SendAsync("POST", "/dbconnections/change_password", new { email = "nia@example.com", connection = "acme-directory" })).Status);
    }

    [Fact]
    public async Task A_reset_brings_the_seeds_options_and_clients_back()
    {
        await Http.CallAsync("PATCH", Database, """{"options":{}}""");
        await Http.CallAsync("PATCH", Database + "/clients", Status(TenantSeed.AcmeClientId, false));

        await Tenant.ResetAsync();

        Assert.Equal("good", (string)(await OptionsAsync())["passwordPolicy"]!);
        Assert.Equal(3, (await Http.CallAsync("GET", Database + "/clients")).Json["clients"]!.AsArray().Count);
    }

    private async Task<JsonObject> OptionsAsync() => (await Http.CallAsync("GET", Database)).Json["options"]!.AsObject();

    private Task<Answer> NewUserAsync(string password) =>
        Http.CallAsync("POST", "/users", new { connection = TenantSeed.ConnectionName, email = "nia@example.com", password, verify_email = false });

    private static string Status(string clientId, bool status) => $$"""[{"client_id":"{{clientId}}","status":{{(status ? "true" : "false")}}}]""";
}
