using AdminPortal.Invites;
using Auth0Emulator.Control;

namespace AdminPortal.Tests.Invites;

/// <summary>Each way in which Auth0 says no has words of ours and a cure.</summary>
public class InviteFailuresTests
{
    [Theory]
    [InlineData(400, null, "PasswordStrengthError: Password is too weak", "password-policy")]
    [InlineData(400, null, "PasswordHistoryError: Password has previously been used", "password-policy")]
    [InlineData(400, null, "PasswordDictionaryError: Password is too common", "password-policy")]
    [InlineData(400, null, "PasswordNoUserInfoError: Password contains user information", "password-policy")]
    [InlineData(400, "inexistent_connection", "The connection does not exist.", "connection-missing")]
    [InlineData(400, null, "The connection does not exist", "connection-missing")]
    [InlineData(400, "auth0_idp_error", "Connection must be enabled for this client to perform single user creation and signup operations (client_id: X - connection: Y)", "connection-not-enabled")]
    [InlineData(400, null, "Connection is disabled.", "connection-disabled")]
    [InlineData(400, null, "Cannot set username for connection without requires_username", "username-required")]
    [InlineData(400, "invalid_body", "Payload validation error: 'Object didn't pass validation for format email: x' on property email (The user's email).", "address-refused")]
    [InlineData(400, "invalid_body", "Payload validation error: 'Object didn't pass validation for format email: username@x' on property email (The user's email).", "address-refused")]
    [InlineData(400, "invalid_body", "Payload validation error: 'String is too long' on property name.", "auth0-refused")]
    [InlineData(409, "custom_domain_conflict", "The tenant has multiple verified custom domains.", "custom-domain")]
    [InlineData(403, "insufficient_entitlement", "Please upgrade your subscription to use this feature", "plan")]
    [InlineData(403, null, "User to be acted on does not match subject in bearer token.", "auth0-forbids")]
    [InlineData(400, "inexistent_client", "The client does not exist", "application-missing")]
    [InlineData(418, "new_code", "Something nobody has seen yet", "auth0-refused")]
    public void Every_refusal_of_an_account_is_told_in_our_words_with_a_cure(int status, string? code, string message, string ours) =>
        AssertTold(ours, InviteFailures.OfAccount(status, code, message));

    [Theory]
    [InlineData(400, "invalid_request", "the connection was not found", "connection-missing")]
    [InlineData(404, null, "connection not found", "connection-missing")]
    [InlineData(400, "invalid_request", "the connection is not enabled for the client", "connection-not-enabled")]
    [InlineData(400, "invalid_request", "Unknown client: abc", "application-missing")]
    [InlineData(401, "invalid_client", "Unauthorized", "application-missing")]
    [InlineData(400, "bad", "Something nobody has seen yet", "mail-refused")]
    public void Every_refusal_of_a_mail_is_told_in_our_words_with_a_cure(int status, string? code, string message, string ours) =>
        AssertTold(ours, InviteFailures.OfMail(status, code, message));

    [Fact]
    public async Task An_application_that_the_mail_call_does_not_know_is_told_as_such_and_not_as_a_broken_token()
    {
        await using var world = await InviteWorld.StartAsync();
        world.Tenant.Faults.Add(Fault.Answer("POST /dbconnections/change_password", 401) with { ErrorCode = "invalid_client", Message = "Unauthorized" });
        var id = await world.InviteAsync("ana@example.com");

        await world.SettleAsync();

        var shown = await world.ShownAsync(id);
        Assert.Equal((InviteStatus.Failed, "application-missing"), (shown.Status, shown.Failure?.Code));
        Assert.Contains("Unauthorized", shown.Failure!.Why, StringComparison.Ordinal);
        Assert.Null(world.Portal.Get<AdminPortal.Auth0.TenantState>().SilentSince);
    }

    [Fact]
    public async Task A_token_that_got_broken_on_the_way_is_tried_again_and_ends_nothing()
    {
        await using var world = await InviteWorld.StartAsync();
        world.Tenant.Faults.Add(Fault.Answer("POST /api/v2/users", 400, times: 1) with { ErrorCode = "Bearer", Message = "Bad HTTP authentication header format" });
        var id = await world.InviteAsync("ana@example.com");

        await world.SweepAsync();
        Assert.Equal((InviteStatus.Queued, WaitReason.Silence), ((await world.RowAsync(id)).Status, (await world.RowAsync(id)).WaitReason));

        world.Pass(TimeSpan.FromMinutes(1));
        await world.SettleAsync();
        Assert.Equal(InviteStatus.Sent, (await world.RowAsync(id)).Status);
    }

    [Theory]
    [InlineData("Payload validation error: 'Array is too long (51), maximum 50' on property roles.", "invalid_body", "auth0-refused")]
    [InlineData("Something nobody has seen yet", null, "auth0-refused")]
    [InlineData("The role rol_x does not exist.", null, "role-missing")]
    public async Task A_400_to_the_roles_is_a_missing_role_only_where_Auth0_says_so(string message, string? errorCode, string ours)
    {
        await using var world = await InviteWorld.StartAsync();
        world.Tenant.Faults.Add(Fault.Answer("POST /api/v2/users/{id}/roles", 400) with { ErrorCode = errorCode, Message = message });
        var id = await world.InviteAsync("ana@example.com", "Member");

        await world.SettleAsync();

        var failure = (await world.ShownAsync(id)).Failure!;
        Assert.Equal(ours, failure.Code);
        Assert.Contains(message, failure.Why, StringComparison.Ordinal);
        Assert.DoesNotContain("make the account", failure.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_mail_request_removes_the_account_and_can_be_sent_again()
    {
        await using var world = await InviteWorld.StartAsync();
        var refusal = world.Tenant.Faults.Add(Fault.Answer("POST /dbconnections/change_password", 400));
        var id = await world.InviteAsync("ana@example.com", "Member");

        await world.SettleAsync();
        Assert.Equal("mail-refused", (await world.ShownAsync(id)).Failure!.Code);
        Assert.Null(world.Account("ana@example.com"));

        world.Tenant.Faults.Remove(refusal.Id);
        await world.ResendAsync(id);
        await world.SettleAsync();
        Assert.Equal(InviteStatus.Sent, (await world.RowAsync(id)).Status);
        Assert.Single(world.Tenant.Mail.To("ana@example.com"));
    }

    [Fact]
    public async Task A_revoked_or_expired_invitee_who_asks_for_a_new_password_has_no_account_to_get_in_with()
    {
        await using var world = await InviteWorld.StartAsync();
        var revoked = await world.SentAsync("revoked@example.com");
        await world.SentAsync("expired@example.com");
        await world.RevokeAsync(revoked);
        world.Pass(TimeSpan.FromDays(8));
        await world.SettleAsync();

        using var http = new HttpClient();
        foreach (var email in new[] { "revoked@example.com", "expired@example.com" })
        {
            using var asked = new StringContent($$"""{"email":"{{email}}","connection":"Username-Password-Authentication"}""", System.Text.Encoding.UTF8, "application/json");
            using var reply = await http.PostAsync(new Uri(world.Tenant.Address, "/dbconnections/change_password"), asked);
            Assert.True(reply.IsSuccessStatusCode);

            Assert.Empty(world.Accounts(email));
            Assert.Single(world.Tenant.Mail.To(email));
        }
    }

    private static void AssertTold(string code, InviteFailure failure)
    {
        Assert.Equal(code, failure.Code);
        Assert.EndsWith(".", failure.Cure, StringComparison.Ordinal);
        Assert.True(failure.Why.Length > 20 && failure.Cure.Length > 20);
    }
}
