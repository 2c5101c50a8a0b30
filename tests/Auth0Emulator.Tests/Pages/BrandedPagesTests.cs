using Auth0Emulator.Pages.Brand;
using Auth0Emulator.Tests.Authentication;
using Auth0Emulator.Tests.Kit;

namespace Auth0Emulator.Tests.Pages;

/// <summary>The pages people meet, in the face the tenant's owner gave them.</summary>
public sealed class BrandedPagesTests : BrowserTests
{
    private const string Logo = "https://acme.example/logo.png";

    public static TheoryData<string> Colors => ["#ffffff", "#000000", "#ffff00", "#0059d6", "#767676", "#e6007e", "#00ff88", "#f90", "#808080"];

    [Fact]
    public async Task Without_a_brand_the_pages_keep_their_own_face()
    {
        var reply = await Browser.GetAsync(new Trip().Login);

        var html = await reply.Content.ReadAsStringAsync();
        Assert.DoesNotContain(TenantBrand.StylesPath, html, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", html, StringComparison.Ordinal);
        Assert.Contains("img-src data:;", Policy(reply), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_page_on_the_way_shows_logo_icon_and_colours()
    {
        await BrandAsync($$"""{"colors":{"primary":"#0059d6"},"logo_url":"{{Logo}}","favicon_url":"https://icons.example:8443/a.ico"}""");
        var link = (await Http.CallAsync("POST", "/tickets/password-change", new { user_id = User("lead@example.com").UserId })).Text("ticket");

        foreach (var page in new[] { new Trip().Login, new Trip().Login.Replace("/u/login", "/u/reset-password", StringComparison.Ordinal), link, "/u/reset-verify?ticket=unknown" })
        {
            var reply = await Browser.GetAsync(page);
            var html = await reply.Content.ReadAsStringAsync();
            Assert.Contains($"<img class=\"logo\" src=\"{Logo}\" alt=\"Acme\"", html, StringComparison.Ordinal);
            Assert.Contains("<link rel=\"icon\" href=\"https://icons.example:8443/a.ico\"", html, StringComparison.Ordinal);
            Assert.Contains($"<link rel=\"stylesheet\" href=\"{TenantBrand.StylesPath}\"", html, StringComparison.Ordinal);
            Assert.Contains("img-src data: https://acme.example https://icons.example:8443;", Policy(reply), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_emulators_own_pages_keep_theirs()
    {
        await BrandAsync($$"""{"colors":{"primary":"#0059d6"},"logo_url":"{{Logo}}"}""");

        var reply = await Browser.GetAsync("/emulator");

        Assert.DoesNotContain(Logo, await reply.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("acme.example", Policy(reply), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_styles_are_those_that_were_set()
    {
        await BrandAsync("""{"colors":{"primary":"#f90","page_background":{"type":"linear-gradient","start":"#fff","end":"#0059d6","angle_deg":35}},"font":{"url":"https://fonts.example/a.woff2"}}""");

        var styles = await Browser.ReadAsync(TenantBrand.StylesPath);

        Assert.Contains("--act: #ff9900; --on-act: #000000;", styles, StringComparison.Ordinal);
        Assert.Contains("body { background: linear-gradient(35deg, #ffffff, #0059d6); }", styles, StringComparison.Ordinal);
        Assert.Contains("""src: url("https://fonts.example/a.woff2")""", styles, StringComparison.Ordinal);
        Assert.Contains("font-src https://fonts.example", Policy(await Browser.GetAsync(new Trip().Login)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_with_quotes_in_it_stays_an_address()
    {
        await BrandAsync("""{"font":{"url":"https://fonts.example/a\");}body{display:none}.woff2"}}""");

        var styles = await Browser.ReadAsync(TenantBrand.StylesPath);

        Assert.Contains("""src: url("https://fonts.example/a%22);%7Dbody%7Bdisplay:none%7D.woff2");""", styles, StringComparison.Ordinal);
        Assert.Equal(6, styles.Count(character => character == '"'));
    }

    [Theory]
    [MemberData(nameof(Colors))]
    public void Whatever_colour_is_chosen_buttons_and_links_can_be_read(string chosen)
    {
        var color = BrandColor.Parse(chosen);
        BrandColor[] day = [BrandColor.Parse("#eef2f4"), BrandColor.Parse("#fbfdfd")];
        BrandColor[] night = [BrandColor.Parse("#10171b"), BrandColor.Parse("#172026")];

        Assert.True(color.Ink.ContrastWith(color) >= BrandColor.Legible);
        Assert.All(day, ground => Assert.True(color.LegibleOn(day, BrandColor.Black).ContrastWith(ground) >= BrandColor.Legible));
        Assert.All(night, ground => Assert.True(color.LegibleOn(night, BrandColor.White).ContrastWith(ground) >= BrandColor.Legible));
    }

    [Fact]
    public void A_colour_that_can_be_read_as_it_is_stays_as_it_is()
    {
        var blue = BrandColor.Parse("#0059d6");

        Assert.Equal(blue, blue.LegibleOn([BrandColor.White], BrandColor.Black));
        Assert.Equal(21, BrandColor.Black.ContrastWith(BrandColor.White), 3);
    }

    private async Task BrandAsync(string body) => Assert.Equal(200, (await Http.CallAsync("PATCH", "/branding", body)).Status);

    private static string Policy(HttpResponseMessage reply) => reply.Headers.GetValues("Content-Security-Policy").Single();
}
