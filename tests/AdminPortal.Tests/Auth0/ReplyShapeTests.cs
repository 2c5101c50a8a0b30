using System.Net;
using System.Text;
using AdminPortal.Auth0;
using AdminPortal.ManagementToken;
using AdminPortal.Tests.ManagementToken;

namespace AdminPortal.Tests.Auth0;

public sealed class ReplyShapeTests
{
    public static TheoryData<int, string, string, string> ErrorShapes => new()
    {
        // status, body, case, what the message must hold
        { 400, """{"statusCode":400,"error":"Bad Request","message":"Payload validation error: 'Missing required property: x'.","errorCode":"invalid_body"}""", "Refused", "Missing required property" },
        { 400, """{"statusCode":400,"error":"Bad Request","message":"PasswordStrengthError: Password is too weak"}""", "Refused", "too weak" },
        { 400, """{"statusCode":400,"error":"Bad Request","message":"Connection must be enabled for this client","errorCode":"auth0_idp_error"}""", "Refused", "must be enabled" },
        { 401, """{"statusCode":401,"error":"Unauthorized","message":"Invalid token","attributes":{"error":"Invalid token"}}""", "Unreachable", "Invalid token" },
        { 403, """{"statusCode":403,"error":"Forbidden","message":"Insufficient scope, expected any of: read:users,read:current_user","errorCode":"insufficient_scope"}""", "Denied", "Insufficient scope" },
        { 403, """{"statusCode":403,"error":"Forbidden","message":"Please upgrade your subscription to use roles","errorCode":"insufficient_entitlement"}""", "Refused", "upgrade" },
        { 404, """{"statusCode":404,"error":"Not Found","message":"The user does not exist.","errorCode":"inexistent_user"}""", "NotFound", "does not exist" },
        { 404, """{"statusCode":404,"error":"Not Found","message":"The role does not exist."}""", "NotFound", "role" },
        { 404, "<html><head><title>404 Not Found</title></head></html>", "Unreachable", "404 Not Found" },
        { 404, "", "Unreachable", "Not Found" },
        { 409, """{"statusCode":409,"error":"Conflict","message":"The user already exists.","errorCode":"auth0_idp_error"}""", "AlreadyExists", "already exists" },
        { 409, """{"statusCode":409,"error":"Conflict","message":"The tenant has multiple verified custom domains.","errorCode":"custom_domain_conflict"}""", "Refused", "custom domains" },
        { 413, "Payload too large", "Refused", "too large" },
        { 500, """{"statusCode":500,"error":"Internal Server Error","message":"Something broke"}""", "Unreachable", "Something broke" },
        { 502, "<html><title>Bad &amp; Gateway</title></html>", "Unreachable", "Bad & Gateway" },
        { 503, "", "Unreachable", "503" },
        { 302, "", "Unreachable", "302" },
        { 200, "<html>hotel</html>", "Unreachable", "can't be read" },
        { 200, "", "Unreachable", "can't be read" },
        { 200, """{"user_id":17}""", "Unreachable", "can't be read" },
        { 400, """{"name":"BadRequestError","code":"bad.email","description":"email is invalid","statusCode":400}""", "Refused", "email is invalid" },
        { 400, """{"name":"PasswordStrengthError","code":"invalid_password","description":{"rules":[]},"statusCode":400}""", "Refused", "rules" },
        { 400, """{"error":"connection not found"}""", "Refused", "connection not found" },
        { 400, """{"error":"invalid_request","error_description":"the connection was not found"}""", "Refused", "the connection was not found" },
        { 400, "Password is not allowed", "Refused", "not allowed" },
        { 400, "[1,2]", "Refused", "[1,2]" },
        { 400, """{"message":null}""", "Refused", "message" },
    };

    [Theory]
    [MemberData(nameof(ErrorShapes))]
    public async Task Every_shape_in_which_Auth0_says_no_is_understood(int status, string body, string expected, string words)
    {
        await using var bench = new TokenBench();
        bench.Auth0.ApiReply = () => Reply(status, body);

        var answer = await bench.Management.GetUserAsync("auth0|ana", CancellationToken.None);

        Assert.Equal(expected, answer.GetType().Name);
        Assert.Contains(words, Message(answer), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(200, "We've just sent you an email to reset your password.", "Ok")]
    [InlineData(200, "", "Ok")]
    [InlineData(200, "{}", "Ok")]
    [InlineData(400, """{"error":"connection not found"}""", "Refused")]
    [InlineData(400, """{"error":"invalid_request","error_description":"the connection was not found"}""", "Refused")]
    [InlineData(400, """{"name":"BadRequestError","code":"x","description":"email is required","statusCode":400}""", "Refused")]
    [InlineData(400, "Password is not allowed", "Refused")]
    [InlineData(404, """{"error":"not_found","error_description":"connection not found"}""", "NotFound")]
    [InlineData(429, """{"error":"too_many_requests"}""", "Busy")]
    [InlineData(503, "", "Unreachable")]
    public async Task The_answer_of_the_password_mail_is_read_in_whatever_shape_it_comes(int status, string body, string expected)
    {
        await using var bench = new TokenBench();
        using var http = new AnsweringHandler(() => Reply(status, body, "text/html"));
        var answer = await bench.AuthenticationOver(http).ChangePasswordAsync("ana@example.com", CancellationToken.None);

        Assert.Equal(expected, answer.GetType().Name);
        Assert.Contains("\"connection\":\"Username-Password-Authentication\"", http.Body, StringComparison.Ordinal);
        Assert.Contains("\"client_id\":\"portal\"", http.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_call_lacks_is_named_although_Auth0_lists_everything_that_would_do()
    {
        await using var bench = new TokenBench();
        bench.Auth0.Scope = "read:users update:users";
        bench.Auth0.ApiReply = () => Reply(403, """{"statusCode":403,"error":"Forbidden","message":"Insufficient scope, expected any of: read:roles,update:users","errorCode":"insufficient_scope"}""");

        var denied = Assert.IsType<Auth0Result<Done>.Denied>(await bench.Management.AssignRolesAsync("auth0|ana", ["rol_1"], CancellationToken.None));

        Assert.Equal(["create:role_members"], denied.Scopes);
        Assert.Equal(["create:role_members"], bench.Get<TenantState>().MissingScopes);
        Assert.Equal(["create:role_members"], bench.Tokens.State.AwaitedScopes);
    }

    [Fact]
    public async Task Of_a_rule_whose_scopes_the_token_partly_carries_only_the_others_are_named()
    {
        await using var bench = new TokenBench();
        bench.Auth0.Scope = "read:users create:users";
        bench.Auth0.ApiReply = () => Reply(403, """{"statusCode":403,"error":"Forbidden","message":"Insufficient scope, expected any of: read:users,read:user_idp_tokens","errorCode":"insufficient_scope"}""");

        var denied = Assert.IsType<Auth0Result<Auth0User>.Denied>(await bench.Management.GetUserAsync("auth0|ana", CancellationToken.None));

        Assert.Equal(["read:user_idp_tokens"], denied.Scopes);
        Assert.Equal(["read:user_idp_tokens"], bench.Get<TenantState>().MissingScopes);
        Assert.Equal(["read:user_idp_tokens"], bench.Tokens.State.AwaitedScopes);
    }

    [Fact]
    public async Task A_refusal_that_a_newer_token_has_already_answered_leaves_nothing_missing()
    {
        await using var bench = new TokenBench();
        bench.Auth0.Scope = "read:users";
        bench.Auth0.ApiReply = () => Reply(403, """{"statusCode":403,"error":"Forbidden","message":"Insufficient scope, expected any of: read:users","errorCode":"insufficient_scope"}""");

        var denied = Assert.IsType<Auth0Result<Auth0User>.Denied>(await bench.Management.GetUserAsync("auth0|ana", CancellationToken.None));

        Assert.Equal(["read:users"], denied.Scopes);
        Assert.Empty(bench.Get<TenantState>().MissingScopes);
        Assert.Empty(bench.Tokens.State.AwaitedScopes);
    }

    [Fact]
    public async Task A_reply_that_names_an_encoding_nobody_knows_is_read_all_the_same()
    {
        await using var bench = new TokenBench();
        bench.Auth0.TokenReply = () => Odd(200, """{"access_token":"eyJ.fake","expires_in":86400,"scope":"read:users"}""");
        bench.Auth0.ApiReply = () => Odd(200, """{"user_id":"auth0|ana","email":"ana@example.com","name":"Ána"}""");
        using var http = new AnsweringHandler(() => Odd(400, "Password is not allowed"));

        Assert.IsType<TokenAnswer.Granted>(await bench.Tokens.GetAsync(CancellationToken.None));
        bench.Auth0.TokenReply = null; // the fake knows only tokens of its own making
        await bench.Tokens.RenewAsync(CancellationToken.None);
        Assert.Equal("Ána", Assert.IsType<Auth0Result<Auth0User>.Ok>(await bench.Management.GetUserAsync("auth0|ana", CancellationToken.None)).Value.Name);
        Assert.Equal("Password is not allowed", Assert.IsType<Auth0Result<Done>.Refused>(await bench.AuthenticationOver(http).ChangePasswordAsync("ana@example.com", CancellationToken.None)).Message);
    }

    [Theory]
    [InlineData(200, """{"user_id":"\ud800"}""")]
    [InlineData(400, """{"statusCode":400,"message":"\ud800"}""")]
    public async Task Text_that_is_half_a_character_is_an_answer_and_no_exception(int status, string body)
    {
        await using var bench = new TokenBench();
        bench.Auth0.ApiReply = () => Reply(status, body);

        Assert.IsNotType<Auth0Result<Auth0User>.Ok>(await bench.Management.GetUserAsync("auth0|ana", CancellationToken.None));
    }

    [Fact]
    public async Task A_refused_client_is_denied_without_scopes_and_nothing_is_sent()
    {
        await using var bench = new TokenBench();
        bench.Auth0.Secrets.Clear();

        var denied = Assert.IsType<Auth0Result<Auth0User>.Denied>(await bench.Management.GetUserAsync("auth0|ana", CancellationToken.None));

        Assert.Empty(denied.Scopes);
        Assert.Contains("id or secret", denied.Message, StringComparison.Ordinal);
        Assert.Equal(0, bench.Auth0.Calls);
    }

    [Fact]
    public async Task Without_a_token_nothing_has_been_done()
    {
        await using var bench = new TokenBench();
        bench.Auth0.IsDown = true;

        var unreachable = Assert.IsType<Auth0Result<Auth0User>.Unreachable>(await bench.Management.CreateUserAsync(Ana(), CancellationToken.None));

        Assert.False(unreachable.MayHaveActed);
        Assert.False(bench.Get<TenantState>().Answers);
    }

    [Fact]
    public async Task A_tenant_that_could_not_be_connected_to_has_done_nothing()
    {
        await using var bench = new TokenBench();
        await bench.CallAsync();
        bench.Auth0.IsDown = true;

        var unreachable = Assert.IsType<Auth0Result<Auth0User>.Unreachable>(await bench.Management.CreateUserAsync(Ana(), CancellationToken.None));

        Assert.False(unreachable.MayHaveActed);
    }

    [Fact]
    public async Task A_call_that_hangs_is_given_up_on_the_portals_clock_and_may_have_been_done()
    {
        await using var bench = new TokenBench();
        await bench.CallAsync();
        bench.Auth0.Gate = new TaskCompletionSource();

        var call = bench.Management.CreateUserAsync(Ana(), CancellationToken.None);
        bench.Clock.Advance(TimeSpan.FromSeconds(31));
        var unreachable = Assert.IsType<Auth0Result<Auth0User>.Unreachable>(await call);

        Assert.True(unreachable.MayHaveActed);
        Assert.Contains("30 s", unreachable.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_caller_that_gives_up_is_not_taken_for_a_tenant_that_does_not_answer()
    {
        await using var bench = new TokenBench();
        await bench.CallAsync();
        bench.Auth0.Gate = new TaskCompletionSource();
        using var caller = new CancellationTokenSource();

        var call = bench.Management.GetUserAsync("auth0|ana", caller.Token);
        await caller.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.True(bench.Get<TenantState>().Answers);
    }

    [Fact]
    public async Task A_limit_says_when_to_come_back()
    {
        await using var bench = new TokenBench();
        bench.Auth0.ApiReply = () =>
        {
            var reply = Reply(429, """{"statusCode":429,"error":"Too Many Requests","message":"Global limit has been reached","errorCode":"too_many_requests"}""");
            reply.Headers.TryAddWithoutValidation("Retry-After", "20");
            return reply;
        };

        var busy = Assert.IsType<Auth0Result<Auth0User>.Busy>(await bench.Management.GetUserAsync("auth0|ana", CancellationToken.None));

        Assert.InRange(busy.RetryAt, bench.Clock.Now + TimeSpan.FromSeconds(20), bench.Clock.Now + TimeSpan.FromSeconds(24));
    }

    [Theory]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData("")]
    public async Task An_id_that_would_lead_to_another_address_is_not_sent(string id)
    {
        await using var bench = new TokenBench();

        await Assert.ThrowsAsync<ArgumentException>(() => bench.Management.DeleteUserAsync(id, CancellationToken.None));
    }

    [Fact]
    public void A_new_user_prints_no_password() => Assert.DoesNotContain("hush", Ana().ToString(), StringComparison.Ordinal);

    private static NewUser Ana() => new() { UserId = "ana", Email = "ana@example.com", Password = "hush-hush-1A" };

    private static HttpResponseMessage Reply(int status, string body, string type = "application/json") =>
        new((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, type) };

    private static HttpResponseMessage Odd(int status, string body)
    {
        var reply = Reply(status, body);
        reply.Content.Headers.Remove("Content-Type");
        reply.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json; charset=bogus");
        return reply;
    }

    private static string Message<T>(Auth0Result<T> answer) => answer.Match(
        _ => "", it => it.Message, it => it.Message, it => it.Message, it => it.Message, _ => "", it => it.Reason);
}
