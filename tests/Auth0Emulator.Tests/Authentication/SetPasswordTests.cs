using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Auth0Emulator.Tests.Authentication;

/// <summary>The page a mailed link leads to.</summary>
public sealed class SetPasswordTests : BrowserTests
{
    private const string NewPassword = "Fresh-password-9";

    [Fact]
    public async Task Looking_at_the_page_uses_nothing_up_however_often()
    {
        var link = await LinkAsync("support@example.com");

        for (var i = 0; i < 3; i++)
        {
            var page = await Browser.ReadAsync(link);
            Assert.Contains("<label>New password<input", page, StringComparison.Ordinal);
            Assert.Contains("<label>Re-enter new password<input", page, StringComparison.Ordinal);
            Assert.Contains("<button>Reset password</button>", page, StringComparison.Ordinal);
            Assert.Contains("At least 8 characters", page, StringComparison.Ordinal);
        }

        Assert.Null(User("support@example.com").LastPasswordReset);
    }

    [Fact]
    public async Task A_new_password_is_set_once_and_opens_the_door()
    {
        Change("support@example.com", user => user with { EmailVerified = false });
        var link = await LinkAsync("support@example.com");

        var done = await SubmitAsync(link, NewPassword);

        Assert.Equal(HttpStatusCode.OK, done.StatusCode);
        var page = await TestBrowser.TextAsync(done);
        Assert.Contains("Password changed", page, StringComparison.Ordinal);
        Assert.Equal(new Uri(Tenant.Address, $"/emulator/acme?iss={Uri.EscapeDataString(Tenant.Address.ToString())}").ToString(), TestBrowser.Link(page, "Back to Acme"));
        var user = User("support@example.com");
        Assert.Equal(Clock.Now, user.LastPasswordReset);
        Assert.True(user.EmailVerified);
        var entry = LastLog("scp");
        Assert.Equal((user.UserId, "support@example.com", TenantSeed.ConnectionName), (entry.UserId, entry.UserName, entry.Connection));
        Assert.Equal("support@example.com", (string?)entry.Details!["email"]);
        Assert.DoesNotContain(NewPassword, entry.Details.ToJsonString(), StringComparison.Ordinal);

        Assert.NotNull(TestBrowser.Field(await LoginAsync(new Trip(), "support@example.com", NewPassword), "code"));
        Assert.Equal(HttpStatusCode.BadRequest, (await LoginAsync(new Trip(), "support@example.com")).StatusCode);

        Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Contains("This link has been used", await TestBrowser.TextAsync(await SubmitAsync(link, "Another-password-9")), StringComparison.Ordinal);
        Assert.Contains("This link has been used", await Browser.ReadAsync(link), StringComparison.Ordinal);
        Assert.Equal(user.LastPasswordReset, User("support@example.com").LastPasswordReset);
    }

    [Fact]
    public async Task A_ticket_from_the_management_api_leaves_email_verified_alone_unless_told()
    {
        Change("support@example.com", user => user with { EmailVerified = false });

        await SubmitAsync(await LinkAsync("support@example.com", markAsVerified: false), NewPassword);

        Assert.False(User("support@example.com").EmailVerified);
    }

    [Theory]
    [InlineData("short", "short", "The password is too weak")]
    [InlineData("alllowercaseletters", "alllowercaseletters", "The password is too weak")]
    [InlineData(NewPassword, "Something-else-9", "The two passwords are not the same")]
    [InlineData("", "", "A new password is needed")]
    public async Task A_password_that_will_not_do_is_explained_and_the_link_stays_good(string password, string again, string words)
    {
        var link = await LinkAsync("support@example.com");

        var reply = await SubmitAsync(link, password, again);

        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
        Assert.Contains(words, await TestBrowser.TextAsync(reply), StringComparison.Ordinal);
        Assert.Single(Logs("fcp"));
        Assert.Null(User("support@example.com").LastPasswordReset);
        Assert.Equal(HttpStatusCode.OK, (await SubmitAsync(link, NewPassword)).StatusCode);
    }

    [Fact]
    public async Task An_expired_link_says_so_before_and_after_it_is_sent()
    {
        var link = await LinkAsync("support@example.com");
        Clock.Advance(TimeSpan.FromDays(5));

        Assert.Contains("This link has expired", await Browser.ReadAsync(link), StringComparison.Ordinal);
        Assert.Empty(Logs("fcp"));
        Assert.Contains("It was good until 27 November 2026, 09:00 UTC", await TestBrowser.TextAsync(await SubmitAsync(link, NewPassword)), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await Browser.GetAsync(link)).StatusCode);
        Assert.Equal("This link has expired", LastLog("fcp").Description);
        Assert.Null(User("support@example.com").LastPasswordReset);
    }

    [Fact]
    public async Task A_link_that_was_replaced_a_link_nobody_made_and_a_deleted_persons_link_each_say_so()
    {
        var older = await LinkAsync("support@example.com");
        var newer = await LinkAsync("support@example.com");
        Assert.Contains("A newer link took its place", await TestBrowser.TextAsync(await SubmitAsync(older, NewPassword)), StringComparison.Ordinal);
        Assert.Contains("This link is not valid", await Browser.ReadAsync("/u/reset-verify?ticket=made-up"), StringComparison.Ordinal);

        Tenant.State.Change(tenant => tenant.RemoveUser(User("support@example.com").UserId, Clock.Now));
        Assert.Contains("This link is not valid", await TestBrowser.TextAsync(await SubmitAsync(newer, NewPassword)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_blocked_person_may_set_a_password_and_stays_blocked()
    {
        Block("support@example.com");

        Assert.Equal(HttpStatusCode.OK, (await SubmitAsync(await LinkAsync("support@example.com"), NewPassword)).StatusCode);

        Assert.True(User("support@example.com").Blocked);
        Assert.Equal("unauthorized", TestBrowser.Field(await LoginAsync(new Trip(), "support@example.com", NewPassword), "error"));
    }

    [Fact]
    public async Task Setting_a_password_ends_every_session_of_that_person()
    {
        await LoginAsync(new Trip(), "support@example.com");
        Assert.NotNull(TestBrowser.Field(await Browser.GetAsync(new Trip().Authorize), "code"));

        await SubmitAsync(await LinkAsync("support@example.com"), NewPassword);

        Assert.StartsWith("/u/login?", TestBrowser.Target(await Browser.GetAsync(new Trip().Authorize)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_without_a_login_address_gets_no_way_back()
    {
        var done = await SubmitAsync(await LinkAsync("support@example.com", clientId: TenantSeed.PortalClientId), NewPassword);

        Assert.DoesNotContain("Back to", await TestBrowser.TextAsync(done), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_keeps_its_address_and_itself_to_itself()
    {
        var reply = await Browser.GetAsync(await LinkAsync("support@example.com"));

        Assert.Equal("no-store", reply.Headers.CacheControl!.ToString());
        Assert.Equal("same-origin", reply.Headers.GetValues("Referrer-Policy").Single());
        Assert.Contains("frame-ancestors 'none'", reply.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    /// <summary>A link from the Management API, whose newer tickets void older ones.</summary>
    private async Task<string> LinkAsync(string email, bool markAsVerified = true, string clientId = TenantSeed.AcmeClientId)
    {
        var token = await JsonAsync(await Browser.PostAsync(
            "/oauth/token",
            ("grant_type", "client_credentials"), ("client_id", TenantSeed.ManagementClientId), ("client_secret", TenantSeed.ManagementClientSecret), ("audience", Tenant.Address + "api/v2/")));
        var order = new JsonObject { ["user_id"] = User(email).UserId, ["mark_email_as_verified"] = markAsVerified, ["client_id"] = clientId };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v2/tickets/password-change") { Content = JsonContent.Create(order) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", (string)token["access_token"]!);
        return (string)(await JsonAsync(await Browser.SendAsync(request), HttpStatusCode.Created))["ticket"]!;
    }

    private Task<HttpResponseMessage> SubmitAsync(string link, string password, string? again = null) => Browser.PostAsync(
        "/u/reset-verify",
        ("ticket", link.Split("ticket=")[1].TrimEnd('#')), ("new_password", password), ("confirm_password", again ?? password));
}
