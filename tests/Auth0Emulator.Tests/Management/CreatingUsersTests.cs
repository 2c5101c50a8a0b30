using System.Text.Json.Nodes;
using Auth0Emulator.Tenant;
using Auth0Emulator.Tests.Kit;

namespace Auth0Emulator.Tests.Management;

public sealed class CreatingUsersTests : TenantTests
{
    private static JsonObject Body(params (string Name, JsonNode? Value)[] changes)
    {
        var body = new JsonObject
        {
            ["connection"] = TenantSeed.ConnectionName,
            ["email"] = "new@example.com",
            ["password"] = "Correct-horse-7",
            ["email_verified"] = false,
            ["verify_email"] = false,
        };
        foreach (var (name, value) in changes)
        {
            body[name] = value;
        }

        return body;
    }

    private Task<Answer> CreateAsync(JsonObject body) => Http.CallAsync("POST", "/users", body.ToJsonString());

    [Fact]
    public async Task A_new_user_gets_Auth0s_defaults_and_nothing_else()
    {
        var answer = await CreateAsync(Body(("email", "New@Example.COM")));

        Assert.Equal(201, answer.Status);
        Assert.Equal("application/json; charset=utf-8", answer.Headers["Content-Type"]);
        Assert.Matches("^auth0\\|[0-9a-f]{24}$", answer.Text("user_id"));
        var id = answer.Text("user_id")["auth0|".Length..];
        answer.Is(201, $$"""
            {
              "created_at": "2026-11-22T09:00:00.000Z",
              "email": "new@example.com",
              "email_verified": false,
              "identities": [{"connection": "Username-Password-Authentication", "user_id": "{{id}}", "provider": "auth0", "isSocial": false}],
              "name": "new@example.com",
              "nickname": "new",
              "picture": "https://s.gravatar.com/avatar/b681d72feaf8bf6a93d9a8ab86679ec3?s=480&r=pg&d=https%3A%2F%2Fcdn.auth0.com%2Favatars%2Fne.png",
              "updated_at": "2026-11-22T09:00:00.000Z",
              "user_id": "auth0|{{id}}"
            }
            """);
    }

    [Fact]
    public async Task The_caller_may_choose_the_id()
    {
        var answer = await CreateAsync(Body(("user_id", "inv-0192f3a0")));

        Assert.Equal((201, "auth0|inv-0192f3a0"), (answer.Status, answer.Text("user_id")));
    }

    [Fact]
    public async Task What_was_sent_comes_back()
    {
        var answer = await CreateAsync(Body(
            ("name", "Nia New"), ("given_name", "Nia"), ("blocked", true), ("app_metadata", new JsonObject { ["invitation"] = new JsonObject { ["inviter"] = "Ada" } })));

        Assert.Equal("Nia New", answer.Text("name"));
        Assert.True(answer.Json["blocked"]!.GetValue<bool>());
        Assert.Equal("Ada", answer.Json["app_metadata"]!["invitation"]!["inviter"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_password_comes_back_nowhere_and_is_kept_hashed()
    {
        var answer = await CreateAsync(Body());

        Assert.DoesNotContain("Correct-horse-7", answer.Body, StringComparison.Ordinal);
        var user = Tenant.State.Read(tenant => tenant.User(answer.Text("user_id"))!);
        Assert.DoesNotContain("Correct-horse-7", user.PasswordHash, StringComparison.Ordinal);
        Assert.True(PasswordHash.Matches(user.PasswordHash, "Correct-horse-7"));
        Assert.False(PasswordHash.Matches(user.PasswordHash, "correct-horse-7"));
    }

    [Theory]
    [InlineData("new@example.com")]
    [InlineData("NEW@EXAMPLE.COM")]
    public async Task An_address_exists_once_whatever_its_case(string email)
    {
        await CreateAsync(Body());

        (await CreateAsync(Body(("email", email)))).Is(409, """{"statusCode":409,"error":"Conflict","message":"The user already exists.","errorCode":"auth0_idp_error"}""");
    }

    [Fact]
    public async Task An_id_exists_once()
    {
        await CreateAsync(Body(("user_id", "same")));

        Assert.Equal(409, (await CreateAsync(Body(("user_id", "same"), ("email", "other@example.com")))).Status);
    }

    [Fact]
    public async Task Of_two_creations_at_the_same_moment_one_wins()
    {
        await Http.NewTokenAsync();
        await Http.CallAsync("GET", "/roles");

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(number => CreateAsync(Body(("email", number % 2 == 0 ? "race@example.com" : "Race@example.com")))));

        Assert.Single(answers, answer => answer.Status == 201);
        Assert.Equal(19, answers.Count(answer => answer.Status == 409));
    }

    [Fact]
    public async Task A_connection_not_enabled_for_the_calling_client_is_a_400_with_the_code_of_a_duplicate()
    {
        ChangeConnection(connection => connection with { EnabledClients = [TenantSeed.PortalClientId] });

        (await CreateAsync(Body())).Is(400, """
            {"statusCode":400,"error":"Bad Request","errorCode":"auth0_idp_error",
             "message":"Connection must be enabled for this client to perform single user creation and signup operations (client_id: ManagementLocalClient00000000002 - connection: Username-Password-Authentication)"}
            """);
    }

    [Fact]
    public async Task A_connection_enabled_for_nobody_is_disabled()
    {
        ChangeConnection(connection => connection with { EnabledClients = [] });

        (await CreateAsync(Body())).Is(400, """{"statusCode":400,"error":"Bad Request","message":"Connection is disabled.","errorCode":"auth0_idp_error"}""");
    }

    [Fact]
    public async Task An_unknown_connection_does_not_exist() =>
        (await CreateAsync(Body(("connection", "Nowhere")))).Is(400, """
            {"statusCode":400,"error":"Bad Request","message":"The connection does not exist.","errorCode":"inexistent_connection"}
            """);

    [Fact]
    public async Task A_weak_password_is_refused_without_detail_and_without_code() =>
        (await CreateAsync(Body(("password", "weak")))).Is(400, """{"statusCode":400,"error":"Bad Request","message":"PasswordStrengthError: Password is too weak"}""");

    [Theory]
    [InlineData("connection", "connection")]
    [InlineData("email", "email")]
    [InlineData("password", "password")]
    public async Task A_missing_property_is_named(string removed, string named)
    {
        var body = Body();
        body.Remove(removed);

        (await CreateAsync(body)).Is(400, $$"""{"statusCode":400,"error":"Bad Request","message":"Payload validation error: 'Missing required property: {{named}}'.","errorCode":"invalid_body"}""");
    }

    [Fact]
    public async Task An_unknown_property_is_refused_by_name() =>
        (await CreateAsync(Body(("role", "admin")))).Is(400, """
            {"statusCode":400,"error":"Bad Request","message":"Payload validation error: 'Additional properties not allowed: role'.","errorCode":"invalid_body"}
            """);

    [Theory]
    [InlineData("no-at-sign")]
    [InlineData("a@x.example,b@y.example")]
    [InlineData("two words@example.com")]
    [InlineData("a@b")]
    [InlineData("")]
    public async Task What_is_no_address_is_refused(string email)
    {
        var answer = await CreateAsync(Body(("email", email)));

        Assert.Equal((400, "invalid_body"), (answer.Status, answer.Text("errorCode")));
        Assert.Equal($"Payload validation error: 'Object didn't pass validation for format email: {email}' on property email (The user's email.).", answer.Text("message"));
    }

    [Fact]
    public async Task A_wrong_type_is_named()
    {
        var answer = await CreateAsync(Body(("email_verified", "yes")));

        Assert.StartsWith("Payload validation error: 'Expected type boolean but found type string' on property email_verified", answer.Text("message"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("name", 301, 300)]
    [InlineData("given_name", 151, 150)]
    public async Task A_text_that_is_too_long_is_refused(string field, int length, int limit)
    {
        var answer = await CreateAsync(Body((field, new string('x', length))));

        Assert.StartsWith($"Payload validation error: 'String is too long ({length} chars), maximum {limit}' on property {field}", answer.Text("message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_id_with_a_space_is_refused() => Assert.Equal(400, (await CreateAsync(Body(("user_id", "a b")))).Status);

    [Fact]
    public async Task A_username_needs_a_connection_that_wants_one() =>
        Assert.Equal("Cannot set username for connection without requires_username", (await CreateAsync(Body(("username", "nia")))).Text("message"));

    [Theory]
    [InlineData("{")]
    [InlineData("""{"email":"a@example.com","email":"b@example.com"}""")]
    public async Task What_is_no_JSON_is_refused(string body) =>
        Assert.Equal((400, "Invalid request payload JSON format"), (await Http.CallAsync("POST", "/users", body)) is var answer ? (answer.Status, answer.Text("message")) : default);

    [Fact]
    public async Task A_body_of_megabytes_is_refused() =>
        Assert.Equal(413, (await CreateAsync(Body(("name", new string('x', 2_000_000))))).Status);

    [Fact]
    public async Task What_is_not_sent_as_JSON_is_refused() =>
        Assert.Equal(415, (await Http.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/api/v2/users")
        {
            Headers = { Authorization = new("Bearer", await Http.NewTokenAsync()) },
            Content = new StringContent("{}"),
        })).Status);

    [Fact]
    public async Task A_verification_mail_to_a_refused_domain_leaves_fn_in_the_log()
    {
        var body = Body(("email", "nia@refused.example"));
        body["verify_email"] = true;

        Assert.Equal(201, (await CreateAsync(body)).Status);

        Assert.Empty(Tenant.Mail.All);
        Assert.Equal("nia@refused.example", Tenant.State.Read(tenant => tenant.Logs.Single(entry => entry.Type == "fn").Details!["to"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData(true, null, 1)]
    [InlineData(true, true, 1)]
    [InlineData(false, null, 0)]
    [InlineData(false, false, 0)]
    [InlineData(null, true, 0)]
    [InlineData(null, false, 1)]
    [InlineData(null, null, 1)]
    public async Task The_verification_mail_follows_Auth0s_matrix(bool? verifyEmail, bool? emailVerified, int mails)
    {
        var body = Body();
        body.Remove("verify_email");
        body.Remove("email_verified");
        if (verifyEmail is not null)
        {
            body["verify_email"] = verifyEmail;
        }

        if (emailVerified is not null)
        {
            body["email_verified"] = emailVerified;
        }

        await CreateAsync(body);

        Assert.Equal(mails, Tenant.Mail.To("new@example.com").Count);
    }

    [Fact]
    public async Task A_creation_leaves_ss_and_sapi_in_the_log()
    {
        var id = (await CreateAsync(Body())).Text("user_id");

        var logs = Tenant.State.Read(tenant => tenant.Logs.TakeLast(2).ToArray());
        Assert.Equal(["ss", "sapi"], logs.Select(entry => entry.Type));
        Assert.Equal((id, "new@example.com", "con_LocalDatabase001"), (logs[0].UserId, logs[0].UserName, logs[0].ConnectionId));
        Assert.False(logs[0].Details!["body"]!["is_signup"]!.GetValue<bool>());
        Assert.Equal("Create a User", logs[1].Description);
        Assert.DoesNotContain("Correct-horse-7", logs[1].Details!.ToJsonString(), StringComparison.Ordinal);
    }

    private void ChangeConnection(Func<TenantConnection, TenantConnection> change) => Tenant.State.Change(tenant => tenant.Connections[0] = change(tenant.Connections[0]));
}
