using System.Net;
using System.Text;
using Auth0Emulator.Control;
using Auth0Emulator.Mail;
using Auth0Emulator.Tests.Authentication;

namespace Auth0Emulator.Tests.Pages;

/// <summary>The pages under /emulator.</summary>
public sealed class EmulatorPagesTests : BrowserTests
{
    [Theory]
    [InlineData("/emulator")]
    [InlineData("/emulator/mail")]
    [InlineData("/emulator/journal")]
    [InlineData("/emulator/faults")]
    [InlineData("/emulator/clock")]
    [InlineData("/emulator/acme")]
    public async Task Every_page_is_whole_without_scripts_and_guards_itself(string path)
    {
        var reply = await Browser.GetAsync(path);

        var page = await reply.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        Assert.StartsWith("<!doctype html>\n<html lang=\"en\">", page, StringComparison.Ordinal);
        Assert.Equal(1, Count(page, "<h1"));
        Assert.Equal(1, Count(page, "<main"));
        Assert.Equal(path == "/emulator/acme" ? 0 : 1, Count(page, "aria-current=\"page\""));
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        var policy = reply.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal(path != "/emulator/acme", policy.Contains("form-action 'self'", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_login_may_end_at_the_application_it_is_for()
    {
        var reply = await Browser.GetAsync(new Trip().Login);

        // Browsers hold form-action against the redirect to the callback as well.
        Assert.DoesNotContain("form-action", reply.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_styles_come_from_the_tenant_itself()
    {
        var reply = await Browser.GetAsync("/emulator/tenant.css");

        Assert.Equal("text/css", reply.Content.Headers.ContentType!.MediaType);
        Assert.Contains(".tape", await reply.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_home_page_tells_addresses_people_and_clients()
    {
        Block("outsider@example.com");

        var page = await Browser.ReadAsync("/emulator");

        foreach (var text in new[] { Tenant.Address + "api/v2/", "admin@example.com", "Portal Team Lead", TenantSeed.Password, TenantSeed.PortalClientId, "local-management-secret", "blocked" })
        {
            Assert.Contains(text, page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Reset_puts_everything_back()
    {
        await MailAsync("lead@example.com");
        Tenant.Faults.Add(Fault.Drop("GET /userinfo"));
        Tenant.Clock.MoveBy(TimeSpan.FromDays(1));
        Block("lead@example.com");

        var reply = await Browser.PostAsync("/emulator/reset");

        Assert.Equal("/emulator?reset", reply.Headers.Location!.OriginalString);
        Assert.Contains("put back", await Browser.ReadAsync("/emulator?reset"), StringComparison.Ordinal);
        Assert.Empty(Tenant.Mail.All);
        Assert.Empty(Tenant.Faults.All);
        Assert.Equal(TimeSpan.Zero, Tenant.Clock.Offset);
        Assert.Null(User("lead@example.com").Blocked);
    }

    [Fact]
    public async Task The_inbox_shows_the_newest_mail_first_and_opens_it()
    {
        Assert.Contains("No mail has been sent yet", await Browser.ReadAsync("/emulator/mail"), StringComparison.Ordinal);
        await MailAsync("lead@example.com");
        Clock.Advance(TimeSpan.FromMinutes(1));
        await MailAsync("support@example.com");

        var page = await Browser.ReadAsync("/emulator/mail");

        Assert.True(page.IndexOf("support@example.com", StringComparison.Ordinal) < page.IndexOf("lead@example.com", StringComparison.Ordinal));
        var mail = Tenant.Mail.NewestTo("support@example.com")!;
        Assert.Equal(mail.Links[0], TestBrowser.Link(page, "Open its link"));
        Assert.Contains($"src=\"/emulator/mail/{mail.Id}/html\"", page, StringComparison.Ordinal);
        Assert.Contains("sandbox=\"allow-popups allow-popups-to-escape-sandbox\"", page, StringComparison.Ordinal);
        Assert.Equal(mail.Html, await (await Browser.GetAsync($"/emulator/mail/{mail.Id}/source")).Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.NotFound, (await Browser.GetAsync("/emulator/mail/nothing")).StatusCode);

        await Browser.PostAsync("/emulator/mail/empty");
        Assert.Empty(Tenant.Mail.All);
    }

    [Fact]
    public async Task A_mail_is_shown_in_a_cage_of_its_own()
    {
        Tenant.Mail.Add(new InboxMail
        {
            Id = "m1",
            To = "<script>alert(1)</script>@example.com",
            From = "x@example.com",
            Subject = "<img src=x onerror=alert(1)>",
            Html = "<p>Hello</p><script>alert(1)</script>",
            Text = "</pre><script>alert(1)</script>",
            Links = ["javascript:alert(1)"],
            SentAt = Clock.Now,
        });

        var page = await (await Browser.GetAsync("/emulator/mail")).Content.ReadAsStringAsync();
        var mail = await Browser.GetAsync("/emulator/mail/m1/html");

        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", page, StringComparison.Ordinal);
        Assert.DoesNotContain("javascript:", page, StringComparison.Ordinal);
        var policy = mail.Headers.GetValues("Content-Security-Policy").Single();
        Assert.StartsWith("sandbox ", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("allow-scripts", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("allow-same-origin", policy, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'self'", policy, StringComparison.Ordinal);
        Assert.Equal("text/plain", (await Browser.GetAsync("/emulator/mail/m1/source")).Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task The_journal_lists_calls_without_their_secrets()
    {
        await LoginAsync(new Trip());
        await Browser.GetAsync("/userinfo");
        await MailAsync("lead@example.com");

        var page = await Browser.ReadAsync("/emulator/journal");
        Assert.Contains("Mail reset_email to lead@example.com", page, StringComparison.Ordinal);
        Assert.Contains("POST /u/login", page, StringComparison.Ordinal);
        Assert.Contains("GET /userinfo", page, StringComparison.Ordinal);
        Assert.DoesNotContain(TenantSeed.Password, page, StringComparison.Ordinal);
        Assert.DoesNotContain("GET /userinfo", await Browser.ReadAsync("/emulator/journal?path=login"), StringComparison.Ordinal);
        Assert.DoesNotContain("POST /u/login", await Browser.ReadAsync("/emulator/journal?path=lead@"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Faults_are_planned_and_taken_out_by_hand()
    {
        await Browser.PostAsync("/emulator/faults/add", ("route", "GET /userinfo"), ("kind", "Status"), ("status", "503"), ("times", "2"), ("containing", ""));

        var fault = Assert.Single(Tenant.Faults.All);
        Assert.Equal(("GET /userinfo", 503, 2, (string?)null), (fault.Route, fault.Status, fault.Times, fault.Containing));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await Browser.GetAsync("/userinfo")).StatusCode);
        Assert.Contains("answers 503", await Browser.ReadAsync("/emulator/faults"), StringComparison.Ordinal);

        await Browser.PostAsync("/emulator/faults/remove", ("id", fault.Id));
        Assert.Empty(Tenant.Faults.All);
    }

    [Fact]
    public async Task A_route_that_is_none_is_told_at_the_form()
    {
        var reply = await Browser.PostAsync("/emulator/faults/add", ("route", "userinfo"), ("kind", "Drop"));

        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
        Assert.Contains("is not a route", await TestBrowser.TextAsync(reply), StringComparison.Ordinal);
        Assert.Empty(Tenant.Faults.All);
    }

    [Fact]
    public async Task Gates_are_put_up_and_opened_by_hand()
    {
        await Browser.PostAsync("/emulator/gates/add", ("route", "GET /userinfo"), ("place", "Reply"));
        var gate = Assert.Single(Tenant.Gates.All);
        var held = Browser.GetAsync("/userinfo");
        await gate.ArrivedAsync();
        Assert.False(held.IsCompleted);

        await Browser.PostAsync("/emulator/gates/open", ("id", gate.Id));

        Assert.Equal(HttpStatusCode.Unauthorized, (await held).StatusCode);
        Assert.Empty(Tenant.Gates.All);
    }

    [Fact]
    public async Task The_clock_is_moved_by_hand_and_back()
    {
        await Browser.PostAsync("/emulator/clock/move", ("days", "7"), ("hours", "1"), ("minutes", ""));
        Assert.Equal(new TimeSpan(7, 1, 0, 0), Tenant.Clock.Offset);
        Assert.Contains("29 November 2026, 10:00:00", await Browser.ReadAsync("/emulator/clock"), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.BadRequest, (await Browser.PostAsync("/emulator/clock/move", ("days", "9999"))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await Browser.PostAsync("/emulator/clock/move", ("days", "soon"))).StatusCode);

        await Browser.PostAsync("/emulator/clock/restore");
        Assert.Equal(TimeSpan.Zero, Tenant.Clock.Offset);
    }

    [Theory]
    [InlineData("/emulator/reset")]
    [InlineData("/emulator/mail/empty")]
    [InlineData("/emulator/faults/add")]
    [InlineData("/emulator/clock/move")]
    [InlineData("/u/reset-verify")]
    public async Task Another_sites_page_can_not_press_the_tenants_buttons(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent([KeyValuePair.Create("route", "GET /userinfo"), KeyValuePair.Create("days", "1")]) };
        request.Headers.Add("Sec-Fetch-Site", "cross-site");
        await MailAsync("lead@example.com");

        Assert.Equal(HttpStatusCode.Forbidden, (await Browser.SendAsync(request)).StatusCode);

        Assert.Single(Tenant.Mail.All);
        Assert.Empty(Tenant.Faults.All);
        Assert.Equal(TimeSpan.Zero, Tenant.Clock.Offset);
    }

    [Theory]
    [InlineData("/emulator/mail")]
    [InlineData("/emulator/api/mail")]
    [InlineData("/u/login")]
    [InlineData("/api/v2/roles")]
    public async Task A_name_that_was_made_to_lead_to_this_machine_gets_nothing(string path)
    {
        await MailAsync("lead@example.com");
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Host = "evil.example";

        var reply = await Browser.SendAsync(request);

        Assert.Equal(HttpStatusCode.Forbidden, reply.StatusCode);
        Assert.Contains("answers under names of this machine only", await TestBrowser.TextAsync(reply), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("[::1]")]
    [InlineData("LOCALHOST")]
    public async Task Every_name_of_this_machine_is_answered(string host)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/emulator/mail");
        request.Headers.Host = $"{host}:{Tenant.Address.Port}";

        Assert.Equal(HttpStatusCode.OK, (await Browser.SendAsync(request)).StatusCode);
    }

    private static int Count(string page, string part) => page.Split(part).Length - 1;

    private async Task MailAsync(string email)
    {
        using var content = new StringContent($$"""{"email":"{{email}}","connection":"{{TenantSeed.ConnectionName}}"}""", Encoding.UTF8, "application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/dbconnections/change_password") { Content = content };
        Assert.Equal(HttpStatusCode.OK, (await Browser.SendAsync(request)).StatusCode);
    }
}
