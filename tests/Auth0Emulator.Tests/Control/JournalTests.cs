using Auth0Emulator.Control;
using Auth0Emulator.Tests.Kit;

namespace Auth0Emulator.Tests.Control;

public sealed class JournalTests : TenantTests
{
    [Fact]
    public async Task Every_request_is_written_down_with_who_asked_and_what_came_back()
    {
        await Http.NewUserAsync("nia@example.com");

        var entries = Tenant.Journal.Requests;
        Assert.Equal(["/oauth/token", "/api/v2/users"], entries.Select(entry => entry.Path));
        var created = entries[1];
        Assert.Equal(("POST", 201, TenantSeed.ManagementClientId, true), (created.Method, created.Status, created.Client, created.Acted));
        Assert.Contains("create:users", created.Scope!, StringComparison.Ordinal);
        Assert.Contains("nia@example.com", created.Body!, StringComparison.Ordinal);
        Assert.Equal(Clock.Now, created.At);
        Assert.Null(created.Touched);
    }

    [Fact]
    public async Task No_password_and_no_secret_is_in_it()
    {
        await Http.NewUserAsync("nia@example.com", password: "Canary-password-1");
        await Http.SendAsync("POST", "/oauth/token", Http.TokenFields());
        await Http.SendAsync("GET", "/callback?code=canary-code&state=s");

        var text = string.Join('\n', Tenant.Journal.Requests);
        Assert.DoesNotContain("Canary-password-1", text, StringComparison.Ordinal);
        Assert.DoesNotContain(TenantSeed.ManagementClientSecret, text, StringComparison.Ordinal);
        Assert.DoesNotContain("canary-code", text, StringComparison.Ordinal);
        Assert.DoesNotContain("eyJ", text, StringComparison.Ordinal);
        Assert.Contains("(hidden)", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_mail_is_written_down_with_what_became_of_it_and_never_with_its_link()
    {
        await Http.NewUserAsync("nia@refused.example");
        await Http.CallAsync("POST", "/users", new { connection = TenantSeed.ConnectionName, email = "ned@example.com", password = "Correct-horse-7" });
        await AskAsync("ned@example.com");
        await AskAsync("nia@refused.example");
        await AskAsync("nobody@example.com");
        Tenant.State.Change(tenant => tenant.EmailTemplates["reset_email"] = tenant.EmailTemplates["reset_email"] with { Subject = "{% render 'x' %}" });
        await AskAsync("ned@example.com");
        Tenant.State.Change(tenant => tenant.EmailTemplates["reset_email"] = tenant.EmailTemplates["reset_email"] with { Enabled = false });
        await AskAsync("ned@example.com");

        Assert.Equal(
            [
                ("ned@example.com", "verify_email", MailOutcome.Sent), ("ned@example.com", "reset_email", MailOutcome.Sent),
                ("nia@refused.example", "reset_email", MailOutcome.Refused),
                ("ned@example.com", "reset_email", MailOutcome.Broken), ("ned@example.com", "reset_email", MailOutcome.Silent),
            ],
            Tenant.Journal.Mails.Select(mail => (mail.To, mail.Template, mail.Outcome)));
        var told = await Http.ControlAsync("GET", "/journal");
        Assert.Equal(Tenant.Journal.All.Select(entry => entry is JournalMail ? "mail" : "request"), told.Json.AsArray().Select(entry => (string)entry!["kind"]!));
        var refused = told.Json.AsArray().Single(entry => (string?)entry!["outcome"] == "refused")!;
        Assert.Equal(["at", "kind", "number", "outcome", "template", "to", "why"], refused.AsObject().Select(field => field.Key).Order(StringComparer.Ordinal));
        Assert.StartsWith("550 ", (string?)refused["why"], StringComparison.Ordinal);
        Assert.DoesNotContain("ticket=", told.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused_and_written_down_without_it()
    {
        Assert.Equal(413, (await Http.CallAsync("POST", "/users", new { name = new string('x', 1024 * 1024) })).Status);

        var refused = Assert.Single(Tenant.Journal.On("POST /api/v2/users"));
        Assert.Equal((413, false), (refused.Status, refused.Acted));
        Assert.StartsWith("(more than 1048576 bytes", refused.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ids_in_paths_are_shown_decoded()
    {
        await Http.CallAsync("GET", "/users/auth0%7Cnobody");

        Assert.Equal(404, Assert.Single(Tenant.Journal.On("GET /api/v2/users/auth0|nobody")).Status);
    }

    private Task<Answer> AskAsync(string email) => Http.SendAsync("POST", "/dbconnections/change_password", new { email, connection = TenantSeed.ConnectionName });
}
