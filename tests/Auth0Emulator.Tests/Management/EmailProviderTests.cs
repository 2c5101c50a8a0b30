using Auth0Emulator.Tests.Kit;

namespace Auth0Emulator.Tests.Management;

/// <summary>The mail provider, configured by somebody who may: the portal's own client may only look.</summary>
public sealed class EmailProviderTests : TenantTests
{
    private const string Smtp = """{"name":"smtp","default_from_address":"hi@example.com","credentials":{"smtp_host":"smtp.example.com","smtp_port":587,"smtp_user":"nia","smtp_pass":"very-secret"}}""";
    private const string Everything = "/emails/provider?fields=name,enabled,default_from_address,credentials,settings&include_fields=true";

    protected override LocalTenantOptions Options => base.Options with
    {
        Seed = TenantSeed.Default with { ManagementScopes = [.. TenantSeed.Default.ManagementScopes, "create:email_provider", "update:email_provider", "delete:email_provider"] },
    };

    [Fact]
    public async Task A_provider_is_taken_away_and_another_one_configured()
    {
        Assert.Equal(204, (await Http.CallAsync("DELETE", "/emails/provider")).Status);
        Assert.Equal("inexistent_email_provider", (await Http.CallAsync("GET", "/emails/provider")).Text("errorCode"));
        Assert.Equal("inexistent_email_provider", (await Http.CallAsync("PATCH", "/emails/provider", """{"enabled":true}""")).Text("errorCode"));

        var created = await Http.CallAsync("POST", "/emails/provider", Smtp);

        created.Is(201, """
            {"name":"smtp","enabled":true,"default_from_address":"hi@example.com","credentials":{"smtp_host":"smtp.example.com","smtp_port":587,"smtp_user":"nia"},"settings":{}}
            """);
        Assert.Equal(created.Body, (await Http.CallAsync("GET", Everything)).Body);
        Assert.Equal(409, (await Http.CallAsync("POST", "/emails/provider", Smtp)).Status);
    }

    [Fact]
    public async Task The_inbox_is_behind_every_provider()
    {
        await Http.CallAsync("PATCH", "/emails/provider", """{"name":"sendgrid","credentials":{"api_key":"very-secret"}}""");

        await AskAsync("lead@example.com");

        Assert.Equal("Acme <welcome@example.com>", Tenant.Mail.NewestTo("lead@example.com")!.From);
    }

    [Theory]
    [InlineData("""{"name":"ses","credentials":{"accessKeyId":"very-secret","secretAccessKey":"very-secret","region":"eu-west-1"}}""", """{"region":"eu-west-1"}""")]
    [InlineData("""{"name":"sendgrid","credentials":{"api_key":"very-secret"}}""", "{}")]
    [InlineData("""{"name":"mailgun","credentials":{"api_key":"very-secret","domain":"mg.example.com","region":"eu"}}""", """{"domain":"mg.example.com","region":"eu"}""")]
    [InlineData("""{"name":"ms365","credentials":{"tenantId":"t","clientId":"c","clientSecret":"very-secret"}}""", """{"tenantId":"t","clientId":"c"}""")]
    [InlineData("""{"name":"azure_cs","credentials":{"connectionString":"very-secret"}}""", "{}")]
    [InlineData("""{"name":"custom","credentials":{}}""", "{}")]
    public async Task Secrets_are_never_told_again_nor_kept_nor_logged(string body, string shown)
    {
        var changed = await Http.CallAsync("PATCH", "/emails/provider", body);

        Assert.Equal(200, changed.Status);
        Assert.Equal(shown, changed.Json["credentials"]!.ToJsonString());
        Clock.Advance(TimeSpan.FromMinutes(1));
        var logs = await Http.CallAsync("GET", "/logs");
        Assert.Contains("Update the email provider", logs.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("very-secret", logs.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("very-secret", (await Http.ControlAsync("GET", "/journal")).Body, StringComparison.Ordinal);
        Assert.DoesNotContain("very-secret", Tenant.State.Read(tenant => tenant.EmailProvider!.ToString() + tenant.EmailProvider.ShownCredentials?.ToJsonString()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_changes_the_server_has_to_tell_the_password_again()
    {
        var without = await Http.CallAsync("PATCH", "/emails/provider", """{"credentials":{"smtp_host":"smtp.gmail.com"}}""");
        var with = await Http.CallAsync("PATCH", "/emails/provider", """{"credentials":{"smtp_host":"smtp.gmail.com","smtp_pass":"very-secret"}}""");

        Assert.Equal((400, "Payload validation error: 'Missing required property: smtp_pass' on property credentials (Credentials required to use the provider.)."), (without.Status, without.Text("message")));
        Assert.Equal(("smtp.gmail.com", 587), ((string)with.Json["credentials"]!["smtp_host"]!, (int)with.Json["credentials"]!["smtp_port"]!));
    }

    [Fact]
    public async Task What_a_change_leaves_out_stays()
    {
        var changed = await Http.CallAsync("PATCH", "/emails/provider", """{"default_from_address":"new@example.com"}""");

        Assert.Equal(("new@example.com", "localhost"), (changed.Text("default_from_address"), (string)changed.Json["credentials"]!["smtp_host"]!));
    }

    [Theory]
    [InlineData("""{"name":"pigeon","credentials":{}}""", "'No enum match for: pigeon' on property name")]
    [InlineData("""{"name":"smtp"}""", "'Missing required property: credentials'")]
    [InlineData("""{"name":"ses","credentials":{"region":"eu-west-1"}}""", "'Missing required property: accessKeyId' on property credentials")]
    [InlineData("""{"name":"sendgrid","credentials":{"api_key":"x","smtp_host":"y"}}""", "'Additional properties not allowed: smtp_host' on property credentials")]
    [InlineData("""{"name":"smtp","credentials":{"smtp_host":"h","smtp_port":"587","smtp_user":"u","smtp_pass":"p"}}""", "'Expected type integer but found type string' on property credentials.smtp_port")]
    public async Task What_is_no_provider_is_refused(string body, string problem)
    {
        await Http.CallAsync("DELETE", "/emails/provider");

        var refused = await Http.CallAsync("POST", "/emails/provider", body);

        Assert.Equal((400, "invalid_body"), (refused.Status, refused.Text("errorCode")));
        Assert.StartsWith("Payload validation error: " + problem, refused.Text("message"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("POST", "create:email_provider")]
    [InlineData("PATCH", "update:email_provider")]
    [InlineData("DELETE", "delete:email_provider")]
    public async Task Each_write_wants_its_scope(string method, string scope)
    {
        Tenant.Grants.Deny(TenantSeed.ManagementClientId, scope);

        Assert.Equal($"Insufficient scope, expected any of: {scope}", (await Http.CallAsync(method, "/emails/provider", Smtp)).Text("message"));
    }

    [Fact]
    public async Task The_built_in_sender_knows_no_templates()
    {
        await Http.CallAsync("DELETE", "/emails/provider");

        await AskAsync("lead@example.com");

        Assert.Equal(("no-reply@auth0user.net", "Reset your password"), (Tenant.Mail.All[0].From, Tenant.Mail.All[0].Subject));
    }

    [Fact]
    public async Task The_built_in_sender_sends_ten_mails_a_minute_and_the_log_tells_of_the_eleventh()
    {
        await Http.CallAsync("DELETE", "/emails/provider");
        foreach (var number in Enumerable.Range(1, 11))
        {
            await Http.CallAsync("POST", "/users", new { connection = TenantSeed.ConnectionName, email = $"n{number}@example.com", password = "Correct-horse-7" });
        }

        Assert.Equal(10, Tenant.Mail.All.Count);
        Assert.Equal(
            ("n11@example.com", "verify_email"),
            Tenant.State.Read(tenant => tenant.Logs.Where(entry => entry.Type == "fn").Select(entry => ((string)entry.Details!["to"]!, (string)entry.Details["email_type"]!)).Single()));

        Clock.Advance(TimeSpan.FromMinutes(1));
        await AskAsync("n11@example.com");

        Assert.Equal("n11@example.com", Tenant.Mail.All[^1].To);
    }

    [Fact]
    public async Task A_provider_of_ones_own_has_no_such_limit()
    {
        foreach (var number in Enumerable.Range(1, 11))
        {
            await Http.CallAsync("POST", "/users", new { connection = TenantSeed.ConnectionName, email = $"n{number}@example.com", password = "Correct-horse-7" });
        }

        Assert.Equal(11, Tenant.Mail.All.Count);
    }

    [Fact]
    public async Task A_reset_brings_the_seeds_provider_back()
    {
        await Http.CallAsync("DELETE", "/emails/provider");

        await Tenant.ResetAsync();

        Assert.Equal("smtp", (await Http.CallAsync("GET", "/emails/provider")).Text("name"));
    }

    private Task<Answer> AskAsync(string email) => Http.SendAsync("POST", "/dbconnections/change_password", new { email, connection = TenantSeed.ConnectionName });
}
