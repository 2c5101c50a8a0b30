using System.Text.Json.Nodes;
using Auth0Emulator.Tenant;
using Auth0Emulator.Tests.Kit;

namespace Auth0Emulator.Tests.Management;

public sealed class ChangingUsersTests : TenantTests
{
    private string _path = "";
    private string _id = "";

    private async Task HaveUserAsync()
    {
        _id = await Http.NewUserAsync("nia@example.com");
        _path = $"/users/{Uri.EscapeDataString(_id)}";
    }

    private Task<Answer> ChangeAsync(string json) => Http.CallAsync("PATCH", _path, json);

    [Fact]
    public async Task Root_values_replace_and_the_whole_user_comes_back()
    {
        await HaveUserAsync();
        Clock.Advance(TimeSpan.FromMinutes(5));

        var answer = await ChangeAsync("""{"blocked":true,"name":"Nia New"}""");

        Assert.Equal((200, "Nia New", "nia@example.com"), (answer.Status, answer.Text("name"), answer.Text("email")));
        Assert.True(answer.Json["blocked"]!.GetValue<bool>());
        Assert.Equal("2026-11-22T09:05:00.000Z", answer.Text("updated_at"));
        Assert.Equal("2026-11-22T09:00:00.000Z", answer.Text("created_at"));
    }

    [Fact]
    public async Task Metadata_merges_one_level_deep_and_null_takes_a_key_out()
    {
        await HaveUserAsync();
        await ChangeAsync("""{"app_metadata":{"invitation":{"id":1,"inviter":"Ada"},"plan":"free","old":true}}""");

        var answer = await ChangeAsync("""{"app_metadata":{"invitation":{"id":2},"old":null}}""");

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse("""{"invitation":{"id":2},"plan":"free"}"""), answer.Json["app_metadata"]), answer.Body);
    }

    [Fact]
    public async Task Metadata_can_be_emptied_whole()
    {
        await HaveUserAsync();
        await ChangeAsync("""{"app_metadata":{"a":1}}""");

        Assert.Equal("{}", (await ChangeAsync("""{"app_metadata":null}""")).Json["app_metadata"]!.ToJsonString());
    }

    [Theory]
    [InlineData("password", "email")]
    [InlineData("password", "email_verified")]
    [InlineData("username", "email")]
    [InlineData("username", "email_verified")]
    [InlineData("username", "password")]
    public async Task Some_fields_never_change_together(string first, string second)
    {
        await HaveUserAsync();
        var body = new JsonObject();
        foreach (var name in new[] { first, second })
        {
            body[name] = name switch { "email_verified" => true, "email" => "other@example.com", _ => "Correct-horse-8" };
        }

        var answer = await ChangeAsync(body.ToJsonString());

        Assert.Equal((400, $"Cannot update {first} and {second} simultaneously"), (answer.Status, answer.Text("message")));
    }

    [Fact]
    public async Task Setting_a_password_writes_last_password_reset_lifts_a_block_and_ends_sessions()
    {
        await HaveUserAsync();
        await ChangeAsync("""{"blocked":true}""");
        SignIn();
        Clock.Advance(TimeSpan.FromMinutes(1));

        var answer = await ChangeAsync("""{"password":"Correct-horse-8"}""");

        Assert.Equal("2026-11-22T09:01:00.000Z", answer.Text("last_password_reset"));
        Assert.False(answer.Json["blocked"]!.GetValue<bool>());
        Assert.Empty(Tenant.State.Read(tenant => tenant.Sessions.Values.ToArray()));
        Assert.True(PasswordHash.Matches(Tenant.State.Read(tenant => tenant.User(_id)!.PasswordHash), "Correct-horse-8"));
    }

    [Fact]
    public async Task Setting_a_password_leaves_a_pending_link_alive()
    {
        await HaveUserAsync();
        var ticket = (await Http.CallAsync("POST", "/tickets/password-change", new { user_id = _id })).Text("ticket");

        await ChangeAsync("""{"password":"Correct-horse-8"}""");

        Assert.IsType<TicketStanding.Open>(Tickets.Standing(Tenant, Clock, ticket));
    }

    [Fact]
    public async Task Blocking_ends_the_sessions()
    {
        await HaveUserAsync();
        SignIn();

        await ChangeAsync("""{"blocked":true}""");

        Assert.Empty(Tenant.State.Read(tenant => tenant.Sessions.Values.ToArray()));
    }

    [Fact]
    public async Task A_weak_password_is_refused()
    {
        await HaveUserAsync();

        Assert.Equal("PasswordStrengthError: Password is too weak", (await ChangeAsync("""{"password":"weak"}""")).Text("message"));
    }

    [Fact]
    public async Task An_address_is_folded_and_may_not_be_somebody_elses()
    {
        await HaveUserAsync();

        Assert.Equal("nia.new@example.com", (await ChangeAsync("""{"email":"Nia.New@Example.com"}""")).Text("email"));
        (await ChangeAsync("""{"email":"Admin@example.com"}""")).Is(400, """
            {"statusCode":400,"error":"Bad Request","message":"The specified new email already exists","errorCode":"auth0_idp_error"}
            """);
    }

    [Fact]
    public async Task Unverifying_an_address_sends_no_mail_unless_asked()
    {
        await HaveUserAsync();

        await ChangeAsync("""{"email_verified":false}""");
        Assert.Empty(Tenant.Mail.All);

        await ChangeAsync("""{"email_verified":false,"verify_email":true}""");
        Assert.Single(Tenant.Mail.To("nia@example.com"));
    }

    [Fact]
    public async Task An_unknown_property_is_refused_with_advice()
    {
        await HaveUserAsync();

        var answer = await ChangeAsync("""{"last_login":"2026-01-01T00:00:00Z"}""");

        Assert.StartsWith("Payload validation error: 'Additional properties not allowed: last_login (consider storing them in app_metadata or user_metadata.", answer.Text("message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_user_does_not_exist() =>
        Assert.Equal("inexistent_user", (await Http.CallAsync("PATCH", "/users/auth0%7Cnobody", new { blocked = true })).Text("errorCode"));

    [Fact]
    public async Task The_metadata_scope_is_enough_for_metadata_alone()
    {
        await HaveUserAsync();
        Tenant.Grants.SetScopes(TenantSeed.ManagementClientId, ["update:users_app_metadata"]);
        var token = await Http.NewTokenAsync();

        Assert.Equal(200, (await Http.CallWithAsync(token, "PATCH", _path, new { app_metadata = new { a = 1 } })).Status);
        Assert.Equal(403, (await Http.CallWithAsync(token, "PATCH", _path, new { blocked = true })).Status);
    }

    private void SignIn() => Tenant.State.Change(tenant => tenant.Sessions["cookie"] = new TenantSession
    {
        Id = "sid",
        CookieValue = "cookie",
        UserId = _id,
        AuthenticatedAt = Clock.Now,
        ExpiresAt = Clock.Now.AddDays(7),
    });
}
