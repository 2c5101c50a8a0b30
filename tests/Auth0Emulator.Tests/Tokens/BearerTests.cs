using System.Net.Http.Headers;
using Auth0Emulator.Tests.Kit;

namespace Auth0Emulator.Tests.Tokens;

public sealed class BearerTests : TenantTests
{
    [Fact]
    public async Task Without_a_token_the_answer_is_401() =>
        (await Http.SendAsync("GET", "/api/v2/roles")).Is(401, """{"statusCode":401,"error":"Unauthorized","message":"Missing authentication"}""");

    [Fact]
    public async Task What_is_no_JWT_is_a_badly_formatted_header() =>
        (await Http.CallWithAsync("just-some-text", "GET", "/roles")).Is(400, """
            {"statusCode":400,"error":"Bad Request","message":"Bad HTTP authentication header format","errorCode":"Bearer"}
            """);

    [Fact]
    public async Task A_JWT_nobody_can_read_is_an_invalid_token()
    {
        var answer = await Http.CallWithAsync("a.b.c", "GET", "/roles");

        answer.Is(401, """{"statusCode":401,"error":"Unauthorized","message":"Invalid token","attributes":{"error":"Invalid token"}}""");
        Assert.Equal("Token error=\"Invalid token\"", answer.Headers["WWW-Authenticate"]);
    }

    [Fact]
    public async Task A_token_somebody_else_signed_is_refused()
    {
        await using var other = await LocalTenant.StartAsync(new LocalTenantOptions { Clock = Clock });
        using var http = new TenantHttp(other);

        var answer = await Http.CallWithAsync(await http.NewTokenAsync(), "GET", "/roles");

        Assert.Equal((401, "Invalid signature received for JSON Web Token validation"), (answer.Status, answer.Text("message")));
    }

    [Fact]
    public async Task A_token_whose_content_was_changed_is_refused()
    {
        var parts = (await Http.NewTokenAsync("read:users")).Split('.');
        var other = (await Http.NewTokenAsync()).Split('.');

        var answer = await Http.CallWithAsync($"{parts[0]}.{other[1]}.{parts[2]}", "GET", "/roles");

        Assert.Equal((401, "Invalid signature received for JSON Web Token validation"), (answer.Status, answer.Text("message")));
    }

    [Fact]
    public async Task A_token_lives_a_day_and_not_a_second_longer()
    {
        var token = await Http.NewTokenAsync();
        Clock.Advance(TimeSpan.FromHours(24) - TimeSpan.FromSeconds(1));
        Assert.Equal(200, (await Http.CallWithAsync(token, "GET", "/roles")).Status);

        Clock.Advance(TimeSpan.FromSeconds(1));

        var answer = await Http.CallWithAsync(token, "GET", "/roles");
        Assert.Equal((401, "Expired token received for JSON Web Token validation"), (answer.Status, answer.Text("message")));
    }

    [Fact]
    public async Task A_token_for_another_API_is_refused()
    {
        Tenant.Grants.SetScopes(TenantSeed.ManagementClientId, ["read:roles"], "https://orders.example/");
        var fields = Http.TokenFields();
        fields["audience"] = "https://orders.example/";
        var token = (await Http.FormAsync("/oauth/token", fields)).Text("access_token");

        var answer = await Http.CallWithAsync(token, "GET", "/roles");

        Assert.Equal((401, "Bad audience: https://orders.example/"), (answer.Status, answer.Text("message")));
    }

    [Fact]
    public async Task Scopes_are_baked_into_the_token_until_it_expires()
    {
        var old = await Http.NewTokenAsync();
        Tenant.Grants.Deny(TenantSeed.ManagementClientId, "read:roles");

        Assert.Equal(200, (await Http.CallWithAsync(old, "GET", "/roles")).Status);
        (await Http.CallWithAsync(await Http.NewTokenAsync(), "GET", "/roles")).Is(403, """
            {"statusCode":403,"error":"Forbidden","message":"Insufficient scope, expected any of: read:roles","errorCode":"insufficient_scope"}
            """);
    }

    [Fact]
    public async Task Scope_is_looked_at_before_the_body()
    {
        var token = await Http.NewTokenAsync("read:users");

        Assert.Equal(403, (await Http.CallWithAsync(token, "POST", "/users", new { nonsense = true })).Status);
    }

    [Theory]
    [InlineData("POST", "/users", "create:users")]
    [InlineData("GET", "/users", "read:users")]
    [InlineData("GET", "/users/auth0%7Cx", "read:users")]
    [InlineData("GET", "/users-by-email?email=a", "read:users")]
    [InlineData("PATCH", "/users/auth0%7Cx", "update:users,update:users_app_metadata")]
    [InlineData("DELETE", "/users/auth0%7Cx", "delete:users")]
    [InlineData("GET", "/users/auth0%7Cx/roles", "read:users,read:roles,read:role_members")]
    [InlineData("POST", "/users/auth0%7Cx/roles", "read:roles,update:users")]
    [InlineData("DELETE", "/users/auth0%7Cx/roles", "update:users,delete:role_members")]
    [InlineData("GET", "/roles", "read:roles")]
    [InlineData("POST", "/roles", "create:roles")]
    [InlineData("DELETE", "/roles/rol_x", "delete:roles")]
    [InlineData("GET", "/roles/rol_x/users", "read:users,read:roles")]
    [InlineData("POST", "/roles/rol_x/users", "create:role_members")]
    [InlineData("POST", "/tickets/password-change", "create:user_tickets")]
    [InlineData("GET", "/connections", "read:connections")]
    [InlineData("GET", "/connections/con_x/clients", "read:connections")]
    [InlineData("GET", "/clients/x", "read:clients,read:client_keys,read:client_summary")]
    [InlineData("GET", "/client-grants", "read:client_grants")]
    [InlineData("GET", "/emails/provider", "read:email_provider")]
    [InlineData("GET", "/email-templates/reset_email", "read:email_templates")]
    [InlineData("GET", "/branding", "read:branding")]
    [InlineData("GET", "/logs", "read:logs,read:logs_users")]
    [InlineData("GET", "/users/auth0%7Cx/logs", "read:logs,read:logs_users")]
    public async Task Each_endpoint_names_the_scopes_it_wants(string method, string path, string expected)
    {
        Tenant.Grants.SetScopes(TenantSeed.ManagementClientId, ["update:branding"]);

        var answer = await Http.CallWithAsync(await Http.NewTokenAsync(), method, path);

        Assert.Equal((403, $"Insufficient scope, expected any of: {expected}"), (answer.Status, answer.Text("message")));
    }

    [Theory]
    [InlineData("GET", "/users/auth0%7Cx/roles", "read:roles", "read:users,read:roles,read:role_members")]
    [InlineData("POST", "/users/auth0%7Cx/roles", "create:role_members", "read:roles,update:users")]
    [InlineData("DELETE", "/users/auth0%7Cx/roles", "delete:role_members", "update:users,delete:role_members")]
    [InlineData("GET", "/roles/rol_x/users", "read:users", "read:users,read:roles")]
    public async Task The_whole_rule_is_named_whatever_of_it_is_missing(string method, string path, string missing, string expected)
    {
        Tenant.Grants.Deny(TenantSeed.ManagementClientId, missing);

        var answer = await Http.CallWithAsync(await Http.NewTokenAsync(), method, path);

        Assert.Equal((403, $"Insufficient scope, expected any of: {expected}"), (answer.Status, answer.Text("message")));
    }

    [Fact]
    public async Task What_is_not_emulated_says_so()
    {
        var answer = await Http.CallAsync("GET", "/organizations");

        Assert.Equal((501, "not_emulated"), (answer.Status, answer.Text("errorCode")));
        Assert.Contains("GET /api/v2/organizations is not emulated", answer.Text("message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unemulated_method_on_a_known_path_says_so() => Assert.Equal(501, (await Http.CallAsync("PUT", "/users/auth0%7Cx", new { })).Status);

    [Fact]
    public async Task A_scheme_other_than_bearer_is_refused() =>
        Assert.Equal(400, (await Http.SendAsync("GET", "/api/v2/roles", authorization: new AuthenticationHeaderValue("Basic", "YTpi"))).Status);
}
