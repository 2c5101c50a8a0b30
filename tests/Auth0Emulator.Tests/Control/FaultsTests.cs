using Auth0Emulator.Control;
using Auth0Emulator.Tests.Kit;

namespace Auth0Emulator.Tests.Control;

public sealed class FaultsTests : TenantTests
{
    private static readonly object Nia = new { connection = TenantSeed.ConnectionName, email = "nia@example.com", password = "Correct-horse-7", verify_email = false };

    private int Users => Tenant.State.Read(tenant => tenant.Users.Count(user => user.Value.Email == "nia@example.com"));

    [Fact]
    public async Task A_status_fault_answers_as_often_as_planned_and_does_nothing()
    {
        Tenant.Faults.Add(Fault.Answer("POST /api/v2/users", 503, times: 2));

        Assert.Equal(503, (await Http.CallAsync("POST", "/users", Nia)).Status);
        Assert.Equal(503, (await Http.CallAsync("POST", "/users", Nia)).Status);
        Assert.Equal(0, Users);
        Assert.Equal(201, (await Http.CallAsync("POST", "/users", Nia)).Status);
        Assert.Equal(2, Assert.Single(Tenant.Faults.All).Hits);
    }

    [Fact]
    public async Task A_fault_hits_its_exact_route_only()
    {
        Tenant.Faults.Add(Fault.Answer("GET /api/v2/users/{id}"));

        Assert.Equal(500, (await Http.CallAsync("GET", "/users/auth0%7C6741a0000000000000000001")).Status);
        Assert.Equal(200, (await Http.CallAsync("GET", "/users")).Status);
        Assert.Equal(200, (await Http.CallAsync("GET", "/users/auth0%7C6741a0000000000000000001/roles")).Status);
        Assert.Equal(204, (await Http.CallAsync("DELETE", "/users/auth0%7C6741a0000000000000000001")).Status);
    }

    [Fact]
    public async Task A_fault_can_be_for_one_user_alone()
    {
        Tenant.Faults.Add(Fault.Answer("POST /api/v2/users", containing: "poison@example.com"));

        Assert.Equal(201, (await Http.CallAsync("POST", "/users", Nia)).Status);
        Assert.Equal(500, (await Http.CallAsync("POST", "/users", new { connection = TenantSeed.ConnectionName, email = "poison@example.com", password = "Correct-horse-7" })).Status);
    }

    [Fact]
    public async Task A_busy_fault_answers_429_with_Auth0s_headers()
    {
        Tenant.Faults.Add(Fault.Busy("GET /api/v2/roles", times: 1));

        var answer = await Http.CallAsync("GET", "/roles");

        answer.Is(429, """{"statusCode":429,"error":"Too Many Requests","message":"Global limit has been reached","errorCode":"too_many_requests"}""");
        Assert.Equal("0", answer.Headers["x-ratelimit-remaining"]);
        Assert.Equal($"{Clock.Now.ToUnixTimeSeconds() + 1}", answer.Headers["x-ratelimit-reset"]);
        Assert.Equal(200, (await Http.CallAsync("GET", "/roles")).Status);
    }

    [Fact]
    public async Task A_busy_fault_sends_whatever_headers_it_is_told_garbage_included()
    {
        Tenant.Faults.Add(Fault.Busy("GET /api/v2/roles", headers: new Dictionary<string, string> { ["Retry-After"] = "soon", ["x-ratelimit-reset"] = "-5" }));

        var answer = await Http.CallAsync("GET", "/roles");

        Assert.Equal(("soon", "-5"), (answer.Headers["Retry-After"], answer.Headers["x-ratelimit-reset"]));
        Assert.False(answer.Headers.ContainsKey("x-ratelimit-remaining"));
    }

    [Theory]
    [InlineData("{}", "")]
    [InlineData("""{"Retry-After":"7"}""", "Retry-After: 7")]
    [InlineData("""{"Retry-After":"Sun, 22 Nov 2026 09:00:07 GMT"}""", "Retry-After: Sun, 22 Nov 2026 09:00:07 GMT")]
    [InlineData("""{"Retry-After":"soon"}""", "Retry-After: soon")]
    [InlineData("""{"x-ratelimit-reset":"garbage"}""", "x-ratelimit-reset: garbage")]
    [InlineData("""{"x-ratelimit-reset":"-5"}""", "x-ratelimit-reset: -5")]
    [InlineData("""{"x-ratelimit-reset":"1700000000"}""", "x-ratelimit-reset: 1700000000")]
    [InlineData("""{"x-ratelimit-reset":"+31536000"}""", "x-ratelimit-reset: 1826874000")]
    [InlineData("""{"x-ratelimit-limit":"2","x-ratelimit-remaining":"0","x-ratelimit-reset":"+5"}""", "x-ratelimit-limit: 2, x-ratelimit-remaining: 0, x-ratelimit-reset: 1795338005")]
    public async Task A_program_in_any_language_plans_a_429_with_any_headers_or_none(string headers, string told)
    {
        var planned = await Http.ControlAsync("POST", "/faults", $$"""{"route":"GET /api/v2/roles","kind":"busy","times":1,"headers":{{headers}}}""");
        Assert.Equal(201, planned.Status);

        var answer = await Http.CallAsync("GET", "/roles");

        Assert.Equal(429, answer.Status);
        Assert.Equal(told, string.Join(", ", answer.Headers
            .Where(header => header.Key.StartsWith("x-ratelimit", StringComparison.OrdinalIgnoreCase) || header.Key == "Retry-After")
            .OrderBy(header => header.Key, StringComparer.Ordinal).Select(header => $"{header.Key}: {header.Value}")));
        Assert.Equal(200, (await Http.CallAsync("GET", "/roles")).Status);
    }

    [Fact]
    public async Task A_busy_fault_of_the_Authentication_API_speaks_its_language()
    {
        Tenant.Faults.Add(Fault.Busy("POST /oauth/token", times: 1));

        (await Http.FormAsync("/oauth/token", Http.TokenFields())).Is(429, """{"error":"too_many_requests","error_description":"Global limit has been reached"}""");
    }

    [Fact]
    public async Task A_dropped_call_loses_its_connection_and_has_done_nothing()
    {
        await Http.CallAsync("GET", "/roles");
        Tenant.Faults.Add(Fault.Drop("POST /api/v2/users", times: 1));

        var cut = await Assert.ThrowsAsync<HttpRequestException>(() => Http.CallAsync("POST", "/users", Nia));

        Assert.Contains(cut.HttpRequestError, new[] { HttpRequestError.ResponseEnded, HttpRequestError.Unknown, HttpRequestError.ConnectionError });
        Assert.Equal(0, Users);
    }

    [Fact]
    public async Task Commit_then_drop_does_it_and_loses_the_reply()
    {
        await Http.CallAsync("GET", "/roles");
        Tenant.Faults.Add(Fault.CommitThenDrop("POST /api/v2/users", times: 1));

        await Assert.ThrowsAsync<HttpRequestException>(() => Http.CallAsync("POST", "/users", Nia));

        Assert.Equal(1, Users);
        Assert.Equal(409, (await Http.CallAsync("POST", "/users", Nia)).Status);
        var entry = Tenant.Journal.On("POST /api/v2/users")[0];
        Assert.Equal((true, null, "fault-1 CommitThenDrop"), (entry.Acted, entry.Status, entry.Touched));
    }

    [Fact]
    public async Task A_hanging_call_gets_no_answer_and_does_nothing_until_the_fault_is_taken_out()
    {
        await Http.CallAsync("GET", "/roles");
        var fault = Tenant.Faults.Add(Fault.Hang("POST /api/v2/users"));
        var call = Http.CallAsync("POST", "/users", Nia);
        await Tenant.Journal.UntilAsync(entries => entries.Any(entry => entry.Touched == $"{fault.Id} Hang"));
        Assert.False(call.IsCompleted);

        Tenant.Faults.Remove(fault.Id);

        await Assert.ThrowsAsync<HttpRequestException>(() => call);
        Assert.Equal(0, Users);
        Assert.Equal(201, (await Http.CallAsync("POST", "/users", Nia)).Status);
    }

    [Fact]
    public async Task Faults_reach_the_token_endpoint_too()
    {
        Tenant.Faults.Add(Fault.Answer("POST /oauth/token", 500, times: 1));

        Assert.Equal(500, (await Http.FormAsync("/oauth/token", Http.TokenFields())).Status);
        Assert.Equal(200, (await Http.FormAsync("/oauth/token", Http.TokenFields())).Status);
    }

    [Theory]
    [InlineData("GET /api/v2/users/{id}")]
    [InlineData("GET /api/v2/users/auth0|a/b", false)]
    [InlineData("GET /api/v2/users/auth0%7Ca%2Fb")]
    [InlineData("GET /api/v2/users/auth0|a%2Fb")]
    public async Task An_id_with_a_slash_in_it_is_one_segment(string route, bool hits = true)
    {
        Tenant.Faults.Add(Fault.Answer(route, 503));

        Assert.Equal(hits ? 503 : 404, (await Http.CallAsync("GET", "/users/auth0%7Ca%2Fb")).Status);
        Assert.Equal(hits ? 1 : 0, Tenant.Journal.On(route).Count);
        Assert.Equal("/api/v2/users/auth0|a/b", Tenant.Journal.Requests[^1].Path);
    }

    [Fact]
    public void A_fault_that_can_never_happen_is_refused_in_process_too()
    {
        Assert.Throws<FormatException>(() => Tenant.Faults.Add(Fault.Answer("GET /api/v2/roles", times: 0)));
        Assert.Throws<FormatException>(() => Tenant.Faults.Add(Fault.Of("GET /api/v2/roles", (FaultKind)99)));
        Assert.Throws<FormatException>(() => Tenant.Gates.Add("GET /api/v2/roles", (GatePlace)99));
    }

    [Theory]
    [InlineData("GET /api/v2/users?page=1")]
    [InlineData("GET /emulator/mail")]
    [InlineData("/api/v2/users")]
    [InlineData("POST")]
    [InlineData("POST users")]
    public void What_is_no_route_is_refused(string route) => Assert.Throws<FormatException>(() => Tenant.Faults.Add(Fault.Answer(route)));
}
