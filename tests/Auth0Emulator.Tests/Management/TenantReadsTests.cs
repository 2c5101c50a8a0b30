using Auth0Emulator.Tests.Kit;

namespace Auth0Emulator.Tests.Management;

/// <summary>What the tenant says of itself, and what can be made to go wrong with it from outside.</summary>
public sealed class TenantReadsTests : TenantTests
{
    [Fact]
    public async Task The_tenants_settings_are_read_and_chosen_from()
    {
        var settings = await Http.CallAsync("GET", "/tenants/settings");

        Assert.Equal(("Acme", "help@example.com", 168), (settings.Text("friendly_name"), settings.Text("support_email"), (double)settings.Json["session_lifetime"]!));
        (await Http.CallAsync("GET", "/tenants/settings?fields=friendly_name,enabled_locales&include_fields=true")).Is(200, """{"friendly_name":"Acme","enabled_locales":["en"]}""");
    }

    [Fact]
    public async Task A_fresh_tenant_has_no_custom_domain() => (await Http.CallAsync("GET", "/custom-domains")).Is(200, "[]");

    [Fact]
    public async Task Custom_domains_are_put_up_from_outside_and_listed()
    {
        await Http.ControlAsync("PATCH", "/settings", """{"customDomains":[{"domain":"login.example.com"},{"domain":"id.example.com","status":"pending_verification"}]}""");

        var domains = (await Http.CallAsync("GET", "/custom-domains")).Json.AsArray();

        Assert.Equal([("id.example.com", "pending_verification"), ("login.example.com", "ready")], domains.Select(domain => ((string)domain!["domain"]!, (string)domain["status"]!)).Order());
        Assert.All(domains, domain => Assert.StartsWith("cd_", (string)domain!["custom_domain_id"]!, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""[{"domain":"a.example.com"},{"domain":"b.example.com"}]""", 409)]
    [InlineData("""[{"domain":"a.example.com","default":true},{"domain":"b.example.com"}]""", 200)]
    [InlineData("""[{"domain":"a.example.com"},{"domain":"b.example.com","status":"pending"}]""", 200)]
    [InlineData("""[{"domain":"a.example.com"}]""", 200)]
    [InlineData("[]", 200)]
    public async Task Several_verified_ones_without_a_default_conflict(string domains, int status)
    {
        await Http.ControlAsync("PATCH", "/settings", $$"""{"customDomains":{{domains}}}""");

        Assert.Equal(status, (await Http.CallAsync("PATCH", "/users/auth0%7C6741a0000000000000000001", """{"name":"Ada"}""")).Status);
    }

    [Fact]
    public async Task A_conflict_that_is_switched_on_is_two_domains()
    {
        Tenant.CustomDomainConflict = true;

        Assert.Equal(2, (await Http.CallAsync("GET", "/custom-domains")).Json.AsArray().Count);
    }

    [Theory]
    [InlineData("/tenants/settings", "read:tenant_settings")]
    [InlineData("/custom-domains", "read:custom_domains")]
    public async Task Each_read_wants_its_scope(string path, string scope)
    {
        Tenant.Grants.Deny(TenantSeed.ManagementClientId, scope);

        Assert.Equal($"Insufficient scope, expected any of: {scope}", (await Http.CallAsync("GET", path)).Text("message"));
    }

    [Fact]
    public async Task A_log_that_lags_shows_an_entry_when_its_time_has_come()
    {
        await Http.ControlAsync("PATCH", "/settings", new { logDelay = "00:10:00" });
        await Http.NewUserAsync("nia@example.com");
        Clock.Advance(TimeSpan.FromMinutes(9));
        Assert.Empty((await Http.CallAsync("GET", "/logs?q=type:ss")).Json.AsArray());

        Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Single((await Http.CallAsync("GET", "/logs?q=type:ss")).Json.AsArray());
    }

    [Fact]
    public async Task A_log_that_forgets_soon_has_lost_an_entry_when_its_time_is_over()
    {
        await Http.ControlAsync("PATCH", "/settings", new { logRetention = "1.00:00:00" });
        await Http.NewUserAsync("nia@example.com");

        Clock.Advance(TimeSpan.FromHours(25));

        Assert.Empty((await Http.CallWithAsync(await Http.NewTokenAsync(), "GET", "/logs?q=type:ss")).Json.AsArray());
    }

    [Fact]
    public async Task Discovery_names_a_wrong_issuer_until_it_is_put_right()
    {
        await Http.ControlAsync("PATCH", "/settings", new { wrongIssuer = "https://other.example/" });
        Assert.Equal("https://other.example/", (await Http.SendAsync("GET", "/.well-known/openid-configuration")).Text("issuer"));

        await Http.ControlAsync("PATCH", "/settings", new { wrongIssuer = "" });

        Assert.Equal(Tenant.Address.ToString(), (await Http.SendAsync("GET", "/.well-known/openid-configuration")).Text("issuer"));
    }

    [Fact]
    public async Task A_reset_puts_all_of_it_back()
    {
        await Http.ControlAsync("PATCH", "/settings", """{"customDomainConflict":true,"resultUrlAllowed":true,"logDelay":"00:10:00","logRetention":"1.00:00:00","wrongIssuer":"https://other.example/"}""");

        await Tenant.ResetAsync();

        (await Http.ControlAsync("GET", "/settings")).Is(200, """{"customDomainConflict":false,"customDomains":[],"resultUrlAllowed":false,"logDelay":"00:00:01","logRetention":"30.00:00:00"}""");
    }

    [Theory]
    [InlineData("""{"customDomainConflict":true,"customDomains":[]}""", "customDomains says by itself")]
    [InlineData("""{"customDomains":[{"domain":"https://x"}]}""", "\"https://x\" is no domain")]
    [InlineData("""{"logDelay":"-00:00:01"}""", "logDelay can't be negative")]
    [InlineData("""{"logRetention":"31.00:00:00"}""", "logDelay can't be negative, and logRetention is at most 30 days")]
    [InlineData("""{"colour":"red"}""", "The body can't be read")]
    public async Task What_no_tenant_can_be_is_refused_with_a_sentence(string body, string sentence)
    {
        var refused = await Http.ControlAsync("PATCH", "/settings", body);

        Assert.Equal(400, refused.Status);
        Assert.StartsWith(sentence, refused.Text("error"), StringComparison.Ordinal);
    }
}
