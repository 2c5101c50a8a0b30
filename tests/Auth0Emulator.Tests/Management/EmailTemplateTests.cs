using Auth0Emulator.Tests.Kit;

namespace Auth0Emulator.Tests.Management;

/// <summary>Mail templates, written as the dashboard writes them; the mails that go out are the proof.</summary>
public sealed class EmailTemplateTests : TenantTests
{
    private const string Whole = """
        {"template":"reset_email","body":"<p>Hello {{ user.email | escape }}, <a href=\"{{ url }}\">go</a></p>","from":"Nia <nia@example.com>","subject":"For {{ friendly_name }}","syntax":"liquid","enabled":true}
        """;

    [Fact]
    public async Task A_template_is_created_once_and_then_is_there()
    {
        Tenant.State.Change(tenant => tenant.EmailTemplates.Clear());

        var created = await Http.CallAsync("POST", "/email-templates", Whole);
        var again = await Http.CallAsync("POST", "/email-templates", Whole);

        Assert.Equal(200, created.Status);
        Assert.Equal(("reset_email", "For {{ friendly_name }}"), (created.Text("template"), created.Text("subject")));
        again.Is(409, """{"statusCode":409,"error":"Conflict","message":"Template reset_email already exists."}""");
        Assert.Equal(created.Body, (await Http.CallAsync("GET", "/email-templates/reset_email")).Body);
    }

    [Fact]
    public async Task The_next_mail_is_what_was_written()
    {
        await Http.CallAsync("PUT", "/email-templates/reset_email", Whole);

        await AskAsync();

        var mail = Tenant.Mail.NewestTo("lead@example.com")!;
        Assert.Equal(("Nia <nia@example.com>", "For Acme"), (mail.From, mail.Subject));
        Assert.StartsWith("<p>Hello lead@example.com, <a href=\"" + Tenant.Address + "u/reset-verify?ticket=", mail.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_replacement_leaves_out_is_gone_and_what_a_change_leaves_out_stays()
    {
        Assert.Equal(604800, (int)(await Http.CallAsync("PATCH", "/email-templates/reset_email", """{"subject":"New"}""")).Json["urlLifetimeInSeconds"]!);

        var replaced = await Http.CallAsync("PUT", "/email-templates/reset_email", Whole);

        Assert.False(replaced.Has("urlLifetimeInSeconds"));
        await Http.CallAsync("PATCH", "/email-templates/reset_email", """{"urlLifetimeInSeconds":3600}""");
        var kept = await Http.CallAsync("GET", "/email-templates/reset_email");
        Assert.Equal((3600, "For {{ friendly_name }}"), ((int)kept.Json["urlLifetimeInSeconds"]!, kept.Text("subject")));
    }

    [Fact]
    public async Task A_links_lifetime_is_the_templates()
    {
        await Http.CallAsync("PATCH", "/email-templates/reset_email", """{"urlLifetimeInSeconds":3600}""");

        await AskAsync();

        Assert.Equal(Clock.GetUtcNow().AddHours(1), Tenant.State.Read(tenant => tenant.Tickets.Values.Single().ExpiresAt));
    }

    [Fact]
    public async Task A_template_that_is_switched_off_sends_nothing_and_nothing_says_so()
    {
        await Http.CallAsync("PATCH", "/email-templates/reset_email", """{"enabled":false}""");

        Assert.Equal(200, (await AskAsync()).Status);

        Assert.Empty(Tenant.Mail.All);
        Assert.DoesNotContain("fn", Tenant.State.Read(tenant => tenant.Logs.Select(entry => entry.Type).ToArray()));
    }

    [Fact]
    public async Task A_mistake_in_the_Liquid_is_taken_and_shows_when_the_mail_is_sent()
    {
        Assert.Equal(200, (await Http.CallAsync("PATCH", "/email-templates/reset_email", """{"body":"{% if %}"}""")).Status);

        await AskAsync();

        Assert.Empty(Tenant.Mail.All);
        Assert.Contains("fn", Tenant.State.Read(tenant => tenant.Logs.Select(entry => entry.Type).ToArray()));
    }

    [Fact]
    public async Task A_sender_of_Auth0s_own_has_the_template_ignored()
    {
        await Http.CallAsync("PATCH", "/email-templates/reset_email", """{"from":"Acme <no-reply@auth0.com>"}""");

        await AskAsync();

        Assert.Equal(("welcome@example.com", "Reset your password"), (Tenant.Mail.All[0].From, Tenant.Mail.All[0].Subject));
    }

    [Fact]
    public async Task A_sender_left_empty_is_the_providers_default()
    {
        await Http.CallAsync("PATCH", "/email-templates/reset_email", """{"from":null}""");

        await AskAsync();

        Assert.Equal("welcome@example.com", Tenant.Mail.All[0].From);
    }

    [Theory]
    [InlineData("PUT", """{"template":"reset_email"}""", "Payload validation error: 'Missing required property: body'.")]
    [InlineData("PUT", """{"template":"reset_email","body":"x","from":"x","subject":"x","syntax":"handlebars","enabled":true}""", "Payload validation error: 'No enum match for: handlebars' on property syntax (Syntax of the template body.).")]
    [InlineData("PATCH", """{"color":"red"}""", "Payload validation error: 'Additional properties not allowed: color'.")]
    [InlineData("PATCH", """{"enabled":"yes"}""", "Payload validation error: 'Expected type boolean but found type string' on property enabled (Whether the template is enabled (true) or disabled (false).).")]
    [InlineData("PATCH", """{"urlLifetimeInSeconds":-1}""", "Payload validation error: 'Value -1 is less than minimum 0' on property urlLifetimeInSeconds (Lifetime in seconds that the link within the email will be valid for.).")]
    [InlineData("PATCH", """{"template":"welcome_email"}""", "The template property provided in payload must match template in the URL.")]
    public async Task What_is_no_template_is_refused(string method, string body, string message)
    {
        var refused = await Http.CallAsync(method, "/email-templates/reset_email", body);

        Assert.Equal((400, message), (refused.Status, refused.Text("message")));
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    public async Task A_template_nobody_customised_can_only_be_created(string method) =>
        (await Http.CallAsync(method, "/email-templates/welcome_email", Whole.Replace("reset_email", "welcome_email", StringComparison.Ordinal))).Is(404, """
            {"statusCode":404,"error":"Not Found","message":"The template does not exist.","errorCode":"inexistent_email_template"}
            """);

    [Fact]
    public async Task A_template_Auth0_has_not_got_is_not_created()
    {
        Assert.Equal("invalid_body", (await Http.CallAsync("POST", "/email-templates", Whole.Replace("reset_email", "party", StringComparison.Ordinal))).Text("errorCode"));
        Assert.Equal("invalid_uri", (await Http.CallAsync("PATCH", "/email-templates/party", "{}")).Text("errorCode"));
    }

    [Fact]
    public async Task An_address_to_go_on_to_is_for_enterprise_tenants_and_old_ones()
    {
        const string Body = """{"resultUrl":"https://acme.example/in"}""";
        (await Http.CallAsync("PATCH", "/email-templates/reset_email", Body)).Is(403, """
            {"statusCode":403,"error":"Forbidden","message":"Customizations for resultUrl are not allowed for non-enterprise tenants"}
            """);

        await Http.ControlAsync("PATCH", "/settings", new { resultUrlAllowed = true });

        Assert.Equal("https://acme.example/in", (await Http.CallAsync("PATCH", "/email-templates/reset_email", Body)).Text("resultUrl"));
    }

    [Theory]
    [InlineData("POST", "/email-templates", "create:email_templates")]
    [InlineData("PUT", "/email-templates/reset_email", "update:email_templates")]
    [InlineData("PATCH", "/email-templates/reset_email", "update:email_templates")]
    public async Task Writing_wants_its_scope(string method, string path, string scope)
    {
        Tenant.Grants.Deny(TenantSeed.ManagementClientId, scope);

        var refused = await Http.CallAsync(method, path, Whole);

        Assert.Equal((403, $"Insufficient scope, expected any of: {scope}"), (refused.Status, refused.Text("message")));
    }

    [Fact]
    public async Task The_old_name_writes_the_same_template()
    {
        await Http.CallAsync("PATCH", "/email-templates/password_reset", """{"subject":"Old name"}""");

        Assert.Equal("Old name", (await Http.CallAsync("GET", "/email-templates/reset_email")).Text("subject"));
    }

    [Fact]
    public async Task The_verification_mail_is_what_was_written_too_and_can_be_switched_off()
    {
        await Http.CallAsync("POST", "/email-templates", Whole.Replace("reset_email", "verify_email", StringComparison.Ordinal));
        await NewUserAsync("nia@example.com", verify: true);
        Assert.Equal("For Acme", Tenant.Mail.NewestTo("nia@example.com")!.Subject);

        await Http.CallAsync("PATCH", "/email-templates/verify_email", """{"enabled":false}""");
        await NewUserAsync("noa@example.com", verify: true);

        Assert.Empty(Tenant.Mail.To("noa@example.com"));
    }

    [Theory]
    [InlineData(false, "no mail at all")]
    [InlineData(true, "For Acme")]
    public async Task A_welcome_template_that_is_on_greets_whoever_is_not_to_be_verified(bool enabled, string subject)
    {
        await Http.CallAsync("POST", "/email-templates", Whole.Replace("reset_email", "welcome_email", StringComparison.Ordinal).Replace("true", enabled ? "true" : "false", StringComparison.Ordinal));

        await NewUserAsync("nia@example.com", verify: false);

        Assert.Equal(subject, Tenant.Mail.NewestTo("nia@example.com")?.Subject ?? "no mail at all");
    }

    [Fact]
    public async Task A_reset_brings_the_seeds_template_back()
    {
        await Http.CallAsync("PUT", "/email-templates/reset_email", Whole);

        await Tenant.ResetAsync();

        Assert.Equal("Acme <welcome@example.com>", (await Http.CallAsync("GET", "/email-templates/reset_email")).Text("from"));
    }

    private Task<Answer> AskAsync() => Http.SendAsync("POST", "/dbconnections/change_password", new { email = "lead@example.com", connection = TenantSeed.ConnectionName });

    private Task<Answer> NewUserAsync(string email, bool verify) =>
        Http.CallAsync("POST", "/users", new { connection = TenantSeed.ConnectionName, email, password = "Correct-horse-7", verify_email = verify });
}
