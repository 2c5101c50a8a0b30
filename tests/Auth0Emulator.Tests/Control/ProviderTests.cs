using Auth0Emulator.Control;
using Auth0Emulator.Tests.Kit;

namespace Auth0Emulator.Tests.Control;

/// <summary>The mail provider, told to behave badly.</summary>
public sealed class ProviderTests : TenantTests
{
    private const string Denied = "535 5.7.8 Authentication failed";

    [Fact]
    public async Task A_fresh_tenant_tells_of_its_provider()
    {
        (await Http.ControlAsync("GET", "/provider")).Is(200, """{"configured":true,"enabled":true,"refuses":[{"domain":"refused.example"}]}""");
    }

    [Theory]
    [InlineData(Denied)]
    [InlineData("Too many connections, quota exceeded")]
    public async Task A_provider_in_trouble_refuses_every_mail_and_the_log_tells_why(string trouble)
    {
        (await Http.ControlAsync("PUT", "/provider", new { trouble })).Is(200, $$"""{"configured":true,"enabled":true,"refuses":[],"trouble":"{{trouble}}"}""");

        Assert.Equal(200, (await AskAsync("lead@example.com")).Status);
        await Http.CallAsync("POST", "/users", new { connection = TenantSeed.ConnectionName, email = "nia@example.com", password = "Correct-horse-7" });

        Assert.Empty(Tenant.Mail.All);
        Assert.Equal(
            [("lead@example.com", "reset_email", trouble), ("nia@example.com", "verify_email", trouble)],
            Tenant.State.Read(tenant => tenant.Logs.Where(entry => entry.Type == "fn")
                .Select(entry => ((string)entry.Details!["to"]!, (string)entry.Details["email_type"]!, (string)entry.Details["error"]!)).ToArray()));
        Assert.Equal([(MailOutcome.Refused, trouble), (MailOutcome.Refused, trouble)], Tenant.Journal.Mails.Select(mail => (mail.Outcome, mail.Why!)));
    }

    [Fact]
    public async Task A_provider_that_works_again_takes_mail_again()
    {
        Tenant.Provider.RefuseEverything(Denied);
        await AskAsync("lead@example.com");

        Tenant.Provider.WorkAgain();
        await AskAsync("lead@example.com");

        Assert.Equal([MailOutcome.Refused, MailOutcome.Sent], Tenant.Journal.Mails.Select(mail => mail.Outcome));
        Assert.Equal(["refused.example"], Tenant.Provider.Current!.RefusedDomains);
    }

    [Fact]
    public async Task Further_domains_are_refused_by_both_kinds_of_mail_in_the_same_words()
    {
        await Http.ControlAsync("PUT", "/provider", """{"refuses":[{"domain":"gone.example"}]}""");

        await Http.CallAsync("POST", "/users", new { connection = TenantSeed.ConnectionName, email = "nia@gone.example", password = "Correct-horse-7" });
        await AskAsync("nia@gone.example");

        Assert.Equal(
            Enumerable.Repeat("550 5.1.1 <nia@gone.example>: Recipient address rejected: User unknown", 2),
            Tenant.Journal.Mails.Select(mail => mail.Why!));
    }

    [Fact]
    public async Task Without_a_provider_the_built_in_sender_is_used_and_the_seeds_comes_back_when_asked_for()
    {
        (await Http.ControlAsync("PUT", "/provider", new { configured = false })).Is(200, """{"configured":false,"enabled":false,"refuses":[]}""");
        Assert.Equal("inexistent_email_provider", (await Http.CallAsync("GET", "/emails/provider")).Text("errorCode"));
        await AskAsync("lead@example.com");
        Assert.Equal("no-reply@auth0user.net", Tenant.Mail.All[^1].From);

        await Http.ControlAsync("PUT", "/provider", new { });

        Assert.Equal("smtp", (await Http.CallAsync("GET", "/emails/provider")).Text("name"));
    }

    [Fact]
    public async Task A_provider_that_is_switched_off_says_so_and_refuses_nothing()
    {
        await Http.ControlAsync("PUT", "/provider", new { enabled = false, trouble = Denied });

        Assert.False((bool)(await Http.CallAsync("GET", "/emails/provider")).Json["enabled"]!);
        await AskAsync("lead@example.com");
        await Http.CallAsync("POST", "/users", new { connection = TenantSeed.ConnectionName, email = "nia@example.com", password = "Correct-horse-7" });
        Assert.Equal([MailOutcome.Sent, MailOutcome.Sent], Tenant.Journal.Mails.Select(mail => mail.Outcome));
    }

    [Fact]
    public async Task A_reset_mends_the_provider()
    {
        Tenant.Provider.RefuseEverything(Denied);

        await Http.ControlAsync("POST", "/reset");

        Assert.Null(Tenant.Provider.Current!.Trouble);
    }

    [Theory]
    [InlineData("""{"configured":false,"trouble":"535"}""", "The built-in sender refuses nothing")]
    [InlineData("""{"trouble":" "}""", "trouble is what the provider says")]
    [InlineData("""{"refuses":[{"domain":"nia@gone.example"}]}""", "\"nia@gone.example\" is no domain")]
    [InlineData("""{"refuses":["gone.example"]}""", "The body can't be read")]
    public async Task What_no_provider_can_be_is_refused_with_a_sentence(string body, string sentence)
    {
        var refused = await Http.ControlAsync("PUT", "/provider", body);

        Assert.Equal(400, refused.Status);
        Assert.StartsWith(sentence, refused.Text("error"), StringComparison.Ordinal);
    }

    private Task<Answer> AskAsync(string email) => Http.SendAsync("POST", "/dbconnections/change_password", new { email, connection = TenantSeed.ConnectionName });
}
