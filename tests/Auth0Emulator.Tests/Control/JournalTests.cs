using Auth0Emulator.Tests.Kit;

namespace Auth0Emulator.Tests.Control;

public sealed class JournalTests : TenantTests
{
    [Fact]
    public async Task Every_request_is_written_down_with_who_asked_and_what_came_back()
    {
        await Http.NewUserAsync("nia@example.com");

        var entries = Tenant.Journal.All;
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

        var text = string.Join('\n', Tenant.Journal.All);
        Assert.DoesNotContain("Canary-password-1", text, StringComparison.Ordinal);
        Assert.DoesNotContain(TenantSeed.ManagementClientSecret, text, StringComparison.Ordinal);
        Assert.DoesNotContain("canary-code", text, StringComparison.Ordinal);
        Assert.DoesNotContain("eyJ", text, StringComparison.Ordinal);
        Assert.Contains("(hidden)", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ids_in_paths_are_shown_decoded()
    {
        await Http.CallAsync("GET", "/users/auth0%7Cnobody");

        Assert.Equal(404, Assert.Single(Tenant.Journal.On("GET /api/v2/users/auth0|nobody")).Status);
    }
}
