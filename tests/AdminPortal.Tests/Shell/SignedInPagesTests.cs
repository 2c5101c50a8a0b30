using System.Net;
using AdminPortal.Testing;

namespace AdminPortal.Tests.Shell;

/// <summary>Pages as plain HTML, for somebody signed in: what is there while the WebSocket is blocked.</summary>
public sealed class SignedInPagesTests
{
    [Fact]
    public async Task An_unknown_address_and_an_unknown_invitation_are_real_404s_with_a_way_on()
    {
        await using var portal = await PortalHost.StartAsync(new PortalHostOptions { Background = false });
        using var browser = await portal.SignInOverHttpAsync("admin@example.com");
        foreach (var path in new[] { "there-is-nothing-here", "invites/0199c2d3-8f5e-7abc-91b2-7f4100000000", "invites/not-an-id" })
        {
            var response = await browser.SendAsync(new HttpRequestMessage(HttpMethod.Get, new Uri(portal.Address, path)));
            Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
            Assert.Contains("There is nothing at this address", await response.Content.ReadAsStringAsync());
        }
    }

    [Fact]
    public async Task Home_and_list_answer_whole_without_a_live_connection()
    {
        await using var portal = await PortalHost.StartAsync(new PortalHostOptions { Background = false });
        using var browser = await portal.SignInOverHttpAsync("admin@example.com");
        foreach (var (path, words) in new[] { ("", "Median time to accept"), ("invites", "Nobody has been invited yet"), ("invites?q=x&size=abc&from=-1&status=nope", "Search invitations") })
        {
            var response = await browser.SendAsync(new HttpRequestMessage(HttpMethod.Get, new Uri(portal.Address, path)));
            var page = await response.Content.ReadAsStringAsync();
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Contains(words, page);
            Assert.DoesNotContain("<style", page);
            Assert.DoesNotMatch("<script(?![^>]*\\ssrc=)", page);
        }
    }
}
