using Auth0Emulator.Tests.Kit;

namespace Auth0Emulator.Tests.Management;

/// <summary>The tenant's colours, logo, icon and font.</summary>
public sealed class BrandingTests : TenantTests
{
    [Fact]
    public async Task A_fresh_tenant_has_none() => (await Http.CallAsync("GET", "/branding")).Is(200, "{}");

    [Fact]
    public async Task What_was_set_is_told()
    {
        const string Whole = """
            {"colors":{"primary":"#0059d6","page_background":"#000000"},"favicon_url":"https://acme.example/icon.png","logo_url":"https://acme.example/logo.png","font":{"url":"https://fonts.example/acme.woff2"}}
            """;

        (await Http.CallAsync("PATCH", "/branding", Whole)).Is(200, Whole);
        (await Http.CallAsync("GET", "/branding")).Is(200, Whole);
    }

    [Fact]
    public async Task What_a_change_leaves_out_stays_and_null_takes_out()
    {
        await Http.CallAsync("PATCH", "/branding", """{"colors":{"primary":"#0059d6","page_background":"#000000"},"logo_url":"https://acme.example/logo.png"}""");

        await Http.CallAsync("PATCH", "/branding", """{"colors":{"page_background":null},"logo_url":null,"favicon_url":"https://acme.example/icon.png"}""");

        (await Http.CallAsync("GET", "/branding")).Is(200, """{"colors":{"primary":"#0059d6"},"favicon_url":"https://acme.example/icon.png"}""");
    }

    [Fact]
    public async Task A_background_may_be_a_gradient()
    {
        const string Gradient = """{"colors":{"page_background":{"type":"linear-gradient","start":"#ffffff","end":"#0059d6","angle_deg":35}}}""";

        (await Http.CallAsync("PATCH", "/branding", Gradient)).Is(200, Gradient);
    }

    [Theory]
    [InlineData("""{"colors":{"primary":"red"}}""", "colors.primary")]
    [InlineData("""{"colors":{"primary":"#12345"}}""", "colors.primary")]
    [InlineData("""{"colors":{"primary":"#123456\n"}}""", "colors.primary")]
    [InlineData("""{"colors":{"accent":"#123456"}}""", "Additional properties not allowed: accent")]
    [InlineData("""{"colors":{"page_background":7}}""", "colors.page_background")]
    [InlineData("""{"colors":{"page_background":{"type":"linear-gradient","start":"#fff"}}}""", "Missing required property: end")]
    [InlineData("""{"colors":{"page_background":{"type":"linear-gradient","start":"#fff","end":"#000","angle_deg":"steep"}}}""", "colors.page_background.angle_deg")]
    [InlineData("""{"logo_url":"http://acme.example/logo.png"}""", "strict-https-uri-or-null: http://acme.example/logo.png")]
    [InlineData("""{"favicon_url":"icon.png"}""", "favicon_url")]
    [InlineData("""{"font":{"url":"data:font/woff2;base64,AA"}}""", "font.url")]
    [InlineData("""{"colour":"#123456"}""", "Additional properties not allowed: colour")]
    public async Task What_no_brand_can_be_is_refused(string body, string problem)
    {
        var refused = await Http.CallAsync("PATCH", "/branding", body);

        Assert.Equal((400, "invalid_body"), (refused.Status, refused.Text("errorCode")));
        Assert.Contains(problem, refused.Text("message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Changing_it_wants_its_scope()
    {
        Tenant.Grants.Deny(TenantSeed.ManagementClientId, "update:branding");

        Assert.Equal("Insufficient scope, expected any of: update:branding", (await Http.CallAsync("PATCH", "/branding", "{}")).Text("message"));
    }

    [Fact]
    public async Task A_reset_takes_it_away()
    {
        await Http.CallAsync("PATCH", "/branding", """{"logo_url":"https://acme.example/logo.png"}""");

        await Tenant.ResetAsync();

        (await Http.CallAsync("GET", "/branding")).Is(200, "{}");
    }
}
