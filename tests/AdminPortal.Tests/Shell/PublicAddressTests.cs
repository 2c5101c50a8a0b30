using System.Net;
using AdminPortal.Testing;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Tests.Shell;

/// <summary>The portal behind a proxy that ends TLS: people come by https, requests arrive by http.</summary>
public sealed class PublicAddressTests
{
    [Theory]
    [InlineData("localhost:5080", "http://localhost:5080", HttpStatusCode.Unauthorized)]
    [InlineData("localhost:5080", "https://invite.example.com", HttpStatusCode.Unauthorized)]
    [InlineData("invite.example.com", "https://invite.example.com", HttpStatusCode.Unauthorized)]
    [InlineData("invite.example.com", "http://invite.example.com", HttpStatusCode.Forbidden)]
    [InlineData("invite.example.com", "https://invite.example.com:8443", HttpStatusCode.Forbidden)]
    [InlineData("invite.example.com", "https://invite.example.com.evil.example", HttpStatusCode.Forbidden)]
    [InlineData("invite.example.com", "https://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("invite.example.com", "null", HttpStatusCode.Forbidden)]
    public async Task A_live_connection_is_opened_by_pages_of_the_public_address_and_no_others(string host, string origin, HttpStatusCode status)
    {
        await using var portal = await PortalAsync("Staging");
        var request = To(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1", host);
        request.Headers.Add("Origin", origin);

        Assert.Equal(status, await AnswerAsync(portal, request)); // 401: let through, but nobody is signed in
    }

    [Fact]
    public async Task In_Production_browsers_are_told_to_come_by_https_only()
    {
        await using var portal = await PortalAsync("Production");
        using var browser = portal.NewBrowser();

        using var page = await browser.SendAsync(To(HttpMethod.Get, "/signed-out", "invite.example.com"));

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.StartsWith("max-age=", Assert.Single(page.Headers.GetValues("Strict-Transport-Security")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_Production_form_tokens_are_bound_to_this_host_and_to_https()
    {
        await using var portal = await PortalAsync("Production");
        await using var scope = portal.Services.CreateAsyncScope();
        var context = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        context.Request.Scheme = "https";

        scope.ServiceProvider.GetRequiredService<IAntiforgery>().GetAndStoreTokens(context);

        var cookie = context.Response.Headers.SetCookie.ToString();
        Assert.StartsWith("__Host-portal.form=", cookie, StringComparison.Ordinal);
        Assert.Contains("; secure", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; path=/;", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("domain=", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("invite.example.com", HttpStatusCode.OK)]
    [InlineData("localhost", HttpStatusCode.OK)]
    [InlineData("127.0.0.1:8080", HttpStatusCode.OK)]
    [InlineData("evil.example", HttpStatusCode.BadRequest)]
    public async Task A_forged_host_is_refused_and_this_machine_may_ask_by_its_own_names(string host, HttpStatusCode status)
    {
        await using var portal = await PortalAsync("Production");

        Assert.Equal(status, await AnswerAsync(portal, To(HttpMethod.Get, "/css/tokens.css", host)));
    }

    private static Task<PortalHost> PortalAsync(string environment) => PortalHost.StartAsync(new PortalHostOptions
    {
        Background = false,
        Environment = environment,
        Settings = new Dictionary<string, string?>(StringComparer.Ordinal) { ["Auth0:Domain"] = "company.eu.auth0.com", ["Portal:PublicUrl"] = "https://invite.example.com" },
    });

    private static HttpRequestMessage To(HttpMethod method, string path, string host)
    {
        var request = new HttpRequestMessage(method, path);
        request.Headers.Host = host;
        return request;
    }

    private static async Task<HttpStatusCode> AnswerAsync(PortalHost portal, HttpRequestMessage request)
    {
        using var browser = portal.NewBrowser();
        using var reply = await browser.SendAsync(request);
        return reply.StatusCode;
    }
}
