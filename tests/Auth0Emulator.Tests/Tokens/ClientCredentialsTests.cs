using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Auth0Emulator.Tests.Kit;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Auth0Emulator.Tests.Tokens;

public sealed class ClientCredentialsTests : TenantTests
{
    [Fact]
    public async Task A_machine_client_gets_a_token_with_every_scope_of_its_grant()
    {
        var answer = await Http.FormAsync("/oauth/token", Http.TokenFields());

        Assert.Equal(200, answer.Status);
        Assert.Equal("Bearer", answer.Text("token_type"));
        Assert.Equal(86400, answer.Json["expires_in"]!.GetValue<int>());
        Assert.Equal(string.Join(' ', TenantSeed.Default.ManagementScopes), answer.Text("scope"));
        Assert.False(answer.Has("refresh_token"));
        Assert.False(answer.Has("id_token"));
        Assert.Equal("no-store", answer.Headers["Cache-Control"]);
    }

    [Fact]
    public async Task The_token_carries_the_claims_of_the_Auth0_profile()
    {
        var token = new JsonWebToken(await Http.NewTokenAsync());

        Assert.Equal("RS256", token.Alg);
        Assert.Equal("JWT", token.Typ);
        Assert.NotEmpty(token.Kid);
        Assert.Equal($"{Tenant.Address}", token.Issuer);
        Assert.Equal(TenantSeed.ManagementClientId + "@clients", token.Subject);
        Assert.Equal([$"{Tenant.Address}api/v2/"], token.Audiences);
        Assert.Equal(TenantSeed.ManagementClientId, token.GetPayloadValue<string>("azp"));
        Assert.Equal("client-credentials", token.GetPayloadValue<string>("gty"));
        Assert.Equal(Clock.Now.ToUnixTimeSeconds(), token.GetPayloadValue<long>("iat"));
        Assert.Equal(Clock.Now.AddDays(1).ToUnixTimeSeconds(), token.GetPayloadValue<long>("exp"));
    }

    [Fact]
    public async Task The_audience_in_the_token_is_a_single_string()
    {
        var payload = JsonNode.Parse(Encoding.UTF8.GetString(Microsoft.IdentityModel.Tokens.Base64UrlEncoder.DecodeBytes((await Http.NewTokenAsync()).Split('.')[1])))!;

        Assert.Equal($"{Tenant.Address}api/v2/", payload["aud"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_request_may_come_as_JSON()
    {
        var answer = await Http.SendAsync("POST", "/oauth/token", Http.TokenFields());

        Assert.Equal(200, answer.Status);
    }

    [Fact]
    public async Task The_secret_may_come_in_the_authorization_header()
    {
        var fields = Http.TokenFields();
        fields.Remove("client_id");
        fields.Remove("client_secret");
        var basic = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{TenantSeed.ManagementClientId}:{TenantSeed.ManagementClientSecret}"));

        var answer = await Http.FormAsync("/oauth/token", fields, new AuthenticationHeaderValue("Basic", basic));

        Assert.Equal(200, answer.Status);
    }

    [Fact]
    public async Task A_wrong_secret_is_access_denied()
    {
        var fields = Http.TokenFields();
        fields["client_secret"] = "guessed";

        (await Http.FormAsync("/oauth/token", fields)).Is(401, """{"error":"access_denied","error_description":"Unauthorized"}""");
        Assert.Equal("feccft", Tenant.State.Read(tenant => tenant.Logs[^1].Type));
    }

    [Fact]
    public async Task An_unknown_client_is_an_invalid_client()
    {
        var fields = Http.TokenFields();
        fields["client_id"] = "nobody";

        (await Http.FormAsync("/oauth/token", fields)).Is(401, """{"error":"invalid_client","error_description":"Client authentication failed"}""");
    }

    [Fact]
    public async Task Without_a_grant_the_client_is_told_to_create_one()
    {
        Tenant.Grants.Remove(TenantSeed.ManagementClientId);
        Tenant.Grants.SetScopes("SomebodyElse", ["read:users"]);

        (await Http.FormAsync("/oauth/token", Http.TokenFields())).Is(403, $$"""
            {"error":"access_denied","error_description":"Client is not authorized to access \"{{Tenant.Address}}api/v2/\". You need to create a \"client-grant\" associated to this API. See: https://auth0.com/docs/api/v2#!/Client_Grants/post_client_grants"}
            """);
    }

    [Fact]
    public async Task An_audience_nobody_knows_is_not_enabled_within_the_domain()
    {
        var fields = Http.TokenFields();
        fields["audience"] = "https://elsewhere.example/";

        (await Http.FormAsync("/oauth/token", fields)).Is(403, """{"error":"access_denied","error_description":"Service not enabled within domain: https://elsewhere.example/"}""");
    }

    [Fact]
    public async Task The_audience_without_its_trailing_slash_is_another_audience()
    {
        var fields = Http.TokenFields();
        fields["audience"] = fields["audience"].TrimEnd('/');

        Assert.Equal(403, (await Http.FormAsync("/oauth/token", fields)).Status);
    }

    [Fact]
    public async Task An_organization_is_not_emulated_and_says_so()
    {
        var fields = Http.TokenFields();
        fields["organization"] = "org_1";

        Assert.Equal(501, (await Http.FormAsync("/oauth/token", fields)).Status);
    }

    [Fact]
    public async Task A_client_without_the_grant_type_is_unauthorized()
    {
        var fields = Http.TokenFields();
        fields["client_id"] = TenantSeed.PortalClientId;
        fields["client_secret"] = TenantSeed.PortalClientSecret;

        (await Http.FormAsync("/oauth/token", fields)).Is(403, """
            {"error":"unauthorized_client","error_description":"Grant type 'client_credentials' not allowed for the client.","error_uri":"https://auth0.com/docs/clients/client-grant-types"}
            """);
        var entry = Tenant.State.Read(tenant => tenant.Logs[^1]);
        Assert.Equal(("feccft", TenantSeed.PortalClientId, "Grant type 'client_credentials' not allowed for the client."), (entry.Type, entry.ClientId, entry.Description));
    }

    [Theory]
    [InlineData("audience")]
    [InlineData("grant_type")]
    [InlineData("client_id")]
    public async Task A_missing_parameter_is_named(string name)
    {
        var fields = Http.TokenFields();
        fields.Remove(name);

        (await Http.FormAsync("/oauth/token", fields)).Is(400, $$"""{"error":"invalid_request","error_description":"Missing required parameter: {{name}}"}""");
    }

    [Fact]
    public async Task A_scope_beyond_the_grant_is_invalid()
    {
        var fields = Http.TokenFields();
        fields["scope"] = "read:users delete:everything";

        var answer = await Http.FormAsync("/oauth/token", fields);

        Assert.Equal(400, answer.Status);
        Assert.Equal("invalid_scope", answer.Text("error"));
    }

    [Theory]
    [InlineData("application/json", """{"grant_type":"client_credentials","grant_type":"refresh_token"}""")]
    [InlineData("application/json", "[1]")]
    [InlineData("application/json", "{")]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nnonsense")]
    [InlineData("multipart/form-data", "nonsense")]
    public async Task A_body_nobody_can_read_is_an_invalid_request(string type, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/oauth/token") { Content = new StringContent(body) };
        request.Content.Headers.Remove("Content-Type");
        request.Content.Headers.TryAddWithoutValidation("Content-Type", type);

        var answer = await Http.SendAsync(request);

        Assert.Equal((400, "invalid_request"), (answer.Status, answer.Text("error")));
    }

    [Theory]
    [InlineData("audience", null)]
    [InlineData("scope", "delete:everything")]
    [InlineData("client_secret", "guessed")]
    [InlineData("audience", "https://elsewhere.example/")]
    public async Task Every_refused_exchange_is_in_the_tenant_log(string field, string? value)
    {
        var fields = Http.TokenFields();
        fields.Remove(field);
        if (value is not null)
        {
            fields[field] = value;
        }

        await Http.FormAsync("/oauth/token", fields);

        Assert.Equal(("feccft", TenantSeed.ManagementClientId), Tenant.State.Read(tenant => (tenant.Logs[^1].Type, tenant.Logs[^1].ClientId)));
    }

    [Fact]
    public async Task A_client_that_can_keep_no_secret_gets_no_machine_token()
    {
        Tenant.State.Change(tenant =>
        {
            var at = tenant.Clients.FindIndex(client => client.ClientId == TenantSeed.AcmeClientId);
            tenant.Clients[at] = tenant.Clients[at] with { GrantTypes = ["client_credentials"] };
        });
        Tenant.Grants.SetScopes(TenantSeed.AcmeClientId, ["read:users"]);
        var fields = Http.TokenFields();
        fields["client_id"] = TenantSeed.AcmeClientId;
        fields.Remove("client_secret");

        (await Http.FormAsync("/oauth/token", fields)).Is(403, """
            {"error":"unauthorized_client","error_description":"Grant type 'client_credentials' not allowed for the client.","error_uri":"https://auth0.com/docs/clients/client-grant-types"}
            """);
        Assert.Equal("feccft", Tenant.State.Read(tenant => tenant.Logs[^1].Type));
    }

    [Fact]
    public async Task An_unknown_grant_type_is_unsupported()
    {
        var fields = Http.TokenFields();
        fields["grant_type"] = "magic";

        var answer = await Http.FormAsync("/oauth/token", fields);

        Assert.Equal(400, answer.Status);
        Assert.Equal("unsupported_grant_type", answer.Text("error"));
    }

    [Fact]
    public async Task Every_exchange_is_in_the_tenant_log_with_its_scopes()
    {
        await Http.NewTokenAsync("read:users");

        var entry = Tenant.State.Read(tenant => tenant.Logs[^1]);
        Assert.Equal(("seccft", "read:users", "AdminPortal management"), (entry.Type, entry.Scope, entry.ClientName));
    }
}
