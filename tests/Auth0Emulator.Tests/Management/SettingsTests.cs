using System.Text.Json.Nodes;
using Auth0Emulator.Tests.Kit;

namespace Auth0Emulator.Tests.Management;

public sealed class SettingsTests : TenantTests
{
    [Fact]
    public async Task The_connection_is_found_by_name_with_its_options()
    {
        var answer = await Http.CallAsync("GET", $"/connections?strategy=auth0&name={TenantSeed.ConnectionName}");

        var connection = Assert.Single(answer.Json.AsArray())!;
        Assert.Equal("con_LocalDatabase001", connection["id"]!.GetValue<string>());
        Assert.Equal("good", connection["options"]!["passwordPolicy"]!.GetValue<string>());
        Assert.Equal([TenantSeed.ConnectionName], connection["realms"]!.AsArray().Select(realm => realm!.GetValue<string>()));
        Assert.False(connection.AsObject().ContainsKey("enabled_clients"));
    }

    [Fact]
    public async Task Options_show_only_with_their_own_scope()
    {
        Tenant.Grants.Deny(TenantSeed.ManagementClientId, "read:connections_options");

        Assert.False((await Http.CallAsync("GET", "/connections")).Json[0]!.AsObject().ContainsKey("options"));
    }

    [Theory]
    [InlineData("strategy=samlp", 0)]
    [InlineData("strategy=samlp&strategy=auth0", 1)]
    [InlineData("name=Other", 0)]
    public async Task Connections_are_filtered(string query, int found) =>
        Assert.Equal(found, (await Http.CallAsync("GET", $"/connections?{query}")).Json.AsArray().Count);

    [Fact]
    public async Task A_connections_clients_are_listed()
    {
        var answer = await Http.CallAsync("GET", "/connections/con_LocalDatabase001/clients");

        Assert.Equal(
            [TenantSeed.AcmeClientId, TenantSeed.PortalClientId, TenantSeed.ManagementClientId],
            answer.Json["clients"]!.AsArray().Select(client => client!["client_id"]!.GetValue<string>()));
        Assert.False(answer.Has("next"));
    }

    [Theory]
    [InlineData(1000, 200)]
    [InlineData(1001, 400)]
    public async Task A_page_of_connections_or_their_clients_may_hold_a_thousand(int take, int status)
    {
        Assert.Equal(status, (await Http.CallAsync("GET", $"/connections?take={take}")).Status);
        Assert.Equal(status, (await Http.CallAsync("GET", $"/connections/con_LocalDatabase001/clients?take={take}")).Status);
    }

    [Fact]
    public async Task A_connections_clients_come_by_checkpoint()
    {
        var first = await Http.CallAsync("GET", "/connections/con_LocalDatabase001/clients?take=2");
        var second = await Http.CallAsync("GET", $"/connections/con_LocalDatabase001/clients?take=2&from={Uri.EscapeDataString(first.Text("next"))}");

        Assert.Equal((2, 1), (first.Json["clients"]!.AsArray().Count, second.Json["clients"]!.AsArray().Count));
        Assert.False(second.Has("next"));
    }

    [Fact]
    public async Task An_unknown_connection_does_not_exist() =>
        (await Http.CallAsync("GET", "/connections/con_nothing/clients")).Is(404, """
            {"statusCode":404,"error":"Not Found","message":"The connection does not exist","errorCode":"inexistent_connection"}
            """);

    [Fact]
    public async Task A_client_shows_what_a_self_check_wants_and_no_secret()
    {
        var answer = await Http.CallAsync("GET", $"/clients/{TenantSeed.PortalClientId}");

        Assert.Equal(("AdminPortal", "regular_web"), (answer.Text("name"), answer.Text("app_type")));
        Assert.Equal(["http://localhost:5080/callback"], answer.Json["callbacks"]!.AsArray().Select(url => url!.GetValue<string>()));
        Assert.Equal(["http://localhost:5080/", "http://localhost:5080/signed-out"], answer.Json["allowed_logout_urls"]!.AsArray().Select(url => url!.GetValue<string>()));
        Assert.Equal(36000, answer.Json["jwt_configuration"]!["lifetime_in_seconds"]!.GetValue<int>());
        Assert.DoesNotContain(TenantSeed.PortalClientSecret, answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_client_does_not_exist() =>
        (await Http.CallAsync("GET", "/clients/nobody")).Is(404, """{"statusCode":404,"error":"Not Found","message":"The client does not exist","errorCode":"inexistent_client"}""");

    [Theory]
    [InlineData("/clients?is_first_party=true", 3)]
    [InlineData("/clients?is_first_party=false", 0)]
    [InlineData("/clients?is_global=false", 3)]
    [InlineData("/client-grants?allow_any_organization=false", 1)]
    [InlineData("/client-grants?allow_any_organization=true", 0)]
    public async Task Filters_find_what_is_there_and_nothing_else(string path, int found) =>
        Assert.Equal(found, (await Http.CallAsync("GET", path)).Json.AsArray().Count);

    [Theory]
    [InlineData("/clients?is_first_party=perhaps", 400)]
    [InlineData("/client-grants?allow_any_organization=perhaps", 400)]
    [InlineData("/users?primary_order=perhaps", 400)]
    [InlineData("/clients?is_global=true", 501)]
    public async Task A_filter_that_makes_no_sense_or_is_not_emulated_is_refused(string path, int status) =>
        Assert.Equal(status, (await Http.CallAsync("GET", path)).Status);

    [Fact]
    public async Task The_summary_scope_shows_id_name_and_type_only()
    {
        Tenant.Grants.SetScopes(TenantSeed.ManagementClientId, ["read:client_summary"]);

        (await Http.CallAsync("GET", $"/clients/{TenantSeed.AcmeClientId}")).Is(200, $$"""{"client_id":"{{TenantSeed.AcmeClientId}}","name":"Acme","app_type":"regular_web"}""");
    }

    [Fact]
    public async Task Grants_are_found_by_client_and_audience()
    {
        var query = $"client_id={TenantSeed.ManagementClientId}&audience={Uri.EscapeDataString(Tenant.Address + "api/v2/")}";

        var grant = Assert.Single((await Http.CallAsync("GET", $"/client-grants?{query}")).Json.AsArray())!;

        Assert.Equal(TenantSeed.Default.ManagementScopes, grant["scope"]!.AsArray().Select(scope => scope!.GetValue<string>()));
        Assert.StartsWith("cgr_", grant["id"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_mail_provider_shows_name_and_enabled_and_on_request_the_rest_but_never_the_password()
    {
        (await Http.CallAsync("GET", "/emails/provider")).Is(200, """{"name":"smtp","enabled":true}""");
        (await Http.CallAsync("GET", "/emails/provider?fields=name,enabled,default_from_address,credentials,settings&include_fields=true")).Is(200, """
            {"name":"smtp","enabled":true,"default_from_address":"welcome@example.com","credentials":{"smtp_host":"localhost","smtp_port":587,"smtp_user":"inbox"},"settings":{}}
            """);
    }

    [Fact]
    public async Task Without_a_mail_provider_there_is_none()
    {
        Tenant.State.Change(tenant => tenant.EmailProvider = null);

        (await Http.CallAsync("GET", "/emails/provider")).Is(404, """
            {"statusCode":404,"error":"Not Found","message":"There is not a configured email provider","errorCode":"inexistent_email_provider"}
            """);
    }

    [Theory]
    [InlineData("reset_email")]
    [InlineData("change_password")]
    [InlineData("password_reset")]
    public async Task The_reset_template_is_read_under_its_name_and_its_old_ones(string name)
    {
        var answer = await Http.CallAsync("GET", $"/email-templates/{name}");

        Assert.Equal(("reset_email", "liquid", "Acme <welcome@example.com>"), (answer.Text("template"), answer.Text("syntax"), answer.Text("from")));
        Assert.Equal(604800, answer.Json["urlLifetimeInSeconds"]!.GetValue<int>());
        Assert.Contains("{{", answer.Text("body"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_template_nobody_customised_does_not_exist() =>
        (await Http.CallAsync("GET", "/email-templates/welcome_email")).Is(404, """
            {"statusCode":404,"error":"Not Found","message":"The template does not exist.","errorCode":"inexistent_email_template"}
            """);

    [Fact]
    public async Task A_template_Auth0_has_not_got_is_refused() => Assert.Equal("invalid_uri", (await Http.CallAsync("GET", "/email-templates/party")).Text("errorCode"));

    [Fact]
    public async Task Branding_shows_what_was_set()
    {
        Tenant.State.Change(tenant => tenant.Settings = tenant.Settings with { PrimaryColor = "#123456" });

        (await Http.CallAsync("GET", "/branding")).Is(200, """{"colors":{"primary":"#123456"}}""");
    }
}
