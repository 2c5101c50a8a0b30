using System.Net;
using AdminPortal.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AdminPortal.Tests.Shell;

/// <summary>What stands around every page, over HTTP: no Auth0 is needed for it.</summary>
public sealed class FrameTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private WebApplication _portal = null!;

    public async Task InitializeAsync()
    {
        _portal = Program.Create(["--environment=Staging"], builder =>
        {
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Auth0:Domain"] = "brightwater.eu.auth0.com",
                ["Auth0:ClientId"] = "client",
                ["Auth0:ClientSecret"] = "secret",
                ["Auth0:Management:ClientId"] = "management",
                ["Auth0:Management:ClientSecret"] = "secret",
                ["ConnectionStrings:Portal"] = $"Data Source={Path.Combine(_folder.Path, "portal.db")}",
            });
            builder.Logging.ClearProviders();
            builder.WebHost.UseTestServer();
            builder.Host.UseServiceProviderFactory(new WithoutBackground());
        });
        await _portal.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _portal.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("/error")]
    [InlineData("/not-found")]
    [InlineData("/there-is-nothing-here")]
    [InlineData("/css/portal.css")]
    [InlineData("/_blazor/negotiate")]
    public async Task Every_response_carries_the_security_headers(string path)
    {
        var headers = (await Client().GetAsync(path)).Headers;

        Assert.Equal(
            "default-src 'self'; base-uri 'self'; object-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data: https:; connect-src 'self'; frame-ancestors 'none'; form-action 'self' https://brightwater.eu.auth0.com",
            Assert.Single(headers.GetValues("Content-Security-Policy")));
        Assert.Equal("nosniff", Assert.Single(headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("DENY", Assert.Single(headers.GetValues("X-Frame-Options")));
        Assert.Equal("same-origin", Assert.Single(headers.GetValues("Referrer-Policy")));
        Assert.Equal("same-origin", Assert.Single(headers.GetValues("Cross-Origin-Opener-Policy")));
        Assert.Contains("camera=()", Assert.Single(headers.GetValues("Permissions-Policy")));
    }

    [Theory]
    [InlineData("/error")]
    [InlineData("/not-found")]
    public async Task No_page_holds_an_inline_script_or_style(string path)
    {
        var page = await Client().GetStringAsync(path, HttpStatusCode.OK, HttpStatusCode.NotFound);
        Assert.DoesNotContain("<style", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotMatch("<script(?![^>]*\\ssrc=)", page);
        Assert.DoesNotMatch("\\son[a-z]+=\"", page);
    }

    [Fact]
    public async Task Whoever_is_not_signed_in_is_led_to_Auth0_from_any_address_and_learns_nothing_of_what_exists()
    {
        Assert.Equal(HttpStatusCode.Redirect, (await Client().GetAsync("/there-is-nothing-here")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await Client().GetAsync("/invites/0199c2d3-8f5e-7abc-91b2-7f4100000000")).StatusCode);
    }

    [Fact]
    public async Task The_page_for_nothing_has_a_way_on()
    {
        var page = await Client().GetStringAsync("/not-found", HttpStatusCode.OK, HttpStatusCode.NotFound);
        Assert.Contains("There is nothing at this address", page);
        Assert.Contains("href=\"/invites\"", page);
    }

    [Fact]
    public async Task The_error_page_names_the_trace() =>
        Assert.Matches("<code>[^<]{8,}</code>", await Client().GetStringAsync("/error"));

    [Theory]
    [InlineData("dark", "data-theme=\"dark\"")]
    [InlineData("light", "data-theme=\"light\"")]
    [InlineData("<script>", "<html lang=\"en\">")]
    public async Task The_chosen_theme_is_in_the_page_as_the_server_writes_it(string cookie, string html)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/error");
        request.Headers.Add("Cookie", $"theme={cookie}");
        Assert.Contains(html, await (await Client().SendAsync(request)).Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_theme_can_not_be_set_without_the_form_token()
    {
        var response = await Client().PostAsync("/theme", new FormUrlEncodedContent([new("theme", "dark"), new("back", "/")]));
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.False(response.Headers.Contains("Set-Cookie"));
        Assert.Contains("reload the page", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("https://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("null", HttpStatusCode.Forbidden)]
    [InlineData("http://localhost:81", HttpStatusCode.Forbidden)]
    public async Task A_page_of_another_site_can_not_open_a_live_connection(string origin, HttpStatusCode status)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1");
        request.Headers.Add("Origin", origin);
        Assert.Equal(status, (await Client().SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task Files_of_the_frame_are_served()
    {
        var client = Client();
        foreach (var file in new[] { "/icons.svg", "/js/shell.js", "/js/emails.js", "/css/tokens.css", "/_framework/blazor.web.js" })
        {
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(file)).StatusCode);
        }
    }

    private HttpClient Client() => _portal.GetTestClient();

    private sealed class WithoutBackground : IServiceProviderFactory<IServiceCollection>
    {
        public IServiceCollection CreateBuilder(IServiceCollection services) => services;

        public IServiceProvider CreateServiceProvider(IServiceCollection containerBuilder)
        {
            foreach (var service in containerBuilder.Where(it => it.ServiceType == typeof(IHostedService) && it.ImplementationType?.IsSubclassOf(typeof(BackgroundService)) is true).ToList())
            {
                containerBuilder.Remove(service);
            }

            return containerBuilder.BuildServiceProvider();
        }
    }
}

internal static class HttpAnswers
{
    public static async Task<string> GetStringAsync(this HttpClient client, string path, params HttpStatusCode[] allowed)
    {
        var response = await client.GetAsync(path);
        Assert.Contains(response.StatusCode, allowed);
        return await response.Content.ReadAsStringAsync();
    }
}
