using Auth0Emulator.Tests.Kit;

namespace Auth0Emulator.Tests.Management;

/// <summary>Applications, changed by somebody who may: the portal's own client may only look.</summary>
public sealed class ClientChangeTests : TenantTests
{
    private const string Portal = "/clients/" + TenantSeed.PortalClientId;

    protected override LocalTenantOptions Options => base.Options with
    {
        Seed = TenantSeed.Default with { ManagementScopes = [.. TenantSeed.Default.ManagementScopes, "update:clients"] },
    };

    [Fact]
    public async Task What_is_given_replaces_and_what_is_left_out_stays()
    {
        var changed = await Http.CallAsync("PATCH", Portal, """{"callbacks":["https://portal.example/callback"],"logo_uri":"https://acme.example/logo.png"}""");

        Assert.Equal(200, changed.Status);
        Assert.Equal(["https://portal.example/callback"], changed.Json["callbacks"]!.AsArray().Select(url => (string)url!));
        Assert.Equal(["http://localhost:5080/", "http://localhost:5080/signed-out"], changed.Json["allowed_logout_urls"]!.AsArray().Select(url => (string)url!));
        Assert.Equal("https://acme.example/logo.png", changed.Text("logo_uri"));
        Assert.Equal(changed.Body, (await Http.CallAsync("GET", Portal)).Body);
    }

    [Fact]
    public async Task A_callback_that_is_gone_is_refused_at_the_door()
    {
        const string Door = "/authorize?response_type=code&scope=openid&client_id=" + TenantSeed.PortalClientId + "&redirect_uri=http%3A%2F%2Flocalhost%3A5080%2Fcallback";
        Assert.Equal(302, (await Http.SendAsync("GET", Door)).Status);

        await Http.CallAsync("PATCH", Portal, """{"callbacks":[]}""");

        Assert.Equal(403, (await Http.SendAsync("GET", Door)).Status);
    }

    [Theory]
    [InlineData("https://acme.example/start", 200)]
    [InlineData("", 200)]
    [InlineData("http://acme.example/start", 400)]
    [InlineData("https://localhost/start", 400)]
    [InlineData("https://127.0.0.1/start", 400)]
    [InlineData("acme.example", 400)]
    public async Task A_login_route_is_https_and_never_this_machine(string address, int status) =>
        Assert.Equal(status, (await Http.CallAsync("PATCH", Portal, new { initiate_login_uri = address })).Status);

    [Fact]
    public async Task An_empty_login_route_takes_it_away()
    {
        await Http.CallAsync("PATCH", "/clients/" + TenantSeed.AcmeClientId, """{"initiate_login_uri":""}""");

        Assert.False((await Http.CallAsync("GET", "/clients/" + TenantSeed.AcmeClientId)).Has("initiate_login_uri"));
    }

    [Theory]
    [InlineData("""{"name":"<b>"}""")]
    [InlineData("""{"name":""}""")]
    [InlineData("""{"callbacks":["not an address"]}""")]
    [InlineData("""{"callbacks":[7]}""")]
    [InlineData("""{"app_type":"toaster"}""")]
    [InlineData("""{"client_metadata":{"a":7}}""")]
    [InlineData("""{"color":"red"}""")]
    public async Task What_no_client_can_be_is_refused(string body) => Assert.Equal("invalid_body", (await Http.CallAsync("PATCH", Portal, body)).Text("errorCode"));

    [Fact]
    public async Task Metadata_merges_and_null_takes_a_key_out()
    {
        await Http.CallAsync("PATCH", Portal, """{"client_metadata":{"team":"a","floor":"2"}}""");
        var changed = await Http.CallAsync("PATCH", Portal, """{"client_metadata":{"team":null}}""");

        Assert.Equal("""{"floor":"2"}""", changed.Json["client_metadata"]!.ToJsonString());
    }

    [Fact]
    public async Task Unknown_clients_missing_scopes_and_what_is_not_emulated_say_so()
    {
        Assert.Equal("inexistent_client", (await Http.CallAsync("PATCH", "/clients/nobody", "{}")).Text("errorCode"));
        Assert.Equal(501, (await Http.CallAsync("PATCH", Portal, """{"organization_usage":"deny"}""")).Status);
        Tenant.Grants.Deny(TenantSeed.ManagementClientId, "update:clients");
        Assert.Equal("Insufficient scope, expected any of: update:clients", (await Http.CallWithAsync(await Http.NewTokenAsync(), "PATCH", Portal, "{}")).Text("message"));
    }

    [Fact]
    public async Task A_reset_brings_the_seeds_clients_back()
    {
        await Http.CallAsync("PATCH", Portal, """{"name":"Other","callbacks":[]}""");

        await Tenant.ResetAsync();

        Assert.Equal("AdminPortal", (await Http.CallAsync("GET", Portal)).Text("name"));
    }

    [Fact]
    public async Task An_application_is_let_in_once_however_often_it_asks()
    {
        Tenant.AllowPortal("http://localhost:6001/");
        Tenant.AllowPortal("http://localhost:6001");

        var client = await Http.CallAsync("GET", Portal);
        Assert.Equal(["http://localhost:5080/callback", "http://localhost:6001/callback"], client.Json["callbacks"]!.AsArray().Select(url => (string)url!));
    }
}
