using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Auth0Emulator.Tests.Authentication;

/// <summary>POST /dbconnections/change_password, as Auth0 answers it.</summary>
public sealed class ChangePasswordTests : BrowserTests
{
    private const string Sent = "We've just sent you an email to reset your password.";

    [Fact]
    public async Task It_answers_in_plain_words_and_mails_a_link()
    {
        var reply = await AskAsync("Support@Example.com");

        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        Assert.Equal("text/html; charset=utf-8", reply.Content.Headers.ContentType!.ToString());
        Assert.Equal(Sent, await reply.Content.ReadAsStringAsync());
        var mail = Assert.Single(Tenant.Mail.All);
        Assert.Equal("support@example.com", mail.To);
        Assert.Matches($"^{Tenant.Address}u/reset-verify\\?ticket=[A-Za-z0-9]{{32}}#$", mail.Links[0]);
        var entry = LastLog("scpr");
        Assert.Equal("support@example.com", entry.UserName);
        Assert.Null(entry.UserId);
        Assert.Equal(mail.Links[0], (string?)entry.Details!["resetUrl"]);
        Assert.Equal(604800, (int?)entry.Details["body"]!["ttl_sec"]);
        Assert.True((bool?)entry.Details["body"]!["markEmailAsVerified"]);
    }

    [Fact]
    public async Task Nobody_learns_whether_an_address_is_known()
    {
        var reply = await AskAsync("nobody@example.com");

        Assert.Equal(Sent, await reply.Content.ReadAsStringAsync());
        Assert.Empty(Tenant.Mail.All);
        Assert.Empty(Logs("scpr"));
        Assert.Equal("User does not exist.", LastLog("fcpr").Description);
        Assert.Equal("nobody@example.com", LastLog("fcpr").UserName);
    }

    [Theory]
    [InlineData("""{"connection":"Username-Password-Authentication"}""", "email is required")]
    [InlineData("""{"email":"a@b.example"}""", "connection is required")]
    [InlineData("""{"email":"a@b.example","connection":"Username-Password-Authentication","password":"x"}""", "Password is not allowed")]
    [InlineData("""{"email":"nonsense","connection":"Username-Password-Authentication"}""", "email is not a valid email address")]
    [InlineData("""{"email":"a@b.example","connection":"nowhere"}""", "the connection was not found")]
    [InlineData("""{"email":"a@b.example","connection":"Username-Password-Authentication","client_id":"nobody"}""", "Unknown client: nobody")]
    [InlineData("""[1]""", "The request body is neither a form nor a JSON object")]
    [InlineData("""{"email":"a@b.example","email":"c@d.example"}""", "The request body is neither a form nor a JSON object")]
    [InlineData("""{""", "The request body is neither a form nor a JSON object")]
    public async Task A_request_it_can_not_use_is_refused_with_400(string body, string words)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/dbconnections/change_password") { Content = content };

        var answer = await JsonAsync(await Browser.SendAsync(request), HttpStatusCode.BadRequest);

        Assert.Contains(words, (string?)answer["error_description"] ?? (string?)answer["error"], StringComparison.Ordinal);
        Assert.Empty(Tenant.Mail.All);
    }

    [Fact]
    public async Task An_organization_is_not_emulated_and_says_so()
    {
        var answer = await Http.SendAsync("POST", "/dbconnections/change_password", new { email = "lead@example.com", connection = TenantSeed.ConnectionName, organization = "org_1" });

        Assert.Equal(501, answer.Status);
        Assert.StartsWith("The parameter organization of /dbconnections/change_password is not emulated", answer.Text("message"), StringComparison.Ordinal);
        Assert.Empty(Tenant.Mail.All);
    }

    [Fact]
    public async Task A_client_the_connection_is_not_enabled_for_is_refused()
    {
        Tenant.State.Change(tenant => tenant.Connections[0] = tenant.Connections[0] with { EnabledClients = [TenantSeed.ManagementClientId] });

        var answer = await JsonAsync(await AskAsync("support@example.com"), HttpStatusCode.BadRequest);

        Assert.Equal("the connection is not enabled for the client", (string?)answer["error_description"]);
    }

    [Fact]
    public async Task Asking_again_voids_the_earlier_link()
    {
        await AskAsync("support@example.com");
        await AskAsync("support@example.com");

        var (older, newer) = (Tenant.Mail.All[0].Links[0], Tenant.Mail.All[1].Links[0]);
        Assert.Contains("A newer link took its place", await Browser.ReadAsync(older), StringComparison.Ordinal);
        Assert.Contains("Choose a password", await Browser.ReadAsync(newer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_eleventh_mail_to_one_address_waits_a_minute()
    {
        for (var i = 0; i < 10; i++)
        {
            var taken = await AskAsync("support@example.com");
            Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
            Assert.Equal((9 - i).ToString(), taken.Headers.GetValues("x-ratelimit-remaining").Single());
        }

        var refused = await AskAsync("support@example.com");
        Assert.Equal("too_many_requests", (string?)(await JsonAsync(refused, HttpStatusCode.TooManyRequests))["error"]);
        Assert.Equal("10", refused.Headers.GetValues("x-ratelimit-limit").Single());
        Assert.Equal(Clock.Now.AddMinutes(1).ToUnixTimeSeconds().ToString(), refused.Headers.GetValues("x-ratelimit-reset").Single());
        Assert.Equal(HttpStatusCode.OK, (await AskAsync("lead@example.com")).StatusCode);

        Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.OK, (await AskAsync("support@example.com")).StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await AskAsync("support@example.com")).StatusCode);
        Assert.Equal(11, Tenant.Mail.To("support@example.com").Count);
    }

    [Fact]
    public async Task An_address_the_provider_refuses_shows_in_the_log_only()
    {
        Change("support@example.com", user => user with { Email = "support@refused.example" });

        Assert.Equal(Sent, await (await AskAsync("support@refused.example")).Content.ReadAsStringAsync());

        Assert.Empty(Tenant.Mail.All);
        Assert.Single(Logs("scpr"));
        var details = LastLog("fn").Details!;
        Assert.Equal(["email_type", "to", "error"], details.Select(field => field.Key));
        Assert.Equal(("reset_email", "support@refused.example"), ((string?)details["email_type"], (string?)details["to"]));
        Assert.StartsWith("550 ", (string?)details["error"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_template_that_is_switched_off_sends_nothing_and_says_nothing()
    {
        Template(template => template with { Enabled = false });

        Assert.Equal(HttpStatusCode.OK, (await AskAsync("support@example.com")).StatusCode);

        Assert.Empty(Tenant.Mail.All);
        Assert.Empty(Logs("fn"));
        Assert.Single(Logs("scpr"));
    }

    [Fact]
    public async Task A_template_with_a_mistake_sends_nothing_and_the_log_names_the_line()
    {
        Template(template => template with { Body = "<p>one</p>\n<p>{% render 'x' %}</p>" });

        await AskAsync("support@example.com");

        Assert.Empty(Tenant.Mail.All);
        Assert.Equal("The body of the template reset_email can't be rendered, line 2: the tag 'render' is not supported", (string?)LastLog("fn").Details!["error"]);
    }

    [Fact]
    public async Task Without_a_provider_of_its_own_the_tenant_ignores_its_template()
    {
        Tenant.State.Change(tenant => tenant.EmailProvider = null);

        await AskAsync("support@example.com");

        var mail = Assert.Single(Tenant.Mail.All);
        Assert.Equal("no-reply@auth0user.net", mail.From);
        Assert.Equal("Reset your password", mail.Subject);
        Assert.Contains("/u/reset-verify?ticket=", mail.Links.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_invited_person_reads_an_invitation_and_anybody_else_a_reset()
    {
        Change("support@example.com", user => user with
        {
            AppMetadata = new JsonObject { ["invitation"] = new JsonObject { ["inviter"] = "Mira <b>Kovač</b>", ["message"] = "Welcome!\nSee you.", ["expiry"] = "2026-11-29T09:00:00Z" } },
        });

        await AskAsync("support@example.com", TenantSeed.AcmeClientId);
        await AskAsync("lead@example.com", TenantSeed.AcmeClientId);

        var (invitation, reset) = (Tenant.Mail.All[0], Tenant.Mail.All[1]);
        Assert.Equal("Acme <welcome@example.com>", invitation.From);
        Assert.Equal("Mira <b>Kovač</b> invites you to Acme", invitation.Subject);
        Assert.Contains("Mira &lt;b&gt;Kovač&lt;/b&gt; invites you to Acme", invitation.Html, StringComparison.Ordinal);
        Assert.Contains("Welcome!<br />\nSee you.", invitation.Html, StringComparison.Ordinal);
        Assert.Contains("good until 29 November 2026, 09:00 UTC", invitation.Html, StringComparison.Ordinal);
        Assert.Contains("Mira <b>Kovač</b> invites you to Acme", invitation.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("{", invitation.Text, StringComparison.Ordinal);
        Assert.Equal("Choose a new password", reset.Subject);
        Assert.DoesNotContain("invites you", reset.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hostile_inviter_can_not_add_headers_to_the_mail()
    {
        Change("support@example.com", user => user with { AppMetadata = new JsonObject { ["invitation"] = new JsonObject { ["inviter"] = "Eve\r\nBcc: all@example.com" } } });

        await AskAsync("support@example.com");

        Assert.Equal("Eve Bcc: all@example.com invites you to AdminPortal", Tenant.Mail.All.Single().Subject);
    }

    private void Template(Func<Auth0Emulator.Tenant.EmailTemplate, Auth0Emulator.Tenant.EmailTemplate> change) =>
        Tenant.State.Change(tenant => tenant.EmailTemplates["reset_email"] = change(tenant.EmailTemplates["reset_email"]));

    private async Task<HttpResponseMessage> AskAsync(string email, string clientId = TenantSeed.PortalClientId)
    {
        var body = new JsonObject { ["client_id"] = clientId, ["email"] = email, ["connection"] = TenantSeed.ConnectionName };
        using var content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/dbconnections/change_password") { Content = content };
        return await Browser.SendAsync(request);
    }
}
